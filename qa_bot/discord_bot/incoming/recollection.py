"""Read the messages before a question from Discord: what it replies to, or the thread it stands in."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import cast

import discord

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.incoming.discord_objects import is_from_bot, plain_message
from qa_bot.discord_bot.incoming.history import MAX_MESSAGES, Said, conversation_of
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES

_logger = logging.getLogger(__name__)


class Recollection:
    """What was said before a question, read again from Discord; the store has the bot's own answers exactly, while it keeps them."""

    def __init__(self, client: discord.Client, store: Store, abstentions: tuple[str, ...]) -> None:
        self._client = client
        self._store = store
        self._abstentions = abstentions

    async def before(self, message: discord.Message, channel: object) -> Conversation:
        """Return the conversation that a message in a channel goes on with."""
        chain = [said async for said in self._chain(message)][::-1]
        around = await self._around(channel, message)
        return conversation_of(chain, around, message.author.id, self._abstentions)

    async def in_channel(self, channel: object, asker_id: int) -> Conversation:
        """Return the conversation of a thread, for a question that is no message there."""
        around = await self._around(channel, None)
        return conversation_of((), around, asker_id, self._abstentions)

    async def _chain(self, message: discord.Message) -> AsyncIterator[Said]:
        """Yield what a message replies to, and what that replies to, the newest first."""
        current = message
        for _ in range(MAX_MESSAGES):
            replied = await self._replied(current)
            if replied is None:
                return
            yield await self._said(replied, is_context=True)
            current = replied

    async def _replied(self, message: discord.Message) -> discord.Message | None:
        reference = message.reference
        if reference is None or reference.message_id is None or message.type is not discord.MessageType.reply:
            return None
        if isinstance(reference.resolved, discord.DeletedReferencedMessage):
            return None
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        return reference.cached_message or await self._fetch(message.channel, reference.message_id)

    async def _around(self, channel: object, before: discord.Message | None) -> list[Said]:
        """Return the last messages of a thread or of a direct message, the oldest first; of other channels none."""
        is_first = before is not None and isinstance(channel, discord.Thread) and before.id == channel.id
        if is_first or not isinstance(channel, discord.Thread | discord.DMChannel):
            return []
        try:
            newest = [message async for message in channel.history(limit=MAX_MESSAGES, before=before)]
        except FAILURES as error:
            _logger.warning("the history cannot be read: channel=%d error=%s", channel.id, error)
            return []
        said = [await self._said(message, is_context=message.id == channel.id) for message in reversed(newest)]
        starter = await self._starter(channel, newest)
        return [starter, *said] if starter else said

    async def _starter(self, channel: discord.Thread | discord.DMChannel, newest: list[discord.Message]) -> Said | None:
        """Return the message that a thread was opened from; it is in the parent channel, and has the thread's id."""
        is_cut = len(newest) == MAX_MESSAGES
        if not isinstance(channel, discord.Thread) or is_cut or any(message.id == channel.id for message in newest):
            return None
        parent = self._client.get_partial_messageable(channel.parent_id)
        starter = await self._fetch(parent, channel.id)
        return None if starter is None else await self._said(starter, is_context=True)

    async def _fetch(self, channel: discord.abc.Messageable, message_id: int) -> discord.Message | None:
        try:
            return await channel.fetch_message(message_id)
        except FAILURES as error:
            _logger.info("a message of the conversation cannot be read: message=%d error=%s", message_id, error)
            return None

    async def _said(self, message: discord.Message, is_context: bool) -> Said:
        me = cast("discord.ClientUser", self._client.user)
        is_mine = message.author.id == me.id
        entry = await asyncio.to_thread(self._store.entry_of_message, message.id) if is_mine else None
        is_bot = not is_mine and is_from_bot(message)
        return Said(
            message_id=message.id,
            author_id=message.author.id,
            is_mine=is_mine,
            text=message.content if is_mine else plain_message(message, me.id),
            replies_to=message.reference.message_id if message.reference else None,
            answer=entry.answer if entry else None,
            is_answer=is_mine and bool(message.components or message.attachments or "[1]" in message.content),
            is_context=is_context and not is_bot,
        )
