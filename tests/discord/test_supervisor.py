"""A connection that is kept, and errors that only the operator can mend."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from qa_bot.discord_bot import supervisor
from qa_bot.discord_bot.supervisor import keep_connected
from qa_bot.errors import DiscordSettingsError


class Client(discord.Client):
    """Be a client whose connection ends as its test says."""

    def __init__(self, ending: Exception | None) -> None:
        super().__init__(intents=discord.Intents.none())
        self.ending = ending
        self.tokens: list[str] = []
        self.closed = 0

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        self.tokens.append(token)
        if isinstance(self.ending, Waiting):
            await asyncio.Event().wait()
        if self.ending is not None:
            raise self.ending

    async def close(self) -> None:
        self.closed += 1


class Waiting(Exception):
    """Stand for a connection that holds."""


def closed_with(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=0, code=code)  # type: ignore[arg-type]


def refused_with(status: int) -> discord.HTTPException:
    return discord.HTTPException(SimpleNamespace(status=status, reason="because"), "no")  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 0.0)


def supervise(*endings: Exception | None) -> list[Client]:
    """Run the supervisor until its clients are used up or one holds; return them."""
    clients = [Client(ending) for ending in endings]

    async def run() -> None:
        ready = iter(clients)
        task = asyncio.create_task(keep_connected(lambda: next(ready), "secret"))
        async with asyncio.timeout(10):
            while not task.done() and not (clients[-1].tokens and isinstance(clients[-1].ending, Waiting)):
                await asyncio.sleep(0.001)
        if task.done():
            task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    return clients


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(OSError("refused"), id="the first connection is refused"),
        pytest.param(AttributeError("'NoneType' object has no attribute 'open'"), id="the library's own failure"),
        pytest.param(KeyError("resume_gateway_url"), id="an odd payload"),
        pytest.param(closed_with(4000), id="closed by Discord"),
        pytest.param(refused_with(500), id="Discord is down"),
        pytest.param(None, id="an end without an error"),
    ],
)
def test_after_a_failure_a_fresh_client_connects_and_the_old_one_is_closed(ending):
    first, second = supervise(ending, Waiting())
    assert first.closed == 1
    assert second.tokens == ["secret"]


@pytest.mark.parametrize(
    ("ending", "setting"),
    [
        pytest.param(discord.LoginFailure("Improper token"), "QA_BOT_DISCORD_TOKEN", id="a token that login refuses"),
        pytest.param(refused_with(401), "QA_BOT_DISCORD_TOKEN", id="a token that was withdrawn"),
        pytest.param(closed_with(4004), "QA_BOT_DISCORD_TOKEN", id="a token that the gateway refuses"),
        pytest.param(
            discord.PrivilegedIntentsRequired(0), "QA_BOT_DISCORD_MESSAGE_CONTENT", id="an intent that was not granted"
        ),
        pytest.param(closed_with(4014), "QA_BOT_DISCORD_MESSAGE_CONTENT", id="an intent that the gateway refuses"),
    ],
)
def test_what_only_the_operator_can_mend_ends_it_and_names_the_setting(ending, setting):
    with pytest.raises(DiscordSettingsError, match=setting) as raised:
        supervise(ending)
    assert raised.value.exit_code == 2
    assert "secret" not in str(raised.value)


def test_the_pause_grows_with_failures_that_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 1.0)
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE_S", 4.0)
    monkeypatch.setattr(supervisor.random, "uniform", lambda *_: 1.0)
    pauses: list[float] = []
    sleep: Callable[[float], Any] = asyncio.sleep

    async def recorded(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    class Pausing:
        def __getattr__(self, name: str) -> Any:
            return recorded if name == "sleep" else getattr(asyncio, name)

    monkeypatch.setattr(supervisor, "asyncio", Pausing())
    supervise(*[OSError("refused")] * 5, Waiting())
    assert pauses == [1.0, 2.0, 4.0, 4.0, 4.0]
