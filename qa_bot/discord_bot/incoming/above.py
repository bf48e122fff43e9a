"""The question above: what "answer the question above" points to, in a channel or thread."""

import logging
import re
from collections.abc import Sequence
from typing import Any

import discord

from qa_bot.discord_bot.incoming.invocation import (
    QUESTION_KINDS,
    forwarded_text,
    has_words,
    is_from_bot,
    plain_message,
    points_above,
)
from qa_bot.discord_bot.outgoing.requests import FAILURES

# So many messages are looked through.
MOST_MESSAGES = 50
_MINE = re.compile(r"\bmy\b", re.I)
_ASKS = re.compile(
    r"^(?:\W|hi\b|hey\b|hello\b|so\b|and\b|but\b|please\b)*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|"
    r"can|could|will|would|should|may|anyone|anybody|does anyone)\b",
    re.I,
)
_logger = logging.getLogger(__name__)


async def question_above(
    channel: Any, before: discord.Message | None, text: str, asker_id: int, bot_id: int
) -> discord.Message | None:
    """Return the last question of a person in a channel that the bot has not answered; None where it can read none.

    "My question" is one of the asker's own.
    """
    try:
        newest: list[discord.Message] = [message async for message in channel.history(limit=MOST_MESSAGES, before=before)]
    except FAILURES as error:
        _logger.info("the question above cannot be looked up: channel=%s error=%s", channel.id, type(error).__name__)
        return None
    answered = _answered(newest, bot_id)
    is_own = _MINE.search(text) is not None
    for message in newest:
        if message.id in answered or (is_own and message.author.id != asker_id):
            continue
        if is_question(message, bot_id):
            return message
    return None


def _answered(messages: Sequence[discord.Message], bot_id: int) -> set[int | None]:
    """Return the messages that the bot replied to, and those that these replied to: "can you answer this?" was for them."""
    replies = {message.id: message.reference.message_id for message in messages if message.reference}
    told = {replies[message.id] for message in messages if message.author.id == bot_id and message.id in replies}
    return told | {replies[one] for one in told if one in replies}


def is_question(message: discord.Message, bot_id: int) -> bool:
    """Tell whether a message is a person's, can be read, and asks something."""
    if is_from_bot(message) or message.type.value not in QUESTION_KINDS:
        return False
    text = asked_in(message, bot_id)
    return has_words(text) and not points_above(text) and ("?" in text or _ASKS.match(text) is not None)


def asked_in(message: discord.Message, bot_id: int) -> str:
    """Return what a message says, or the one that it forwards."""
    return plain_message(message, bot_id) or forwarded_text(message, bot_id)
