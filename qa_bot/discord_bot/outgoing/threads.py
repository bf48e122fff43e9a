"""Threads that the bot opens for a question."""

import asyncio
import logging
from typing import Literal

import discord

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.text import one_line
from qa_bot.errors import StorageError

NAME_CHARS = 100
ARCHIVE_AFTER_MIN: Literal[1440] = 1440
_logger = logging.getLogger(__name__)


async def open_thread(message: discord.Message | discord.PartialMessage, question: str, store: Store) -> discord.Thread | None:
    """Open a thread from a message and remember it; None where Discord does not let the bot."""
    try:
        thread = await message.create_thread(name=thread_name(question), auto_archive_duration=ARCHIVE_AFTER_MIN)
    except (*FAILURES, ValueError) as error:
        _logger.warning("no thread can be opened: channel=%d error=%s", message.channel.id, error)
        return None
    try:
        await asyncio.to_thread(store.add_thread, thread.id)
    except StorageError as error:
        _logger.error("a thread cannot be remembered: %s", error)
    return thread


def thread_name(question: str) -> str:
    """Return a question as the name of a thread, cut at a word where it is too long."""
    name = one_line(question)
    if len(name) <= NAME_CHARS:
        return name
    cut = name[: NAME_CHARS - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip() + "…"
