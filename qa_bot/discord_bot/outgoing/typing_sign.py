"""The sign of typing, shown in a channel while anything is being answered there."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord

# Discord shows the sign for ten seconds.
TYPING_EVERY_S = 8.0
_logger = logging.getLogger(__name__)


class TypingIndicator:
    """The typing indicators: one a channel while anything is being answered there."""

    def __init__(self) -> None:
        self._users: dict[int, int] = {}
        self._wake: dict[int, asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def shown(self, channel: discord.abc.Messageable, channel_id: int) -> AsyncIterator[None]:
        """Show the sign at once, and until the block ends; failures are not the question's."""
        self._users[channel_id] = self._users.get(channel_id, 0) + 1
        if channel_id in self._wake:
            self._wake[channel_id].set()
        else:
            self._wake[channel_id] = asyncio.Event()
            task = asyncio.create_task(self._show(channel, channel_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            yield
        finally:
            self._users[channel_id] -= 1
            if not self._users[channel_id] and channel_id in self._wake:
                self._wake[channel_id].set()

    async def _show(self, channel: discord.abc.Messageable, channel_id: int) -> None:
        wake = self._wake[channel_id]
        try:
            while self._users[channel_id]:
                wake.clear()
                await self._send(channel, channel_id)
                with suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), TYPING_EVERY_S)
        finally:
            del self._wake[channel_id]
            if not self._users[channel_id]:
                del self._users[channel_id]

    async def _send(self, channel: discord.abc.Messageable, channel_id: int) -> None:
        try:
            await channel.typing()
        except Exception as error:
            _logger.info("typing could not be shown: channel=%d error=%s", channel_id, type(error).__name__)
