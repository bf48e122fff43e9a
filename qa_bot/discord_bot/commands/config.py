"""/config: what the managers of a server choose, within the operator's bounds."""

from typing import get_args

import discord
from discord import app_commands

from qa_bot.discord_bot.commands.config_changes import ConfigChanges, require_manager
from qa_bot.discord_bot.commands.config_channel import ChannelOption, chosen_channel, lacking, lacking_ping
from qa_bot.discord_bot.commands.config_corpora import corpus_command
from qa_bot.discord_bot.commands.config_forum import forum_command
from qa_bot.discord_bot.commands.config_news import news_command
from qa_bot.discord_bot.commands.config_text import (
    describe_channel,
    describe_corpora,
    describe_guild,
    describe_handoff,
    describe_roles,
)
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, say
from qa_bot.discord_bot.policy.choices import ChannelMode, GuildConfig

MODES = [
    app_commands.Choice(name="off: the bot does not answer", value="off"),
    app_commands.Choice(name="mention: it answers when it is mentioned", value="mention"),
    app_commands.Choice(name="all: every message is a question", value="all"),
    app_commands.Choice(name="forum: every new post is a question, answered in it", value="forum"),
]
DEFAULT_MODES = [mode for mode in MODES if mode.value != "forum"]
OFFERED = 25
NOTHING = discord.Permissions.none()
ANSWERS = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
THREADS = discord.Permissions(view_channel=True, create_public_threads=True, send_messages_in_threads=True)


class ConfigCommands(app_commands.Group):
    """The group of commands; only those who may manage the server see and use them."""

    def __init__(self, changes: ConfigChanges) -> None:
        super().__init__(
            name="config",
            description="Choose where the bot answers on this server, and whom",
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._changes = changes
        self.add_command(_RoleCommands(changes))
        self.add_command(corpus_command(changes))
        self.add_command(news_command(changes))
        self.add_command(forum_command(changes))

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse who may not manage the server."""
        require_manager(interaction)
        return True

    @app_commands.command(description="Show where the bot answers on this server, and whom")
    async def show(self, interaction: discord.Interaction) -> None:
        """Say everything that holds."""
        await acknowledge(interaction)
        guild_id = require_manager(interaction)
        await say(interaction, self._everything(await self._changes.read(guild_id), guild_id))

    @app_commands.command(description="Choose how the bot listens in a channel and its threads")
    @app_commands.describe(mode="How the bot listens", channel="This channel, unless you choose another")
    @app_commands.choices(mode=MODES)
    async def mode(self, interaction: discord.Interaction, mode: str, channel: ChannelOption | None = None) -> None:
        """Set the mode of a channel."""
        await acknowledge(interaction)
        chosen, wanted = chosen_channel(interaction, channel), _mode(mode)
        self._changes.check_place(chosen.place)
        self._changes.check_mode(wanted)
        if wanted == "forum" and chosen.is_forum is False:
            raise RefusedError(f"`forum` is for forums, and <#{chosen.id}> is none: choose `all`. Nothing was changed.")
        config = await self._changes.change(require_manager(interaction), lambda config: config.with_mode(chosen.id, wanted))
        await say(interaction, self._channel(interaction, config, chosen.id))

    @app_commands.command(description="Choose how the bot listens in every channel without a mode of its own")
    @app_commands.describe(mode="How the bot listens")
    @app_commands.choices(mode=DEFAULT_MODES)
    async def default(self, interaction: discord.Interaction, mode: str) -> None:
        """Set the mode of the channels without one."""
        await acknowledge(interaction)
        wanted = _mode(mode)
        self._changes.check_mode(wanted)
        guild_id = require_manager(interaction)
        config = await self._changes.change(guild_id, lambda config: config.with_default(wanted))
        await say(interaction, self._everything(config, guild_id))

    @app_commands.command(description="Choose whether questions in a channel are answered in threads")
    @app_commands.describe(enabled="Whether to open threads", channel="This channel, unless you choose another")
    async def threads(self, interaction: discord.Interaction, enabled: bool, channel: ChannelOption | None = None) -> None:
        """Switch threads on or off in a channel."""
        await acknowledge(interaction)
        chosen = chosen_channel(interaction, channel)
        self._changes.check_place(chosen.place)
        if enabled and chosen.is_forum:
            raise RefusedError(f"The posts of <#{chosen.id}> are threads already. Nothing was changed.")
        config = await self._changes.change(
            require_manager(interaction), lambda config: config.with_threads(chosen.id, enabled)
        )
        await say(interaction, self._channel(interaction, config, chosen.id))

    @app_commands.command(description="Choose whom to ask where the documents have no answer")
    @app_commands.describe(role="The role that is pinged; leave it out to ask nobody")
    async def handoff(self, interaction: discord.Interaction, role: discord.Role | None = None) -> None:
        """Choose the role of those who help."""
        await acknowledge(interaction)
        if role is not None and role.is_default():
            raise RefusedError("Choose a role that not everybody has. Nothing was changed.")
        chosen = role.id if role else None
        config = await self._changes.change(require_manager(interaction), lambda config: config.with_handoff(chosen))
        await say(interaction, describe_handoff(config) + lacking_ping(interaction, role))

    @app_commands.command(description="Forget everything chosen with /config on this server")
    async def reset(self, interaction: discord.Interaction) -> None:
        """Go back to the defaults."""
        await acknowledge(interaction)
        guild_id = require_manager(interaction)
        config = await self._changes.change(guild_id, lambda config: GuildConfig())
        await say(interaction, f"Everything is as at the beginning.\n{self._everything(config, guild_id)}")

    def _channel(self, interaction: discord.Interaction, config: GuildConfig, channel_id: int) -> str:
        opens_threads = config.opens_threads(channel_id)
        needed = NOTHING if config.mode_of(channel_id) == "off" else THREADS if opens_threads else ANSWERS
        return describe_channel(config, channel_id, self._changes.sees_messages) + lacking(interaction, channel_id, needed)

    def _everything(self, config: GuildConfig, guild_id: int) -> str:
        where = describe_guild(config, self._changes.bounds, self._changes.sees_messages)
        names = self._changes.choosable(guild_id)
        return f"{where}\n{describe_corpora(config, names)}" if names or config.has_corpora else where


class _RoleCommands(app_commands.Group):
    """The group /config roles: who may ask."""

    def __init__(self, changes: ConfigChanges) -> None:
        super().__init__(name="roles", description="Choose who may ask")
        self._changes = changes

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Refuse who may not manage the server."""
        require_manager(interaction)
        return True

    @app_commands.command(description="Let people with a role ask; while there is none everyone may")
    @app_commands.describe(role="The role that may ask")
    async def add(self, interaction: discord.Interaction, role: discord.Role) -> None:
        """Add a role that may ask."""
        await acknowledge(interaction)
        if role.is_default():
            raise RefusedError("Everyone may ask while no role is chosen. Nothing was changed.")
        self._changes.check_role(role.id)
        config = await self._changes.change(
            require_manager(interaction), lambda config: config.with_roles((*config.role_ids, role.id))
        )
        await say(interaction, f"May ask: {describe_roles(config)}")

    @app_commands.command(description="Take a role off the list of those that may ask")
    @app_commands.describe(role="The role that may no longer ask")
    async def remove(self, interaction: discord.Interaction, role: str) -> None:
        """Remove a role that may ask."""
        await acknowledge(interaction)
        guild_id = require_manager(interaction)
        removed = _role_id(interaction, role, (await self._changes.read(guild_id)).role_ids)
        config = await self._changes.change(
            guild_id, lambda config: config.with_roles(tuple(one for one in config.role_ids if one != removed))
        )
        await say(interaction, f"May ask: {describe_roles(config)}")

    @remove.autocomplete("role")
    async def _chosen(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer the roles that were chosen, those among them that no longer exist too."""
        config = await self._changes.read(require_manager(interaction))
        named = [(_role_name(interaction, role_id), str(role_id)) for role_id in config.role_ids]
        fitting = [pair for pair in named if typed.casefold() in pair[0].casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fitting[:OFFERED]]


def _mode(value: str) -> ChannelMode:
    known: dict[str, ChannelMode] = {mode: mode for mode in get_args(ChannelMode)}
    if value not in known:
        raise RefusedError(f"There is no mode of that name: choose one of {', '.join(known)}. Nothing was changed.")
    return known[value]


def _role_name(interaction: discord.Interaction, role_id: int) -> str:
    role = interaction.guild.get_role(role_id) if interaction.guild else None
    return role.name if role else f"a role that is gone ({role_id})"


def _role_id(interaction: discord.Interaction, typed: str, chosen: tuple[int, ...]) -> int:
    """Return the role that was typed or taken from the list: an id, a mention or a name."""
    wanted = typed.strip().removeprefix("<@&").removesuffix(">").removeprefix("@").casefold()
    for role_id in chosen:
        if wanted in (str(role_id), _role_name(interaction, role_id).casefold()):
            return role_id
    raise RefusedError("That role was not chosen: take one from the list. Nothing was changed.")
