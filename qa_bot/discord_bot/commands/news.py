"""/news: what is new in the documents that the person may read there."""

import asyncio
from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.desk.news import news_of
from qa_bot.discord_bot.incoming.invocation import granted_to
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.news import render_news
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, for_servers_and_messages, say
from qa_bot.errors import UsageError
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings

MAX_CHARS = 20
SINCE = "Since a day, like 2024-03-15; leave it out for what came last"


def add_news(tree: app_commands.CommandTree[Any], settings: Settings, store: Store, prompts: Prompts) -> None:
    """Add the command to a tree; who may not ask in a place is told nothing there."""

    @for_servers_and_messages
    @tree.command(name="news", description="Show what is new in the documents")
    @app_commands.describe(since=SINCE)
    async def news(interaction: discord.Interaction, since: app_commands.Range[str, 0, MAX_CHARS] = "") -> None:
        await acknowledge(interaction)
        access = await granted_to(interaction, settings, store.guild_config)
        if access.refusal is not None:
            raise RefusedError(prompts.say(f"discord_refused_{access.refusal}"))
        if not access.readable.in_private:
            raise RefusedError(prompts.say("discord_refused_corpus"))
        try:
            found = await asyncio.to_thread(news_of, settings, access.readable.in_private, since.strip() or None)
        except UsageError as error:
            raise RefusedError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error
        await say(interaction, render_news(found, prompts) or prompts.say("discord_no_index"))
