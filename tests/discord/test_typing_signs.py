"""The sign of typing: one a channel, as long as anything is being answered there."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from qa_bot.discord_bot.outgoing import typing_sign
from qa_bot.discord_bot.outgoing.typing_sign import TypingIndicator
from testing.waiting import PATIENCE_S


class Channel:
    """Count the signs; the requests wait while `gate` is closed."""

    def __init__(self) -> None:
        self.signs = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: Exception | None = None

    async def typing(self) -> None:
        self.signs += 1
        await self.gate.wait()
        if self.error:
            raise self.error


def run(scenario: Callable[[Channel, TypingIndicator], Coroutine[Any, Any, None]]) -> Channel:
    async def play() -> Channel:
        channel, signs = Channel(), TypingIndicator()
        await scenario(channel, signs)
        async with asyncio.timeout(PATIENCE_S):
            while signs._tasks:
                await asyncio.sleep(0.001)
        assert not signs._users
        assert not signs._wake
        return channel

    return asyncio.run(play())


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.001)


def test_the_sign_is_shown_at_once_and_no_more_after_the_block() -> None:
    async def scenario(channel: Channel, signs: TypingIndicator) -> None:
        async with signs.shown(channel, 1):
            await until(lambda: channel.signs == 1)

    assert run(scenario).signs == 1


def test_the_sign_is_repeated_while_the_block_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing_sign, "TYPING_EVERY_S", 0.001)

    async def scenario(channel: Channel, signs: TypingIndicator) -> None:
        async with signs.shown(channel, 1):
            await until(lambda: channel.signs >= 3)

    run(scenario)


def test_each_question_shows_it_but_those_of_one_moment_share_one() -> None:
    async def scenario(channel: Channel, signs: TypingIndicator) -> None:
        async with signs.shown(channel, 1):
            await until(lambda: channel.signs == 1)
            channel.gate.clear()
            async with signs.shown(channel, 1):
                await until(lambda: channel.signs == 2)
                async with signs.shown(channel, 1), signs.shown(channel, 1):
                    channel.gate.set()
                    await until(lambda: channel.signs == 3)

    assert run(scenario).signs == 3


def test_a_sign_that_cannot_be_shown_does_not_matter() -> None:
    async def scenario(channel: Channel, signs: TypingIndicator) -> None:
        channel.error = OSError("refused")
        async with signs.shown(channel, 1):
            await until(lambda: channel.signs == 1)

    run(scenario)


def test_a_sign_that_hangs_holds_up_nothing() -> None:
    async def scenario(channel: Channel, signs: TypingIndicator) -> None:
        channel.gate.clear()
        async with signs.shown(channel, 1):
            await until(lambda: channel.signs == 1)
        channel.gate.set()

    run(scenario)
