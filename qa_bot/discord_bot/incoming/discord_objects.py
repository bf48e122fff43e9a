"""What matters of Discord's objects: the place, the person, whom a message mentions, and what it says."""

import discord

from qa_bot.discord_bot.incoming.invocation import plain_text
from qa_bot.discord_bot.policy.access import Person, Place


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


def is_from_bot(message: discord.Message) -> bool:
    """Tell whether a program wrote a message."""
    return message.author.bot or message.webhook_id is not None


def mentions_bot(message: discord.Message, bot_id: int) -> bool:
    """Tell whether a message mentions the bot, by itself or by the role that Discord made for it; a pinging reply does too.

    Discord counts it, which in code it does not.
    """
    return any(user.id == bot_id for user in message.mentions) or any(is_bots(role, bot_id) for role in message.role_mentions)


def is_bots(role: discord.Role, bot_id: int) -> bool:
    """Tell whether a role is the one that Discord made for the bot; it has its name, and many choose it in its place."""
    return role.tags is not None and role.tags.bot_id == bot_id


def plain_message(message: discord.Message, bot_id: int) -> str:
    """Return the text of a person's message, mentions as names, the bot's own left out."""
    roles = (role for role in message.role_mentions if not is_bots(role, bot_id))
    named = (*message.mentions, *roles, *message.channel_mentions)
    names = {one.id: getattr(one, "display_name", None) or one.name for one in named}
    return plain_text(message.content, bot_id, names)
