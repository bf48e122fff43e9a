"""/config forum: whether solved posts of a forum may become documents."""

from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.commands.config_changes import ConfigChanges, require_manager
from qa_bot.discord_bot.commands.config_channel import ChannelOption, Described, chosen_channel, lacking
from qa_bot.discord_bot.commands.config_text import describe_forum
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, say

OFFERED = 25
TAG_CHARS = 50
# What a tag for solved posts is usually called.
USUAL = ("solved", "resolved", "answered", "done")
READS = discord.Permissions(view_channel=True, read_message_history=True)
OPTIONS = {
    "allowed": "Whether solved posts may become documents; they go again when you take it back",
    "channel": "This forum, unless you choose another",
    "tag": "The tag of solved posts; else a reply counts that the asker marked with ✅",
}


def forum_command(changes: ConfigChanges) -> app_commands.Command[Any, ..., None]:
    """Return the command; the group that it is added to lets only managers use it."""

    @app_commands.command(name="forum", description="Allow that solved posts of a forum become documents")
    @app_commands.describe(**OPTIONS)
    async def forum(
        interaction: discord.Interaction,
        allowed: bool,
        channel: ChannelOption | None = None,
        tag: app_commands.Range[str, 0, TAG_CHARS] = "",
    ) -> None:
        await _choose(changes, interaction, allowed, channel, tag)

    @forum.autocomplete("tag")
    async def offer(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        chosen = interaction.namespace.channel
        channel_id = chosen.id if chosen else getattr(interaction.channel, "parent_id", None) or interaction.channel_id
        fitting = [name for name in tags_of(interaction, channel_id or 0) if typed.casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=name) for name in fitting[:OFFERED]]

    return forum


async def _choose(
    changes: ConfigChanges, interaction: discord.Interaction, allowed: bool, channel: Described | None, tag: str
) -> None:
    await acknowledge(interaction)
    guild_id, chosen = require_manager(interaction), chosen_channel(interaction, channel)
    changes.check_place(chosen.place)
    if chosen.is_forum is False:
        raise RefusedError(f"<#{chosen.id}> is no forum. Nothing was changed.")
    wanted = _tag(tag, tags_of(interaction, chosen.id)) if allowed else ""
    config = await changes.change(guild_id, lambda config: config.with_forum(chosen.id, allowed, wanted))
    needed = READS if allowed else discord.Permissions.none()
    await say(interaction, describe_forum(config, chosen.id) + lacking(interaction, chosen.id, needed))


def tags_of(interaction: discord.Interaction, channel_id: int) -> list[str]:
    """Return the names of the tags of a forum."""
    channel = interaction.guild.get_channel(channel_id) if interaction.guild else None
    return [tag.name for tag in channel.available_tags] if isinstance(channel, discord.ForumChannel) else []


def _tag(typed: str, names: list[str]) -> str:
    """Return the tag that was typed, or one that is called as such tags usually are; "" where there is none."""
    by_name = {name.casefold(): name for name in names}
    if typed and typed.casefold() not in by_name:
        known = f"choose among {', '.join(f'`{name}`' for name in names)}" if names else "it has none"
        raise RefusedError(f"The forum has no tag `{typed.replace('`', '')}`: {known}. Nothing was changed.")
    if typed:
        return by_name[typed.casefold()]
    return next((by_name[usual] for usual in USUAL if usual in by_name), "")
