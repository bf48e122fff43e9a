"""How commands of administration answer: at once, in words, and to the person who used them alone."""

from typing import Any, TypeVar

import discord
from discord import app_commands

from qa_bot.discord_bot.outgoing.requests import insist
from qa_bot.errors import UsageError

MESSAGE_CHARS = 2000
ALREADY_ACKNOWLEDGED = 40060


Command = TypeVar("Command", bound=app_commands.Command[Any, ..., None])


class RefusedError(UsageError):
    """A command does nothing; the message tells the person who used it why."""


def for_servers_and_messages(command: Command) -> Command:
    """Offer a command on servers that invited the bot and in direct messages with it, and nowhere else."""
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
    return command


async def acknowledge(interaction: discord.Interaction, is_new: bool = True) -> None:
    """Tell Discord that an answer comes, seen by the person who asked alone: a new one, or a change of where they pressed.

    Where Discord's reply to that was lost discord.py says it again, and hears that it was said already: it was.
    """
    try:
        await interaction.response.defer(ephemeral=True, thinking=is_new)
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise


async def say(interaction: discord.Interaction, text: str, view: discord.ui.View | None = None) -> None:
    """Answer an acknowledged command, or replace what was answered."""
    shown, nobody = shortened(text), discord.AllowedMentions.none()
    await insist(lambda: interaction.edit_original_response(content=shown, view=view, allowed_mentions=nobody))


def shortened(text: str) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= MESSAGE_CHARS else f"{text[: MESSAGE_CHARS - 2]} …"
