"""Say on the message of an answer that its source has changed, with a button that asks again; take that back where it stands again."""

import asyncio
import logging
from datetime import timedelta

import discord

from qa_bot.discord_bot.components.answer_view import GONE, Pressed, answer_view, entry_of, known_soon
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.standing import Change, Standing
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES, insist
from qa_bot.discord_bot.outgoing.responses import say_beside
from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS, length
from qa_bot.prompts import Prompts

# The bot may see a channel again some day; what else went wrong is over sooner.
FORBIDDEN_FOR = timedelta(days=1)
FAILED_FOR = timedelta(minutes=10)
ARCHIVED = 50083
_logger = logging.getLogger(__name__)


async def mark_next(client: discord.Client, store: Store, prompts: Prompts) -> bool:
    """Bring one message to what it should say; tell whether there was one. Its text stays, and has no word of the new source."""
    standing = Standing(store)
    change = await asyncio.to_thread(standing.next_change)
    if change is None:
        return False
    try:
        words = await _edit(client, change, prompts)
    except FAILURES as error:
        _logger.info("an answer cannot be marked: entry=%s error=%s", change.entry.id, error)
        await asyncio.to_thread(standing.failed, change, _retry_after(error))
    else:
        await asyncio.to_thread(standing.changed, change, words)
    return True


async def ask_again(pressed: Pressed) -> None:
    """Have the question of an answer answered once more, from the documents as they are now."""

    async def is_gone() -> bool:
        return await entry_of(pressed) is None

    if await known_soon(is_gone()):
        await say_beside(pressed.interaction, GONE)
        return
    await pressed.buttons.answer_again(pressed.interaction, pressed.entry_id)


async def _edit(client: discord.Client, change: Change, prompts: Prompts) -> str:
    """Change the last message of an answer, which has its buttons, and return the words that it says now, "" for none."""
    message = _message_of(client, change.entry)
    label = prompts.say("discord_ask_again") if change.is_stale else None
    view = answer_view(change.entry, again_label=label)
    try:
        content = (await insist(message.fetch)).content
    except discord.Forbidden:  # without the right to read the history, the button alone says it
        await insist(lambda: message.edit(view=view))
        return ""
    said = prompts.say("discord_source_changed")
    # A mark may be there that was never noted, as the program ended in between.
    text = content.removesuffix(f"\n{change.words or said}")
    words = said if change.is_stale else ""
    marked = f"{text}\n{words}" if words else text
    if length(marked) > MESSAGE_CHARS:
        marked, words = text, ""
    await insist(lambda: message.edit(content=marked, view=view))
    return words


def _message_of(client: discord.Client, entry: Entry) -> discord.PartialMessage:
    channel = client.get_partial_messageable(entry.thread_id or entry.channel_id, guild_id=entry.guild_id)
    return channel.get_partial_message(entry.message_ids[-1])


def _retry_after(error: Exception) -> timedelta | None:
    """Return when to try again; None for a message that is gone, or that only one person saw."""
    if isinstance(error, discord.NotFound):
        return None
    is_shut = isinstance(error, discord.HTTPException) and (error.status == 403 or error.code == ARCHIVED)
    return FORBIDDEN_FOR if is_shut else FAILED_FOR
