"""Threads that the bot opens for a question."""

import asyncio
import logging
from typing import Literal, NamedTuple

import discord

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.text import one_line
from qa_bot.errors import StorageError
from qa_bot.prompts import Prompts

NAME_CHARS = 100
ARCHIVE_AFTER_MIN: Literal[1440] = 1440
# What Discord refuses a message to an archived thread with that only moderators may open; it opens others by itself.
ARCHIVED = 50083
_logger = logging.getLogger(__name__)


class ThreadExit(NamedTuple):
    """Where an answer goes once its thread is closed: to the channel of a public one, which begins with `told`.

    Else `person` is told `advice`, and nothing of the answer.
    """

    channel: discord.abc.Messageable | None
    told: str
    person: discord.User | discord.Member
    advice: str

    async def tell_person(self) -> None:
        """Tell the person that the thread is closed, in a direct message; who takes none is told nothing."""
        try:
            await self.person.send(self.advice)
        except FAILURES as error:
            _logger.info("nobody can be told of a closed thread: error=%s", type(error).__name__)


def exit_of(thread: discord.Thread, person: discord.User | discord.Member, prompts: Prompts) -> ThreadExit:
    """Return where an answer goes if its thread is closed meanwhile."""
    parent = thread.parent if not thread.is_private() and isinstance(thread.parent, discord.abc.Messageable) else None
    named = {"thread": thread.mention}
    return ThreadExit(
        parent, prompts.say("discord_thread_closed", **named), person, prompts.say("discord_thread_shut", **named)
    )


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
