"""The connection to Discord: what it may hear, what it keeps, and where events go."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import discord
from discord.ext import commands

from qa_bot.discord_bot.commands.administration import Parts, add_administration
from qa_bot.discord_bot.components.actions import ACTIONS, answer_stray
from qa_bot.discord_bot.components.answer_view import AnswerButton, Buttons
from qa_bot.discord_bot.components.voting import take_reason
from qa_bot.discord_bot.connection.command_sync import sync_if_changed
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.incoming.command_tree import add_asking_commands
from qa_bot.discord_bot.incoming.commands import AskingCommands
from qa_bot.discord_bot.incoming.community import CommunityMessages, written_text
from qa_bot.discord_bot.incoming.messages import IncomingMessages
from qa_bot.discord_bot.incoming.recollection import Recollection
from qa_bot.discord_bot.outgoing.failures import answering_failures
from qa_bot.discord_bot.outgoing.requests import insist, leave_alone
from qa_bot.discord_bot.policy.limits import SeenEvents
from qa_bot.discord_bot.service import Service

MESSAGES_KEPT = 1000
RATE_LIMIT_PATIENCE_S = 60.0
IDENTIFY_EVERY_S = 5.0
# How long the answers of a connection that ended may still take.
CLOSE_AFTER_S = 60.0
# The events that Discord may send again after a connection was resumed, and that must not count twice.
ONCE = frozenset({"MESSAGE_CREATE", "INTERACTION_CREATE"})
# Without these a connection is of no use: the supervisor makes another one.
VITAL = frozenset({"READY", "RESUMED"})
Parser = Callable[[Any], Any]
_logger = logging.getLogger(__name__)


def intents_of(sees_messages: bool) -> discord.Intents:
    """Return what the bot listens to: servers, messages, and their text where that privilege was granted."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = sees_messages
    return intents


class QaBotClient(commands.AutoShardedBot):
    """One connection; a new one is made whenever it ends."""

    def __init__(self, service: Service) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents_of(service.settings.discord_message_content),
            # Holds for everything that is sent: whatever a text says, it pings nobody.
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=MESSAGES_KEPT,
            max_ratelimit_timeout=RATE_LIMIT_PATIENCE_S,
        )
        self._service = service
        has_corpora = bool(service.settings.discord_corpora)
        recollection = Recollection(self, service.store, service.prompts.abstentions(), has_corpora)
        self._community = CommunityMessages(self, service)
        self._messages = IncomingMessages(self, service, recollection, self._community)
        self._asking_commands = AskingCommands(service, recollection, self._community)
        self.buttons = Buttons(
            store=service.store,
            community=service.community,
            prompts=service.prompts,
            calls=service.calls,
            keep_days=service.settings.discord_community_days,
            written_text=written_text,
            source_url_template=service.settings.source_url_template,
            actions=ACTIONS,
            answer_reading=self._asking_commands.answer_reading,
            answer_again=self._asking_commands.answer_again,
            refusal=self._asking_commands.refusal,
            answer_failure=answering_failures(service.prompts),
        )
        self._identified_at = -IDENTIFY_EVERY_S
        self._close_http, self._connect = self.http.close, self.http.ws_connect
        self.http.close = self._close_http_when_idle  # type: ignore[method-assign]
        self.http.ws_connect = self._connect_patiently  # type: ignore[method-assign]
        state = self._connection
        state.parsers |= {name: robust(name, parse, service.seen) for name, parse in state.parsers.items() if name not in VITAL}

    async def setup_hook(self) -> None:
        """Add commands and buttons, and tell Discord of commands that changed."""
        service = self._service
        add_asking_commands(self.tree, self._asking_commands)
        self.add_dynamic_items(AnswerButton)
        parts = Parts(service.settings, service.store, service.prompts, self.health, self.is_owner)
        add_administration(self.tree, parts)
        await sync_if_changed(self.tree, service.store)

    async def on_message(self, message: discord.Message, /) -> None:
        """Hear a message; there are no commands with a prefix."""
        with self._service.desk.arriving(message.id):
            await self._messages.hear(message)

    async def on_interaction(self, interaction: discord.Interaction, /) -> None:
        """Take a form that was sent, and what nothing else takes; commands and buttons have ways of their own."""
        await take_reason(interaction)
        await answer_stray(interaction)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent, /) -> None:
        """Let an answer that was kept follow its message."""
        await self._community.changed(payload.message_id, payload.channel_id)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent, /) -> None:
        """Delete an answer that was kept with its message."""
        await self._community.gone(payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent, /) -> None:
        """Delete answers that were kept with their messages."""
        await self._community.gone(*payload.message_ids)

    async def on_ready(self) -> None:
        """Log the connection; this happens again after every one that is new."""
        _logger.info("connected: guilds=%d shards=%s", len(self.guilds), self.shard_count)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event's code raised."""
        _logger.exception("unexpected failure: event=%s", event_method)

    async def launch_shard(self, gateway: Any, shard_id: int, *, initial: bool = False) -> None:
        """Connect where the settings say, else where Discord does."""
        if self._service.settings.discord_gateway_url:
            gateway = discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until Discord takes another new session; the library always waits, even minutes after the last."""
        now = self.loop.time()
        await asyncio.sleep(max(0.0, self._identified_at + IDENTIFY_EVERY_S - now))
        self._identified_at = self.loop.time()

    async def _connect_patiently(self, url: str, **options: Any) -> Any:
        """Try a connection that is refused again at once; the library waits five seconds."""
        return await insist(lambda: self._connect(url, **options))

    async def _close_http_when_idle(self) -> None:
        """Let answers that are on their way go out, when a connection ends that others will follow."""
        if self._service.desk.is_idle:
            await self._close_http()
            return
        _logger.info("a connection ended while questions were being answered")

        async def close_later() -> None:
            await self._service.desk.idle(CLOSE_AFTER_S)
            await self._close_http()

        leave_alone(asyncio.create_task(close_later()))

    def health(self) -> Health:
        """Return how the bot is doing."""
        is_connected = self.is_ready() and not any(shard.is_closed() for shard in self.shards.values())
        return self._service.health(is_connected=is_connected and not self.is_closed(), guilds=len(self.guilds))


def robust(name: str, parse: Parser, seen: SeenEvents) -> Parser:
    """Return a parser that an odd event does not end the connection with, and that passes over an event seen before."""

    def parse_once(event: Any) -> Any:
        try:
            if name in ONCE and not seen.claim(int(event["id"])):
                _logger.info("passed over, seen before: event=%s id=%s", name, event["id"])
                return None
            return parse(event)
        except Exception as error:
            _logger.error("an event cannot be read: event=%s error=%s", name, type(error).__name__)
            return None

    return parse_once
