"""Read and change what the managers of a server chose."""

import asyncio
from collections.abc import Callable

import discord
from discord import app_commands

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.memory.told_news import ToldNews
from qa_bot.discord_bot.outgoing.responses import RefusedError
from qa_bot.discord_bot.policy.access import OVERHEARING, Bounds, Place, choosable, outside_of
from qa_bot.discord_bot.policy.choices import ChannelMode, GuildConfig

MAX_ROLES = 25
MAX_CHANNELS = 500
OUTSIDE = {
    "guild": "Whoever runs the bot did not list this server (QA_BOT_DISCORD_GUILDS). Nothing was changed.",
    "channel": "Whoever runs the bot did not list this channel (QA_BOT_DISCORD_CHANNELS). Nothing was changed.",
}
NEEDS_CONTENT = (
    "`{mode}` needs messages that do not mention the bot. Whoever runs it has to switch on the message content intent in "
    "Discord's developer portal and set QA_BOT_DISCORD_MESSAGE_CONTENT=true. Nothing was changed."
)


class ConfigChanges:
    """The choices of every server, within the operator's bounds; changes wait for one another.

    `lent` are the corpora that the operator lets managers choose.
    """

    def __init__(self, store: Store, bounds: Bounds, sees_messages: bool, lent: frozenset[str] = frozenset()) -> None:
        self.bounds = bounds
        self.sees_messages = sees_messages
        self._lent = lent
        self._store = store
        self._turn = asyncio.Lock()

    def choosable(self, guild_id: int) -> tuple[str, ...]:
        """Return the corpora that the managers of a server may choose."""
        return choosable(self._lent, guild_id)

    async def read(self, guild_id: int) -> GuildConfig:
        """Return the choices of a server."""
        return await asyncio.to_thread(self._store.guild_config, guild_id)

    async def change(self, guild_id: int, change: Callable[[GuildConfig], GuildConfig]) -> GuildConfig:
        """Change the choices of a server and return them; raise RefusedError where there are too many."""
        async with self._turn:
            changed = change(await self.read(guild_id))
            most_roles = max(len(changed.role_ids), len(changed.role_corpora))
            if len(changed.channels) > MAX_CHANNELS or most_roles > MAX_ROLES:
                raise RefusedError(
                    f"At most {MAX_CHANNELS} channels and {MAX_ROLES} roles can be chosen one by one: use /config default, "
                    "or fewer roles. Nothing was changed."
                )
            await asyncio.to_thread(self._store.save_guild_config, guild_id, changed)
        return changed

    def begin_news(self, channel_id: int, hour: int) -> None:
        """Let the daily news of a channel begin at the next time that it is this hour."""
        ToldNews(self._store).begin(channel_id, hour)

    def check_place(self, place: Place) -> None:
        """Raise RefusedError for a place that the operator's bounds leave out."""
        if outside := outside_of(self.bounds, place):
            raise RefusedError(OUTSIDE[outside])

    def check_mode(self, mode: ChannelMode) -> None:
        """Raise RefusedError, naming the setting, for a mode that the bot has no intent for."""
        if mode in OVERHEARING and not self.sees_messages:
            raise RefusedError(NEEDS_CONTENT.format(mode=mode))

    def check_role(self, role_id: int) -> None:
        """Raise RefusedError for a role that the operator's bounds leave out."""
        if self.bounds.role_ids and role_id not in self.bounds.role_ids:
            raise RefusedError(
                f"Whoever runs the bot did not list <@&{role_id}> (QA_BOT_DISCORD_ROLES): choosing it would let nobody ask. "
                "Nothing was changed."
            )


def require_manager(interaction: discord.Interaction) -> int:
    """Return the server; raise where there is none, or for somebody who may not manage it.

    Discord hides these commands from everybody else, but a server's integration settings can show them to anyone.
    """
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
    return interaction.guild_id
