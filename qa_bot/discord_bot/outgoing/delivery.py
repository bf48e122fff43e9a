"""Bring an answer to where it was asked: placeholder, growing text, and a final state that is right in any case."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple, Protocol

import discord

from qa_bot.discord_bot.outgoing.requests import FAILURES, insist, leave_alone
from qa_bot.discord_bot.outgoing.threads import ARCHIVED, ThreadExit
from qa_bot.llm.showing import VerifiedSentence

# How long the final text waits for an edit that is still on its way.
EDIT_PATIENCE_S = 5.0
# Discord takes about one edit a second.
EDIT_EVERY_S = 1.0
FILE_NAME = "answer.md"
Listen = Callable[[VerifiedSentence], None]
Partial = Callable[[Sequence[VerifiedSentence]], str]
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


class ChannelDestination:
    """A channel, to which messages are sent, each as a reply where there is a message to reply to.

    `key` makes sends idempotent: Discord returns the first message where the same nonce comes twice. `exit` is where they go
    once the channel is a closed thread.
    """

    def __init__(
        self,
        channel: discord.abc.Messageable,
        key: int,
        reference: discord.MessageReference | None = None,
        exit: ThreadExit | None = None,
    ) -> None:
        self._channel = channel
        self._exit = exit
        self._key = key
        self._reference = reference
        self._sent = 0

    async def open(self, part: Part) -> discord.Message:
        """Send the first message."""
        return await self.post(part)

    async def post(self, part: Part) -> discord.Message:
        """Send a message; without the reply or the file where Discord does not let the bot send those."""
        self._sent += 1
        try:
            return await self._send(part, self._reference)
        except discord.NotFound:
            raise
        except discord.HTTPException as error:
            if error.code == ARCHIVED and self._exit:
                return await self._leave(self._exit, part, error)
            if error.status not in (400, 403) or not (self._reference or part.file):
                raise
            _logger.info("sending a plainer message: status=%d code=%d", error.status, error.code)
            self._reference = None
            return await self._send(part._replace(file=None), None)

    async def edit(self, message: discord.Message, part: Part) -> None:
        """Change a message; in a thread that was archived meanwhile, which is opened again for that."""
        try:
            await insist(lambda: message.edit(**changed_by(part)))
        except discord.HTTPException as error:
            if error.code != ARCHIVED or not isinstance(message.channel, discord.Thread):
                raise
            await message.channel.edit(archived=False)
            await insist(lambda: message.edit(**changed_by(part)))

    async def remove(self, message: discord.Message) -> None:
        """Delete a message."""
        await message.delete()

    async def _leave(self, exit: ThreadExit, part: Part, error: discord.HTTPException) -> discord.Message:
        """Send what a closed thread does not take to its channel, and all else after it; the person is told where there is none."""
        self._exit = None
        if exit.channel is None:
            await exit.tell_person()
            raise error
        self._channel, self._reference = exit.channel, None
        _logger.info("the thread is closed: an answer goes to its channel")
        await self._send(Part(exit.told), None)
        self._sent += 1
        return await self._send(part, None)

    async def _send(self, part: Part, reference: discord.MessageReference | None) -> discord.Message:
        options: dict[str, Any] = {"view": part.view} if part.view else {}
        if reference is not None:
            options["reference"] = reference
        options |= {"nonce": f"{self._key}-{self._sent}", "mention_author": False}
        return await insist(lambda: self._channel.send(part.content, files=files_of(part), suppress_embeds=True, **options))


def changed_by(part: Part) -> dict[str, Any]:
    """Return what an edit sends."""
    changed: dict[str, Any] = {"content": part.content, "view": part.view}
    return changed if part.file is None else changed | {"attachments": files_of(part)}


def files_of(part: Part) -> list[discord.File]:
    """Return the files of a message, made anew for each request."""
    return [discord.File(io.BytesIO(part.file.encode()), FILE_NAME)] if part.file is not None else []


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


@asynccontextmanager
async def streaming(delivery: Delivery, partial: Partial) -> AsyncIterator[Listen]:
    """Give what takes an answer's sentences as they are verified, and show them about once a second.

    `partial` renders what is written so far.
    """
    sentences: list[VerifiedSentence] = []
    fresh = asyncio.Event()

    def listen(sentence: VerifiedSentence) -> None:
        sentences.append(sentence)
        fresh.set()

    async def keep_showing() -> None:
        while True:
            await fresh.wait()
            fresh.clear()
            await delivery.show(partial(sentences))
            await asyncio.sleep(EDIT_EVERY_S)

    showing = asyncio.create_task(keep_showing())
    try:
        yield listen
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
