"""The channel that a command is about: an option, or where the command is used."""

import discord
from discord import app_commands

from qa_bot.discord_bot.policy.access import Place
from qa_bot.frozen import Frozen

Described = app_commands.AppCommandChannel


class _WrittenIn(app_commands.Transformer):
    """A channel that people write in, as Discord describes it, whether it is in the cache or not."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Return the type of the option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Return what Discord offers."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.voice, kinds.stage_voice]

    async def transform(self, interaction: discord.Interaction, value: Described, /) -> Described:
        """Return the channel as it came."""
        return value


ChannelOption = app_commands.Transform[Described, _WrittenIn]


class ChosenChannel(Frozen):
    """The channel whose choices change; `is_forum` is None where Discord did not say."""

    place: Place
    is_forum: bool | None

    @property
    def id(self) -> int:
        """Return the channel's id."""
        return self.place.home_id


def chosen_channel(interaction: discord.Interaction, option: Described | None) -> ChosenChannel:
    """Return the channel of the option, or the one the command was used in; a thread stands for its parent."""
    if option is not None:
        place = Place(guild_id=interaction.guild_id, channel_id=option.id)
        return ChosenChannel(place=place, is_forum=option.type is discord.ChannelType.forum)
    channel = interaction.channel
    home = channel.parent if isinstance(channel, discord.Thread) else channel
    home_id = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id or 0
    is_forum = None if home is None else isinstance(home, discord.ForumChannel)
    return ChosenChannel(place=Place(guild_id=interaction.guild_id, channel_id=home_id), is_forum=is_forum)


def lacking_ping(interaction: discord.Interaction, role: discord.Role | None) -> str:
    """Return a line that says that a role cannot be pinged by the bot; "" where it can."""
    if role is None or role.mentionable or interaction.app_permissions.mention_everyone:
        return ""
    return (
        "\n⚠️ Discord does not let the bot ping this role: allow everyone to mention it in its settings, or give the bot the "
        "permission Mention Everyone."
    )


def lacking(interaction: discord.Interaction, channel_id: int, needed: discord.Permissions) -> str:
    """Return a line that names what the bot is not allowed in a channel although it needs it; "" where nothing is known."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None or guild.me is None:
        return ""
    granted = channel.permissions_for(guild.me)
    missing = [name for name, is_needed in needed if is_needed and not getattr(granted, name)]
    if not missing:
        return ""
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    return f"\n⚠️ The bot lacks permissions that it needs there: {names}."
