"""Play a scene: a bot in the event loop of its test, on a server of its own.

Whatever somebody does in a scene returns once the bot has done all it does about that: no test waits for a time.
"""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar
from unittest.mock import patch

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from testing.discord.interactions import Interaction
from testing.discord.patience import patient
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Channel, Message, User
from testing.waiting import PATIENCE_S

# The library waits so long for more servers before it calls a bot ready; there is one.
MORE_SERVERS_S = 0.001


Done = TypeVar("Done")


class Scene:
    """A server with a bot on it, and what people do there; `here` is the channel where nothing else is said."""

    bot: discord.Client

    def __init__(self, server: LoopbackDiscord) -> None:
        self.server = server
        self.here = server.channel("general")
        self._running: asyncio.Task[None] | None = None
        self._resting: set[asyncio.Task[Any]] = set()
        self._numbers = itertools.count(1)

    # What people do

    async def say(self, author: User, content: str, channel: Channel | None = None, **more: Any) -> Message:
        """Post a message of a person; see LoopbackDiscord.say."""
        return await self._after(self.server.say(author, content, channel or self.here, **more))

    async def tell(self, author: User, content: str, **more: Any) -> Message:
        """Send the bot a private message."""
        return await self._after(self.server.tell(author, content, **more))

    async def open_thread(self, author: User, message: Message, name: str) -> Channel:
        return await self._after(self.server.open_thread(author, message, name))

    async def slash(self, user: User, command: str, channel: Channel | None = None, /, **options: Any) -> Interaction:
        return await self._after(self.server.slash(command, options, user, channel or self.here))

    async def autocomplete(self, user: User, command: str, option: str, typed: str) -> list[dict[str, Any]]:
        """Type into an option of a command; return what the bot offers."""
        used = await self._after(self.server.autocomplete(command, option, typed, user, self.here))
        return used.choices or []

    async def context_menu(self, user: User, command: str, target: Message) -> Interaction:
        return await self._after(self.server.context_menu(command, target, user))

    async def press(self, user: User, message: Message, label_or_id: str) -> Interaction:
        return await self._after(self.server.press(message, label_or_id, user))

    async def submit(self, opened_by: Interaction, text: str) -> Interaction:
        """Send the form that an interaction opened, which has one field."""
        return await self._after(self.server.submit_modal(opened_by, {"": text}))

    # What the bot does

    async def start(self, bot: discord.Client) -> None:
        """Connect a bot, and wait until it has nothing more to do; raise what it cannot connect for."""
        self.bot = bot
        bot._connection.guild_ready_timeout = MORE_SERVERS_S
        others = asyncio.all_tasks()
        await bot.login(self.server.token)
        self._running = asyncio.create_task(bot.connect())
        ready = asyncio.create_task(bot.wait_for("ready"))
        await asyncio.wait({self._running, ready}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        if self._running.done():
            await self._running
        assert ready.done(), "the bot did not connect"
        self._resting = asyncio.all_tasks() - others
        await self.settle()

    async def stop(self) -> None:
        await self.bot.close()
        if self._running is not None:
            await asyncio.wait({self._running}, timeout=PATIENCE_S)

    async def restart(self, bot: discord.Client) -> None:
        """Connect a new bot in the place of the one that runs."""
        await self.stop()
        await self.start(bot)

    async def settle(self) -> None:
        """Wait until the bot has read every event, and does nothing any more."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._read_all()
                while busy := self._busy():
                    await asyncio.wait(busy)
                    await self._read_all()
        except TimeoutError:
            raise TimeoutError(f"the bot goes on: {self._busy()}, {self.server.requests[-8:]}") from None

    async def _after(self, done: Done) -> Done:
        await self.settle()
        return done

    async def _read_all(self) -> None:
        """Wait until the bot has read an event that comes after all others."""
        name = f"READ_{next(self._numbers)}"
        read = self.bot.wait_for("socket_event_type", check=lambda event: event == name)
        self.server.send_event(name, {})
        await read

    def _busy(self) -> set[asyncio.Task[Any]]:
        return asyncio.all_tasks() - self._resting - {asyncio.current_task()}


Staged = TypeVar("Staged", bound=Scene)


class Failures(logging.Handler):
    """What discord.py logs as an error: what the code of a bot raised and did not answer for itself."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))

    def __enter__(self) -> Self:
        logging.getLogger("discord").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("discord").removeHandler(self)


def play(
    bot: Callable[[], discord.Client],
    scenario: Callable[[Staged], Awaitable[None]],
    scene: Callable[[LoopbackDiscord], Staged],
    allowed_intents: int = 0,
) -> None:
    """Play a scenario with a bot, which is made in the event loop; what discord.py logs as an error fails the test."""

    async def run(server: LoopbackDiscord) -> None:
        staged = scene(server)
        try:
            await staged.start(bot())
            await scenario(staged)
        finally:
            await staged.stop()

    with LoopbackDiscord(allowed_intents=allowed_intents) as server, Failures() as failures, patient():
        gateway = yarl.URL(server.gateway.url)
        with patch.object(Route, "BASE", server.api_url), patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", gateway):
            asyncio.run(run(server))
    assert failures.found == [], failures.found
