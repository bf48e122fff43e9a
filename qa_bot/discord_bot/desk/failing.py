"""What is said and logged where a question could not be answered."""

import logging

import discord

from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.desk.attached import AttachmentError
from qa_bot.discord_bot.outgoing.text import escape
from qa_bot.errors import FilterError, IndexUnusableError, QaBotError, UsageError
from qa_bot.prompts import Prompts

_logger = logging.getLogger(__name__)


class TooSlowError(QaBotError):
    """An answer took longer than the deadline."""


def apology(error: Exception, prompts: Prompts) -> str:
    """Return what the person who asked is told."""
    if isinstance(error, IndexUnusableError):
        return prompts.say("discord_no_index")
    if isinstance(error, FilterError | AttachmentError):
        return escape(str(error))
    if isinstance(error, UsageError):
        return prompts.say("discord_hint")
    return prompts.say("discord_too_slow" if isinstance(error, TooSlowError) else "discord_failed")


def log_failure(asked: Asked, error: Exception) -> None:
    """Log why a question was not answered; the names of files that people sent are nobody else's."""
    if isinstance(error, discord.HTTPException):
        ids = (asked.key, asked.place.guild_id, error.status, error.code)
        _logger.warning("the answer cannot be sent: question=%d guild=%s status=%d code=%d", *ids)
    elif isinstance(error, AttachmentError):
        _logger.info("a file cannot be used: question=%d guild=%s", asked.key, asked.place.guild_id)
    elif isinstance(error, QaBotError):
        _logger.warning("not answered: question=%d guild=%s: %s", asked.key, asked.place.guild_id, error)
    else:
        _logger.error("not answered: question=%d guild=%s", asked.key, asked.place.guild_id, exc_info=error)
