"""Publish an answer: keep it for its buttons, send it, and remember which messages show it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.discord_bot.components.answer_view import answer_view
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.delivery import Delivery, Part
from qa_bot.discord_bot.outgoing.escaping import escape, one_line
from qa_bot.discord_bot.outgoing.rendering import render
from qa_bot.discord_bot.outgoing.splitting import MESSAGE_CHARS, cut, length
from qa_bot.discord_bot.policy.access import Place
from qa_bot.errors import StorageError
from qa_bot.prompts import Prompts

QUOTED_CHARS = 300
_logger = logging.getLogger(__name__)


class Publication(NamedTuple):
    """Where and for whom an answer is published; `quoted` is a question that is not seen there otherwise.

    `open_thread` opens a thread on the message of an id; without it none is opened.
    """

    delivery: Delivery
    person_id: int
    place: Place
    is_private: bool = False
    quoted: str = ""
    open_thread: Callable[[int], Awaitable[object]] | None = None


async def publish(answer: Answer, publication: Publication, store: Store, prompts: Prompts) -> None:
    """Send an answer with its buttons; without them where it cannot be kept. Raise discord.HTTPException when nothing is sent."""
    entry = await asyncio.to_thread(_keep, answer, publication, store)
    message_ids = await publication.delivery.finish(parts_of(answer, entry, publication, prompts))
    if entry is not None:
        try:
            await asyncio.to_thread(store.add_messages, entry.id, message_ids)
        except StorageError as error:
            _logger.error("the messages of an answer cannot be kept: %s", error)
    # Where readings are offered the conversation goes on with the answer to the one that is chosen.
    if publication.open_thread is not None and not answer.readings:
        await publication.open_thread(message_ids[-1])


def parts_of(answer: Answer, entry: Entry | None, publication: Publication, prompts: Prompts) -> list[Part]:
    """Return the messages of an answer; the last has the buttons and the file."""
    rendering = render(answer, prompts)
    *before, last = _with_question(rendering.messages, publication.quoted)
    view = None if entry is None else answer_view(entry, publication.is_private)
    return [*(Part(text) for text in before), Part(last, view, rendering.file)]


def _keep(answer: Answer, publication: Publication, store: Store) -> Entry | None:
    place = publication.place
    thread_id = None if place.parent_id is None else place.channel_id
    try:
        return store.add_entry(answer, publication.person_id, place.home_id, place.guild_id, thread_id)
    except StorageError as error:
        _logger.error("an answer cannot be kept and gets no buttons: %s", error)
        return None


def _with_question(messages: tuple[str, ...], question: str) -> tuple[str, ...]:
    if not question:
        return messages
    quoted = f"> {cut(escape(one_line(question)), QUOTED_CHARS)}"
    joined = f"{quoted}\n{messages[0]}"
    return (joined, *messages[1:]) if length(joined) <= MESSAGE_CHARS else (quoted, *messages)
