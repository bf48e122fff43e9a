"""People of a server who help where the documents do not: their messages are heard, kept, and quoted to whoever asks again."""

import asyncio
import logging
import re
from collections.abc import Iterable
from typing import Any

import discord

from qa_bot.discord_bot.components.handoff import offer_view
from qa_bot.discord_bot.incoming.invocation import has_words, mentions, person_of
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.policy.access import Place
from qa_bot.discord_bot.service import Service
from qa_bot.errors import StorageError

_logger = logging.getLogger(__name__)


class CommunityMessages:
    """The messages of one server's people that answer questions, as one client sees them."""

    def __init__(self, client: discord.Client, service: Service) -> None:
        self._client = client
        self._service = service
        self._community = service.community

    async def answer(self, place: Place, corpora: Iterable[str], question: str) -> CommunityAnswer | None:
        """Return what a person answered to a question before, as their message says it now; None if nobody did."""
        if place.guild_id is None:
            return None
        kept = await asyncio.to_thread(self._community.answers, place.guild_id, tuple(corpora))
        seen = [answer for answer in kept if self._is_open(answer, place)]
        found = await self._service.answerer.asked_before(question, seen) if seen else None
        return await self._as_it_is(found) if found else None

    async def hear(self, message: discord.Message) -> bool:
        """Take a reply to a message that asks a person: offer the helper to keep it. Tell whether it was one."""
        called = message.reference.message_id if message.reference else None
        if called is None or message.guild is None:
            return False
        entry = await asyncio.to_thread(self._community.entry_of_call, called)
        me = self._client.user
        if entry is None or me is None or mentions(message.content, me.id):
            return False
        config = await asyncio.to_thread(self._service.store.guild_config, message.guild.id)
        if config.handoff_role_id in person_of(message.author).role_ids:
            say = self._service.prompts.say
            if has_words(written_text(message)):
                days = str(self._service.settings.discord_community_days)
                await message.reply(say("discord_handoff_offer", days=days), view=offer_view(entry))
            else:
                await message.reply(say("discord_handoff_unread"))
        return True

    async def changed(self, message_id: int, channel_id: int) -> None:
        """Take over what a kept message says now."""
        if await asyncio.to_thread(self._community.has, message_id):
            await self._look_up(message_id, channel_id)

    async def gone(self, *message_ids: int) -> None:
        """Delete the answers whose messages were deleted."""
        if await asyncio.to_thread(self._community.has, *message_ids):
            await asyncio.to_thread(self._community.forget, *message_ids)

    def _is_open(self, answer: CommunityAnswer, place: Place) -> bool:
        """Tell whether everybody in a place may see an answer: it was given there, or where everybody on the server reads."""
        if answer.home_id == place.home_id:
            return True
        channel: Any = self._client.get_channel(answer.home_id)
        guild = getattr(channel, "guild", None)
        return guild is not None and bool(channel.permissions_for(guild.default_role).read_messages)

    async def _as_it_is(self, answer: CommunityAnswer) -> CommunityAnswer | None:
        text = await self._look_up(answer.message_id, answer.channel_id)
        return answer.model_copy(update={"text": text}) if text else None

    async def _look_up(self, message_id: int, channel_id: int) -> str | None:
        """Return what a message says now, and keep that; None where it is gone or cannot be read."""
        try:
            message = await self._client.get_partial_messageable(channel_id).fetch_message(message_id)
        except discord.NotFound:
            await asyncio.to_thread(self._community.forget, message_id)
            return None
        except (*FAILURES, StorageError) as error:
            _logger.info("an answer cannot be looked up: message=%d error=%s", message_id, type(error).__name__)
            return None
        await asyncio.to_thread(self._community.change, message_id, text := written_text(message))
        return text or None


def written_text(message: discord.Message) -> str:
    """Return what somebody wrote, line for line, with names in the place of mentions and without the bot's."""
    text = message.content
    for user in message.mentions:
        text = re.sub(rf"<@!?{user.id}>", "" if user.bot else f"@{user.display_name}", text)
    return text.strip()
