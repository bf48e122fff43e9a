"""Messages: hear the questions among them, and have them answered where they were asked."""

import asyncio
import logging
from collections import OrderedDict
from functools import partial
from typing import Any

import discord

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.incoming.about import About, about_of, replied
from qa_bot.discord_bot.incoming.community import CommunityMessages
from qa_bot.discord_bot.incoming.invocation import (
    QUESTION_KINDS,
    Heard,
    forwarded_text,
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
from qa_bot.discord_bot.outgoing.threads import exit_of, open_thread
from qa_bot.discord_bot.outgoing.typing_sign import TypingIndicator
from qa_bot.discord_bot.policy.access import Access, Place, granted
from qa_bot.discord_bot.service import Service

CHANNELS_KEPT = 500
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
        about = await about_of(message, invocation, me.id)
        await self._answer(message, channel, place, access, about)

    async def _answer(self, message: discord.Message, channel: object, place: Place, access: Access, about: About) -> None:
        service, question = self._service, about.question
        refusal = self._refusal(message, place, access, question) if question else None
        answered_in: Any = message.channel
        exit = exit_of(channel, message.author, service.prompts) if isinstance(channel, discord.Thread) else None
        reference: discord.MessageReference | None = message.to_reference(fail_if_not_exists=False)
        if access.opens_thread and question and refusal is None:
            thread = await open_thread(message, question, service.store)
            if thread is not None:
                answered_in, reference, exit = thread, None, exit_of(thread, message.author, service.prompts)
                place = Place(guild_id=place.guild_id, channel_id=thread.id, parent_id=message.channel.id)
        delivery = Delivery(ChannelDestination(answered_in, message.id, reference, exit))
        asked = self._asked(message, channel, place, access.readable.in_public, about, delivery)
        if not question:
            await service.desk.remark(asked, service.prompts.say(about.hint))
        elif refusal is not None:
            await service.desk.refuse(asked, refusal)
        else:
            async with self._typing.shown(answered_in, answered_in.id):
                await service.desk.take(asked)

    def _asked(
        self,
        message: discord.Message,
        channel: object,
        place: Place,
        corpora: tuple[str, ...],
        about: About,
        delivery: Delivery,
    ) -> Asked:
        source = about.source
        is_new = source is message and message.reference is None and message.guild and not isinstance(channel, discord.Thread)
        recall = _no_conversation if source is None or is_new else partial(self._recollection.before, source, channel, corpora)
        return Asked(
            message.id,
            about.question,
            message.author.id,
            place,
            corpora,
            delivery,
            recall,
            quotes_question=about.is_quoted,
            known=partial(self._community.answer, place, corpora),
            files=about.attachments.fetch(),
            remark=about.attachments.remark(self._service.prompts),
        )

    def _refusal(self, message: discord.Message, place: Place, access: Access, question: str) -> str | None:
        """Return why a question is not taken; None where it was admitted."""
        if not access.readable.in_public:
            return self._service.prompts.say("discord_refused_corpus")
        return self._service.desk.admit(message.id, question, message.author.id, place.guild_id)

    async def _heard(self, message: discord.Message, channel: object, place: Place, bot_id: int) -> Heard:
        replies_to, replied_text = replied(message, bot_id)
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
            forwarded_text=forwarded_text(message, bot_id),
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


async def _no_conversation() -> Conversation:
    return Conversation()
