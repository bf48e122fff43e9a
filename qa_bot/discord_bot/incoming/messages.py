"""Messages: hear the questions among them, and have them answered where they were asked."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import discord

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk.asked import Asked, Recall
from qa_bot.discord_bot.incoming.community import CommunityMessages
from qa_bot.discord_bot.incoming.invocation import (
    QUESTION_KINDS,
    Heard,
    Invocation,
    RepliesTo,
    invocation_of,
    is_from_bot,
    mentions,
    mentions_bot,
    person_of,
    place_of,
    plain_message,
)
from qa_bot.discord_bot.incoming.recollection import Recollection
from qa_bot.discord_bot.outgoing.delivery import ChannelDestination, Delivery
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.threads import open_thread
from qa_bot.discord_bot.policy.access import Access, Place, granted
from qa_bot.discord_bot.service import Service

CHANNELS_KEPT = 500
# Discord shows the sign of typing for ten seconds.
TYPING_EVERY_S = 8.0
_logger = logging.getLogger(__name__)


class IncomingMessages:
    """The messages that one client hears."""

    def __init__(
        self, client: discord.Client, service: Service, recollection: Recollection, community: CommunityMessages
    ) -> None:
        self._client = client
        self._community = community
        self._service = service
        self._recollection = recollection
        self._typing = TypingIndicator()
        self._fetched: OrderedDict[int, Any] = OrderedDict()

    async def hear(self, message: discord.Message) -> None:
        """Answer a message if it is a question to the bot, or hint how to ask if it wanted to be one."""
        me = self._client.user
        if me is None or message.author.id == me.id or is_from_bot(message) or message.type.value not in QUESTION_KINDS:
            return
        if not self._can_concern(message, me.id) or (message.reference and await self._community.hear(message)):
            return
        channel = await self._channel_of(message)
        guild_id = message.guild.id if message.guild else getattr(message.channel, "guild_id", None)
        place = place_of(channel, message.channel.id, guild_id)
        access = await granted(self._service.settings, self._service.store.guild_config, place, person_of(message.author))
        heard = await self._heard(message, channel, place, me.id)
        invocation = invocation_of(heard, access.mode)
        if invocation is None:
            return
        if access.refusal is not None:
            _logger.info("not answered: message=%d guild=%s refusal=%s", message.id, guild_id, access.refusal)
            return
        recall = self._recall_of(message, channel, invocation, access.readable.in_public)
        await self._answer(message, place, access, invocation, recall)

    async def _answer(
        self, message: discord.Message, place: Place, access: Access, invocation: Invocation, recall: Recall
    ) -> None:
        service, question, person_id = self._service, invocation.question, message.author.id
        refusal = self._refusal(message, place, access, question) if question else None
        channel: Any = message.channel
        reference: discord.MessageReference | None = message.to_reference(fail_if_not_exists=False)
        if access.opens_thread and question and refusal is None:
            thread = await open_thread(message, question, service.store)
            if thread is not None:
                channel, reference = thread, None
                place = Place(guild_id=place.guild_id, channel_id=thread.id, parent_id=message.channel.id)
        delivery = Delivery(ChannelDestination(channel, message.id, reference))
        corpora = access.readable.in_public
        known = partial(self._community.answer, place, corpora)
        asked = Asked(message.id, question, person_id, place, corpora, delivery, recall, known=known)
        if not question:
            await service.desk.remark(asked, service.prompts.say(_hint(message, invocation)))
        elif refusal is not None:
            await service.desk.refuse(asked, refusal)
        else:
            async with self._typing.shown(channel, channel.id):
                await service.desk.take(asked)

    def _refusal(self, message: discord.Message, place: Place, access: Access, question: str) -> str | None:
        """Return why a question is not taken; None where it was admitted."""
        if not access.readable.in_public:
            return self._service.prompts.say("discord_refused_corpus")
        return self._service.desk.admit(message.id, question, message.author.id, place.guild_id)

    def _recall_of(self, message: discord.Message, channel: object, invocation: Invocation, corpora: tuple[str, ...]) -> Recall:
        if not invocation.asks_replied:
            is_new = message.reference is None and message.guild is not None and not isinstance(channel, discord.Thread)
            return _no_conversation if is_new else lambda: self._recollection.before(message, channel, corpora)
        replied = message.reference.resolved if message.reference else None
        if not isinstance(replied, discord.Message):
            return _no_conversation
        return lambda: self._recollection.before(replied, channel, corpora)

    async def _heard(self, message: discord.Message, channel: object, place: Place, bot_id: int) -> Heard:
        replies_to, replied_text = _replied(message, bot_id)
        # A reply that pings mentions whom it replies to without saying so.
        is_mentioned = mentions_bot(message, bot_id) and (replies_to != "bot" or mentions(message.content, bot_id))
        is_thread = isinstance(channel, discord.Thread)
        return Heard(
            kind=message.type.value,
            is_bot=is_from_bot(message),
            text=plain_message(message, bot_id),
            mentions_bot=is_mentioned,
            replies_to=replies_to,
            replied_text=replied_text,
            is_direct=place.guild_id is None,
            is_in_own_thread=await self._is_own_thread(channel, bot_id),
            opens_post=is_thread and message.id == place.channel_id,
            post_title=channel.name if isinstance(channel, discord.Thread) else "",
        )

    async def _is_own_thread(self, channel: object, bot_id: int) -> bool:
        if not isinstance(channel, discord.Thread) or await asyncio.to_thread(self._service.community.is_talked_in, channel.id):
            return False
        return channel.owner_id == bot_id or await asyncio.to_thread(self._service.store.owns_thread, channel.id)

    def _can_concern(self, message: discord.Message, bot_id: int) -> bool:
        """Tell whether a message can be a question at all, before anything is looked up."""
        if self._service.settings.discord_message_content or message.guild is None:
            return True
        return mentions_bot(message, bot_id) or bool(message.reference)

    async def _channel_of(self, message: discord.Message) -> object:
        """Return the channel of a message; one that is not in the cache, as an old thread, is fetched once."""
        channel = message.channel
        if not isinstance(channel, discord.PartialMessageable) or channel.guild_id is None:
            return channel
        if channel.id not in self._fetched:
            try:
                self._fetched[channel.id] = await self._client.fetch_channel(channel.id)
            except FAILURES as error:
                _logger.info("a channel cannot be read: channel=%d error=%s", channel.id, type(error).__name__)
                return channel
            if len(self._fetched) > CHANNELS_KEPT:
                self._fetched.popitem(last=False)
        return self._fetched[channel.id]


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


async def _no_conversation() -> Conversation:
    return Conversation()


def _hint(message: discord.Message, invocation: Invocation) -> str:
    """Return the name of what to say to somebody who asked nothing."""
    if not message.content and message.role_mentions:
        return "discord_role_hint"
    return "discord_unread_hint" if invocation.asks_replied else "discord_hint"


def _replied(message: discord.Message, bot_id: int) -> tuple[RepliesTo, str]:
    """Return to whom a message replies, and what was said there as far as Discord tells."""
    if message.reference is None or message.type is not discord.MessageType.reply:
        return "nobody", ""
    replied = message.reference.resolved or message.reference.cached_message
    if isinstance(replied, discord.Message):
        is_mine = replied.author.id == bot_id
        return ("bot", "") if is_mine else ("other", plain_message(replied, bot_id))
    # Discord does not always send along what was replied to; a reply to the bot mentions it without saying so in the text.
    is_pinged = any(user.id == bot_id for user in message.mentions) and not mentions(message.content, bot_id)
    return ("bot" if is_pinged else "other"), ""
