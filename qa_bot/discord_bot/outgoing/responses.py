"""How commands and buttons answer: it is acknowledged at once that an answer comes, then something is said."""

from typing import Any, TypeVar

import discord
from discord import app_commands

from qa_bot.discord_bot.outgoing.requests import insist
from qa_bot.errors import UsageError

MESSAGE_CHARS = 2000
ALREADY_ACKNOWLEDGED = 40060
Command = TypeVar("Command", bound=app_commands.Command[Any, ..., None] | app_commands.ContextMenu)


class RefusedError(UsageError):
    """A command does nothing; the message tells the person who used it why."""


def for_servers_and_messages(command: Command) -> Command:
    """Offer a command on servers that invited the bot and in direct messages with it, and nowhere else."""
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
    return command


async def acknowledge(interaction: discord.Interaction[Any], is_private: bool = True, is_new: bool = True) -> None:
    """Tell Discord that an answer comes: a new one, or where `is_new` is false a change of the message that was pressed.

    A new one that `is_private` is seen by the person who asked alone. Where Discord's reply to this was lost it is said
    again, and Discord may say that it was said already: it was.
    """
    try:
        await insist(lambda: interaction.response.defer(ephemeral=is_private, thinking=is_new))
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise


async def say(
    interaction: discord.Interaction[Any],
    text: str,
    view: discord.ui.View | None = None,
    embed: discord.Embed | None = None,
) -> None:
    """Answer what was acknowledged, or replace what was answered."""
    shown = shortened(text)
    await insist(lambda: interaction.edit_original_response(content=shown, view=view, embed=embed))


async def say_beside(interaction: discord.Interaction[Any], text: str) -> None:
    """Say something to the person alone, in a message of its own, acknowledged or not; what was answered stays."""
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(shortened(text), ephemeral=True)
            return
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
    await interaction.followup.send(shortened(text), ephemeral=True)


def shortened(text: str) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= MESSAGE_CHARS else f"{text[: MESSAGE_CHARS - 2]} …"
