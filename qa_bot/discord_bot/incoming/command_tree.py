"""The commands that ask, as Discord shows them."""

from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.incoming.commands import AskingCommands
from qa_bot.discord_bot.outgoing.responses import for_servers_and_messages
from qa_bot.filters import with_filters

MAX_CHARS = 4000
MAX_FILTER_CHARS = 200
OPTIONS = {
    "question": "What you want to know",
    "private": "Show the answer to you alone",
    "file": "Answer from this file first (txt, md, csv, html, pdf); you alone see the answer",
    "within": "Use only these documents: hr/, *.pdf, minutes/2024-*",
    "since": "Use only documents dated in or after: 2024, 2024-03, 2024-03-15",
    "until": "Use only documents dated in or before: 2024, 2024-03, 2024-03-15",
}
Filter = app_commands.Range[str, 0, MAX_FILTER_CHARS]


def add_asking_commands(tree: app_commands.CommandTree[Any], asking: AskingCommands) -> None:
    """Add /ask and the message command to a tree."""

    @for_servers_and_messages
    @tree.command(name="ask", description="Ask the documents a question")
    @app_commands.rename(within="in")
    @app_commands.describe(**OPTIONS)
    async def ask(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, MAX_CHARS],
        private: bool = False,
        file: discord.Attachment | None = None,
        within: Filter = "",
        since: Filter = "",
        until: Filter = "",
    ) -> None:
        await asking.ask(interaction, with_filters(question, within, since, until), private, file)

    @for_servers_and_messages
    @tree.context_menu(name="Ask about this")
    async def ask_about(interaction: discord.Interaction, message: discord.Message) -> None:
        await asking.ask_about(interaction, message)
