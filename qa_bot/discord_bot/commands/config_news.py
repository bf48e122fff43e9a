"""/config news: whether a channel is told every day what is new in the documents."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.commands.config_changes import ConfigChanges, require_manager
from qa_bot.discord_bot.commands.config_channel import ChannelOption, chosen_channel, lacking
from qa_bot.discord_bot.commands.config_text import describe_news
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, say

NEEDED = discord.Permissions(view_channel=True, send_messages=True)
OPTIONS = {
    "hour": "From which hour of the day, in UTC; leave it out to send no news",
    "channel": "This channel, unless you choose another",
}


def news_command(changes: ConfigChanges) -> app_commands.Command[Any, ..., None]:
    """Return the command; the group that it is added to lets only managers use it."""

    @app_commands.command(name="news", description="Choose whether a channel is told every day what is new")
    @app_commands.describe(**OPTIONS)
    async def news(
        interaction: discord.Interaction,
        hour: app_commands.Range[int, 0, 23] | None = None,
        channel: ChannelOption | None = None,
    ) -> None:
        await acknowledge(interaction)
        guild_id, chosen = require_manager(interaction), chosen_channel(interaction, channel)
        changes.check_place(chosen.place)
        if chosen.is_forum:
            raise RefusedError(f"<#{chosen.id}> is a forum, where only posts can be written. Nothing was changed.")
        config = await changes.change(guild_id, lambda config: config.with_news(chosen.id, hour))
        if hour is not None:
            await asyncio.to_thread(changes.begin_news, chosen.id, hour)
        told = describe_news(config.channel(chosen.id), datetime.now(UTC))
        await say(interaction, told + (lacking(interaction, chosen.id, NEEDED) if hour is not None else ""))

    return news
