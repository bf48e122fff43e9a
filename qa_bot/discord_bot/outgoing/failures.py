"""Turn what went wrong in a command or a button into words for the person who used it, and a line for the log."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.responses import ALREADY_ACKNOWLEDGED, RefusedError, say_beside
from qa_bot.errors import IndexUnusableError, QaBotError
from qa_bot.prompts import Prompts

OUTDATED = "This command has changed. Reload Discord (Ctrl+R) and try again."
NOT_MANAGER = "Only people who may manage this server can use this command."
NOT_ALLOWED = "You may not use this command."
NO_DIRECT_MESSAGE = "This command is for servers: use it in a channel."
UNREADABLE = "One of the values cannot be used. Choose it from the list that Discord offers."
# Discord has lost the interaction, or an answer to it came before.
LOST = frozenset({10062, 10015, ALREADY_ACKNOWLEDGED})
_logger = logging.getLogger(__name__)


def failure_text(error: Exception, prompts: Prompts) -> str:
    """Return what the person is told; what names folders or services of the operator stays in the log."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, RefusedError):
        return str(cause)
    if isinstance(cause, IndexUnusableError):
        return prompts.say("discord_no_index")
    if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return OUTDATED
    if isinstance(cause, app_commands.TransformerError):
        return UNREADABLE
    if isinstance(cause, app_commands.NoPrivateMessage):
        return NO_DIRECT_MESSAGE
    if isinstance(cause, app_commands.MissingPermissions):
        return NOT_MANAGER
    if isinstance(cause, app_commands.CheckFailure):
        return NOT_ALLOWED
    return prompts.say("discord_failed")


def answering_failures(prompts: Prompts) -> Callable[[discord.Interaction, Exception], Coroutine[Any, Any, None]]:
    """Return the coroutine that answers for whatever fails in a command or a button, so that nothing fails silently."""

    async def answer(interaction: discord.Interaction, error: Exception) -> None:
        if isinstance(error, discord.HTTPException) and error.code in LOST:
            _logger.warning("interaction %s cannot be answered any more: %s", interaction.id, error)
            return
        _log(interaction, error)
        try:
            await say_beside(interaction, failure_text(error, prompts))
        except FAILURES as unsent:
            _logger.warning("interaction %s cannot be answered any more: %s", interaction.id, unsent)

    return answer


def _log(interaction: discord.Interaction, error: Exception) -> None:
    """Log ids and the failure; what a person was refused for cause is no failure."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    where = f"interaction {interaction.id} (command {_command(interaction)}, guild {interaction.guild_id})"
    if isinstance(cause, RefusedError | app_commands.CheckFailure):
        _logger.info("%s was refused: %s", where, type(cause).__name__)
    elif isinstance(cause, QaBotError):
        _logger.error("%s failed: %s", where, cause)
    else:
        _logger.error("%s failed", where, exc_info=cause)


def _command(interaction: discord.Interaction) -> str:
    return interaction.command.qualified_name if interaction.command else "none"
