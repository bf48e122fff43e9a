"""Bring an answer to where it was asked: placeholder, growing text, and a final state that is right in any case."""

import asyncio
import logging
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import discord

from qa_bot.discord_bot.outgoing.requests import FAILURES, leave_alone

# How long the final text waits for an edit that is still on its way.
EDIT_PATIENCE_S = 5.0
_logger = logging.getLogger(__name__)


class Part(NamedTuple):
    """One message of an answer; `file` is the text of a Markdown file that goes with it."""

    content: str
    view: discord.ui.View | None = None
    file: str | None = None


class Destination(Protocol):
    """Where an answer appears; every method raises discord.HTTPException when Discord refuses."""

    async def open(self, part: Part) -> "discord.Message":
        """Show the first message, where one is prepared (a deferred interaction) in its place."""

    async def edit(self, message: "discord.Message", part: Part) -> None:
        """Change a message that was opened."""

    async def post(self, part: Part) -> "discord.Message":
        """Send one more message."""

    async def remove(self, message: "discord.Message") -> None:
        """Delete a message that was opened."""


class Delivery:
    """The way of one answer to its destination: how it comes along is shown, then the answer."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._message: discord.Message | None = None
        self._showing: asyncio.Task[None] | None = None
        self._is_gone = False
        self._is_final = False
        self.is_finishing = False

    async def show(self, text: str) -> None:
        """Show a text for the time being; one that cannot be shown is passed over."""
        if self.is_finishing or self._is_gone or (self._showing and not self._showing.done()):
            return
        self._showing = leave_alone(asyncio.create_task(self._show(Part(text))))
        await asyncio.wait({self._showing})

    async def finish(self, parts: Sequence[Part]) -> tuple[int, ...]:
        """Show the final messages and return their ids; raise discord.HTTPException when Discord refuses one.

        Called again it sends new messages: what was final stays.
        """
        self.is_finishing = True
        messages = [await self._first(parts[0])]
        self._is_final = True
        for part in parts[1:]:
            messages.append(await self._destination.post(part))
        return tuple(message.id for message in messages)

    async def _show(self, part: Part) -> None:
        try:
            if self._message is None:
                self._message = await self._destination.open(part)
            else:
                await self._destination.edit(self._message, part)
        except discord.NotFound:
            self._is_gone = True
            _logger.info("a placeholder is gone; the answer will be a new message")
        except FAILURES as error:
            _logger.info("a placeholder could not be changed: %s", type(error).__name__)

    async def _first(self, part: Part) -> "discord.Message":
        if self._showing is not None:
            await asyncio.wait({self._showing}, timeout=EDIT_PATIENCE_S)
            if not self._showing.done():
                return await self._replace(self._showing, part)
        if self._is_gone or self._is_final:
            return await self._destination.post(part)
        if self._message is None:
            return await self._destination.open(part)
        try:
            await self._destination.edit(self._message, part)
        except FAILURES as error:
            _logger.info("a placeholder could not become the answer (%s); sending a new message", type(error).__name__)
            return await self._destination.post(part)
        return self._message

    async def _replace(self, showing: "asyncio.Task[None]", part: Part) -> "discord.Message":
        """Send the text anew while an edit hangs, and remove what that edit was for when it comes to an end."""

        async def remove_later() -> None:
            await asyncio.wait({showing})
            if self._message is not None:
                await self._destination.remove(self._message)

        sent = await self._destination.post(part)
        leave_alone(asyncio.create_task(remove_later()))
        return sent
