"""The final state of a message is right, whatever became of the placeholder."""

import asyncio
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from qa_bot.discord_bot.outgoing import delivery as delivery_module
from qa_bot.discord_bot.outgoing import requests
from qa_bot.discord_bot.outgoing.delivery import Delivery, Part
from qa_bot.discord_bot.outgoing.requests import insist, within
from testing.waiting import PATIENCE_S


def refusal(status: int, kind: type[discord.HTTPException] = discord.HTTPException) -> discord.HTTPException:
    return kind(SimpleNamespace(status=status, reason="because"), {"code": 0, "message": "no"})


class Destination:
    """Keep messages; requests wait at `gate`, and fail with what `fails` holds for their name."""

    def __init__(self) -> None:
        self.messages: dict[int, str] = {}
        self.fails: dict[str, Exception] = {}
        self.gate: asyncio.Event | None = None
        self.edits = 0

    async def open(self, part: Part) -> Any:
        return await self._send("open", part)

    async def post(self, part: Part) -> Any:
        return await self._send("post", part)

    async def edit(self, message: Any, part: Part) -> None:
        self.edits += 1
        gate, self.gate = self.gate, None
        if gate is not None:
            await gate.wait()
        self._maybe_fail("edit")
        if message.id not in self.messages:
            raise refusal(404, discord.NotFound)
        self.messages[message.id] = part.content

    async def remove(self, message: Any) -> None:
        self.messages.pop(message.id, None)

    async def _send(self, name: str, part: Part) -> Any:
        self._maybe_fail(name)
        number = max(self.messages, default=0) + 1
        self.messages[number] = part.content
        return SimpleNamespace(id=number)

    def _maybe_fail(self, name: str) -> None:
        if name in self.fails:
            raise self.fails[name]


def run(scenario: Callable[[Destination, Delivery], Coroutine[Any, Any, None]]) -> Destination:
    async def play() -> Destination:
        destination = Destination()
        await scenario(destination, Delivery(destination))
        return destination

    return asyncio.run(play())


def test_without_a_placeholder_the_answer_is_sent() -> None:
    async def scenario(_: Destination, delivery: Delivery) -> None:
        assert await delivery.finish([Part("one"), Part("two")]) == (1, 2)

    assert run(scenario).messages == {1: "one", 2: "two"}


def test_the_placeholder_becomes_the_answer() -> None:
    async def scenario(_: Destination, delivery: Delivery) -> None:
        await delivery.show("…")
        assert await delivery.finish([Part("one"), Part("two")]) == (1, 2)

    assert run(scenario).messages == {1: "one", 2: "two"}


@pytest.mark.parametrize(
    "error", [refusal(403), refusal(500, discord.DiscordServerError), aiohttp.ServerDisconnectedError(), TimeoutError()]
)
def test_an_edit_that_fails_on_the_way_does_not_matter_in_the_end(error: Exception) -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        await delivery.show("a")
        destination.fails["edit"] = error
        await delivery.show("a b")
        destination.fails.clear()
        await delivery.finish([Part("a b c")])

    assert run(scenario).messages == {1: "a b c"}


def test_an_answer_whose_last_edit_fails_is_sent_anew() -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        await delivery.show("a")
        destination.fails["edit"] = refusal(500, discord.DiscordServerError)
        await delivery.finish([Part("a b c")])

    assert run(scenario).messages == {1: "a", 2: "a b c"}


def test_a_placeholder_that_was_deleted_is_replaced() -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        await delivery.show("…")
        destination.messages.clear()
        await delivery.finish([Part("answer")])

    assert run(scenario).messages == {1: "answer"}


def test_a_placeholder_that_was_deleted_is_not_asked_for_again_and_again() -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        await delivery.show("a")
        destination.messages.clear()
        for text in ("a b", "a b c"):
            await delivery.show(text)
        assert destination.edits == 1
        await delivery.finish([Part("answer")])

    assert run(scenario).messages == {1: "answer"}


def test_what_is_final_stays_when_something_must_be_said_after_it() -> None:
    async def scenario(_: Destination, delivery: Delivery) -> None:
        await delivery.show("…")
        await delivery.finish([Part("answer")])
        await delivery.finish([Part("apology")])

    assert run(scenario).messages == {1: "answer", 2: "apology"}


def test_a_placeholder_that_could_not_be_sent_is_none() -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        destination.fails["open"] = refusal(500, discord.DiscordServerError)
        await delivery.show("…")
        destination.fails.clear()
        await delivery.finish([Part("answer")])

    assert run(scenario).messages == {1: "answer"}


def test_an_edit_that_hangs_is_not_waited_for_and_what_it_changes_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_module, "EDIT_PATIENCE_S", 0.01)

    async def scenario(destination: Destination, delivery: Delivery) -> None:
        await delivery.show("a")
        gate = destination.gate = asyncio.Event()
        hanging = asyncio.create_task(delivery.show("a b"))
        await asyncio.sleep(0)
        await delivery.finish([Part("answer")])
        assert destination.messages == {1: "a", 2: "answer"}
        gate.set()
        await hanging
        async with asyncio.timeout(PATIENCE_S):
            while 1 in destination.messages:
                await asyncio.sleep(0.001)

    assert run(scenario).messages == {2: "answer"}


def test_nothing_is_shown_any_more_once_the_answer_is_on_its_way() -> None:
    async def scenario(_: Destination, delivery: Delivery) -> None:
        await delivery.finish([Part("answer")])
        await delivery.show("too late")

    assert run(scenario).messages == {1: "answer"}


def test_an_answer_that_cannot_be_sent_is_an_error() -> None:
    async def scenario(destination: Destination, delivery: Delivery) -> None:
        destination.fails["open"] = refusal(403, discord.Forbidden)
        with pytest.raises(discord.Forbidden):
            await delivery.finish([Part("answer")])

    run(scenario)


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        pytest.param(refusal(503, discord.DiscordServerError), 4, id="unavailable"),
        pytest.param(aiohttp.ServerDisconnectedError(), 4, id="a lost connection"),
        pytest.param(refusal(500, discord.DiscordServerError), 1, id="what discord.py repeated already"),
        pytest.param(refusal(403, discord.Forbidden), 1, id="a refusal"),
    ],
)
def test_a_request_is_repeated_only_where_that_may_help(monkeypatch: pytest.MonkeyPatch, error: Exception, tries: int) -> None:
    monkeypatch.setattr(requests, "PAUSES_S", (0.0, 0.0, 0.0))
    made = []

    async def request() -> None:
        made.append(1)
        raise error

    with pytest.raises(type(error)):
        asyncio.run(insist(request))
    assert len(made) == tries


def test_a_request_that_takes_too_long_goes_on_by_itself() -> None:
    async def scenario() -> None:
        gate, ended = asyncio.Event(), asyncio.Event()

        async def request() -> None:
            await gate.wait()
            ended.set()

        with pytest.raises(TimeoutError):
            await within(0.01, request())
        gate.set()
        await asyncio.wait_for(ended.wait(), PATIENCE_S)

    asyncio.run(scenario())
