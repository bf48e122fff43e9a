"""A server with a bot that has the commands of administration alone."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import discord
from discord.ext import commands

from qa_bot.discord_bot.commands.administration import Parts, add_administration
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.ingestion.report import IngestReport
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings
from testing.discord import playing
from testing.discord.constants import Permission
from testing.discord.interactions import Interaction
from testing.discord.playing import Scene
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Channel, User

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
    """A bot with these commands alone."""

    def __init__(self, settings: Settings, store: Store, ingest: Callable[..., IngestReport] | None = None) -> None:
        super().__init__("!", intents=discord.Intents(guilds=True), shard_count=1)
        self.parts = Parts(
            settings=settings,
            store=store,
            prompts=load_prompts(),
            health=lambda: HEALTH,
            is_owner=self.is_owner,
            ingest=ingest,
        )

    async def setup_hook(self) -> None:
        add_administration(self.tree, self.parts)
        await self.tree.sync()


class Administered(Scene):
    """A server with a manager, a member, three channels and a role, and the bot on it."""

    def __init__(self, server: LoopbackDiscord, store: Store) -> None:
        super().__init__(server)
        self.store = store
        world = server.world
        self.guild = world.guild
        self.chat, self.forum = server.channel("questions"), server.channel("help")
        self.staff = world.add_role("Staff")
        self.manager, self.member = server.user("ada"), server.user("ben")
        self.guild.add(self.manager, world.add_role("Managers", Permission.MANAGE_GUILD))

    @property
    def config(self) -> GuildConfig:
        return self.store.guild_config(self.guild.id)

    async def manage(self, command: str, channel: Channel | None = None, /, **options: object) -> str:
        """Let the manager use a command; return what only they see of the answer."""
        return await self.use(self.manager, command, channel, **options)

    async def use(self, user: User, command: str, channel: Channel | None = None, /, **options: object) -> str:
        """Let somebody use a command; return what only they see of the answer."""
        used = await self.slash(user, command, channel, **options)
        assert used.is_private()
        return said(used)


def said(used: Interaction) -> str:
    return "\n".join(message.content for message in used.messages())


def play(
    scenario: Callable[[Administered], Awaitable[None]],
    settings: Settings,
    store: Store,
    ingest: Callable[..., IngestReport] | None = None,
) -> None:
    """Play a scenario on a server of its own."""
    playing.play(lambda: AdministeredBot(settings, store, ingest), scenario, lambda server: Administered(server, store))
