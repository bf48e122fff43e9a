"""A simulated server with a bot that has the commands of administration alone."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import discord
import simcord
from discord.ext import commands

from qa_bot.discord_bot.commands.administration import Parts, add_administration
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.access import bounds_of
from qa_bot.discord_bot.policy.guild_config import GuildConfig
from qa_bot.ingestion.report import IngestReport
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings

MANAGES = discord.Permissions(manage_guild=True)
HEALTH = Health(
    started_at=datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
    written_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
    is_connected=True,
    guilds=3,
    running=1,
    waiting=2,
    answered=41,
    failed=1,
    p50_ms=420.0,
    p95_ms=1900.0,
    model=None,
    generation=1,
)


class AdministeredBot(commands.AutoShardedBot):
    """Be a bot with these commands alone."""

    def __init__(self, settings: Settings, store: Store, ingest: Callable[..., IngestReport] | None = None) -> None:
        super().__init__("!", intents=discord.Intents(guilds=True), shard_count=1)
        self.parts = Parts(
            settings=settings,
            bounds=bounds_of(settings),
            store=store,
            prompts=load_prompts(),
            health=lambda: HEALTH,
            is_owner=self.is_owner,
            ingest=ingest,
        )

    async def setup_hook(self) -> None:
        add_administration(self.tree, self.parts)
        await self.tree.sync()


class Server:
    """Be a simulated server with a manager, a member and two channels, and the bot on it."""

    def __init__(self, env: simcord.Env, bot: AdministeredBot) -> None:
        self.env, self.bot, self.store = env, bot, bot.parts.store
        self.guild = env.create_guild("Aldmoor")
        self.help = self.guild.create_text_channel("help")
        self.chat = self.guild.create_text_channel("chat")
        self.forum = self.guild.create_forum_channel("questions")
        self.staff = self.guild.create_role("Staff")
        self.manager = self.guild.add_member(
            env.create_user("ada"), roles=[self.guild.create_role("Managers", permissions=MANAGES)]
        )
        self.member = self.guild.add_member(env.create_user("ben"))

    @property
    def config(self) -> GuildConfig:
        return self.store.guild_config(self.guild.id)

    async def manage(self, command: str, **options: object) -> str:
        """Let the manager use a command; return what only they see of the answer."""
        return await self.use(self.manager, command, **options)

    async def use(self, actor: simcord.MemberActor, command: str, **options: object) -> str:
        result = await actor.slash(self.help, command, **options)
        assert result.acknowledged
        assert result.ephemeral
        return said(result)


def said(result: simcord.InteractionResult) -> str:
    shown = [*([result.response] if result.response else []), *result.followups]
    return "\n".join(message.content for message in shown)


def play(
    scenario: Callable[[Server], Awaitable[None]],
    settings: Settings,
    store: Store,
    ingest: Callable[..., IngestReport] | None = None,
) -> None:
    """Play a scenario on a server of its own; whatever a command failed with and did not answer fails the test."""

    async def run() -> None:
        bot = AdministeredBot(settings, store, ingest)
        async with simcord.run(bot, settle_timeout=60) as env:
            await scenario(Server(env, bot))
            assert env.errors == []

    asyncio.run(run())
