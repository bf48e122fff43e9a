"""Whether a message mentions the bot: as Discord counts it, which in code it does not."""

import discord


def mentions_bot(message: discord.Message, bot_id: int) -> bool:
    """Tell whether a message mentions the bot, by itself or by the role that Discord made for it; a pinging reply does too."""
    return any(user.id == bot_id for user in message.mentions) or any(is_bots(role, bot_id) for role in message.role_mentions)


def is_bots(role: discord.Role, bot_id: int) -> bool:
    """Tell whether a role is the one that Discord made for the bot; it has its name, and many choose it in its place."""
    return role.tags is not None and role.tags.bot_id == bot_id
