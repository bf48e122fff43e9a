"""How commands of administration answer: at once, in words, and to the person who used them alone."""

import discord

from qa_bot.errors import UsageError

MESSAGE_CHARS = 2000


class RefusedError(UsageError):
    """Say to the person who used a command why it does nothing."""


async def acknowledge(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer comes, seen by the person who asked alone."""
    await interaction.response.defer(ephemeral=True, thinking=True)


async def say(interaction: discord.Interaction, text: str, view: discord.ui.View | None = None) -> None:
    """Answer an acknowledged command, or replace what was answered."""
    await interaction.edit_original_response(
        content=shortened(text), view=view, allowed_mentions=discord.AllowedMentions.none()
    )


def shortened(text: str) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= MESSAGE_CHARS else f"{text[: MESSAGE_CHARS - 2]} …"
