"""Publish an answer: keep it for its buttons, send it, and remember which messages show it."""

import asyncio
import logging

from qa_bot.answer import Answer
from qa_bot.discord_bot.components.answer_view import answer_view
from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.memory.entry import Entry, is_unanswered, without_text
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.community import render_community
from qa_bot.discord_bot.outgoing.delivery import Part
from qa_bot.discord_bot.outgoing.rendering import render, render_quotes, with_remarks
from qa_bot.discord_bot.outgoing.requests import within
from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS, cut, escape, length, one_line
from qa_bot.errors import StorageError
from qa_bot.prompts import Prompts

QUOTED_CHARS = 300
KNOWN_PATIENCE_S = 20.0
_logger = logging.getLogger(__name__)


async def publish(asked: Asked, answer: Answer, store: Store, prompts: Prompts) -> None:
    """Send an answer with its buttons; without them where it cannot be kept. Raise discord.HTTPException when nothing is sent."""
    entry = await asyncio.to_thread(_keep, asked, answer, store)
    known = await _known(asked, answer)
    offers_person = await asyncio.to_thread(_offers_person, asked, answer, store)
    message_ids = await asked.delivery.finish(parts_of(asked, answer, entry, prompts, known, offers_person))
    if entry is not None:
        try:
            await asyncio.to_thread(store.add_messages, entry.id, message_ids)
        except StorageError as error:
            _logger.error("the messages of an answer cannot be kept: %s", error)
    # Where readings are offered the conversation goes on with the answer to the one that is chosen; thanks end one.
    if asked.open_thread is not None and not answer.readings and not answer.asks_nothing:
        await asked.open_thread(message_ids[-1])


def parts_of(
    asked: Asked,
    answer: Answer,
    entry: Entry | None,
    prompts: Prompts,
    known: CommunityAnswer | None = None,
    offers_person: bool = False,
) -> list[Part]:
    """Return the messages of an answer, behind them what a person said; the last has the buttons and the file."""
    rendering = render(answer, prompts)
    behind = render_community(known, prompts) if known else ()
    if asked.is_from_files:
        behind = (*behind, *render_quotes(answer))
    said = with_remarks(rendering.messages, _remarks(asked, prompts))
    *before, last = (*_with_question(said, asked.question if asked.quotes_question else ""), *behind)
    view = None if entry is None else answer_view(entry, asked.is_private, offers_person)
    return [*(Part(text) for text in before), Part(last, view, rendering.file)]


async def _known(asked: Asked, answer: Answer) -> CommunityAnswer | None:
    """Return what a person said to a question that the documents do not answer; None where that is not known in time."""
    if asked.known is None or not is_unanswered(answer):
        return None
    try:
        return await within(KNOWN_PATIENCE_S, asked.known(answer.standalone_question))
    except Exception as error:
        _logger.warning("answered without the community: question=%d error=%s", asked.key, type(error).__name__)
        return None


def _offers_person(asked: Asked, answer: Answer, store: Store) -> bool:
    """Tell whether a person can be asked in place of the documents."""
    guild_id = asked.place.guild_id
    if guild_id is None or asked.is_private or not is_unanswered(answer):
        return False
    return store.guild_config(guild_id).handoff_role_id is not None


def _remarks(asked: Asked, prompts: Prompts) -> tuple[str, ...]:
    """Return what is said in small print of the files that came with a question."""
    own = (prompts.say("discord_attached"),) if asked.is_from_files else ()
    return (*own, asked.remark) if asked.remark else own


def _keep(asked: Asked, answer: Answer, store: Store) -> Entry | None:
    """Keep an answer for its buttons; of one from files that came with the question, nothing that the files say."""
    place, answer = asked.place, without_text(answer) if asked.is_from_files else answer
    thread_id = None if place.parent_id is None else place.channel_id
    try:
        return store.add_entry(answer, asked.person_id, place.home_id, place.guild_id, thread_id, asked.corpora)
    except StorageError as error:
        _logger.error("an answer cannot be kept and gets no buttons: %s", error)
        return None


def _with_question(messages: tuple[str, ...], question: str) -> tuple[str, ...]:
    if not question:
        return messages
    quoted = f"> {cut(escape(one_line(question)), QUOTED_CHARS)}"
    joined = f"{quoted}\n{messages[0]}"
    return (joined, *messages[1:]) if length(joined) <= MESSAGE_CHARS else (quoted, *messages)
