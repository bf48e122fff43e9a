"""A scene waits for all that a bot does, and fails where it does not do it."""

import asyncio

import discord
import pytest

from testing.discord.playing import Scene, play


class EchoBot(discord.Client):
    """A bot that repeats what people say, after a while, and raises at what is wrong."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, messages=True))
        self.steps: list[str] = []

    async def on_message(self, message: discord.Message) -> None:
        if message.author.id == self.user.id:
            self.steps.append("hears itself")
            return
        if "wrong" in message.content:
            raise ValueError(message.content)
        await asyncio.to_thread(self.steps.append, "thinks")
        await asyncio.create_task(message.channel.send(message.content))
        self.steps.append("has spoken")


def test_what_somebody_does_returns_when_the_bot_has_done_all_it_does() -> None:
    bots = []

    def bot() -> EchoBot:
        bots.append(EchoBot())
        return bots[-1]

    async def scenario(on: Scene) -> None:
        await on.tell(on.server.user("ada"), "hello")
        assert sorted(on.bot.steps) == ["has spoken", "hears itself", "thinks"]
        assert [message.content for message in on.server.said()] == ["hello"]

    play(bot, scenario, Scene)
    assert len(bots) == 1


def test_what_a_bot_raises_and_does_not_answer_for_fails_the_test() -> None:
    async def scenario(on: Scene) -> None:
        await on.tell(on.server.user("ada"), "something wrong")

    with pytest.raises(AssertionError, match="Ignoring exception in on_message"):
        play(EchoBot, scenario, Scene)


def test_a_bot_that_cannot_connect_fails_the_test() -> None:
    class Curious(EchoBot):
        def __init__(self) -> None:
            super().__init__()
            self._connection._intents = discord.Intents(guilds=True, members=True)

    async def scenario(on: Scene) -> None:
        raise AssertionError("it played")

    with pytest.raises(discord.PrivilegedIntentsRequired):
        play(Curious, scenario, Scene)
