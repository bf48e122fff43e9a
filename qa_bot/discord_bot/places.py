"""Read place and person off Discord's objects."""

import discord

from qa_bot.discord_bot.access import Person, Place


def place_of(channel: object, channel_id: int, guild_id: int | None) -> Place:
    """Return the place of a channel, which may be one that is not in the cache."""
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    return Place(guild_id=guild_id, channel_id=channel_id, parent_id=parent_id)


def place_of_interaction(interaction: discord.Interaction) -> Place:
    """Return where a command was used."""
    return place_of(interaction.channel, interaction.channel_id or 0, interaction.guild_id)


def person_of(user: discord.User | discord.Member, permissions: discord.Permissions | None = None) -> Person:
    """Return who asks; an interaction knows their permissions, for a message they are computed from the cache."""
    if not isinstance(user, discord.Member):
        return Person()
    granted = user.guild_permissions if permissions is None else permissions
    return Person(role_ids=frozenset(role.id for role in user.roles), can_manage=granted.manage_guild)
