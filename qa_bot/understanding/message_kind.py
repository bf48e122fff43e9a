"""What kind of message it is: a question for a fact, small talk, or a question about the bot or about the documents as such."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from qa_bot.conversation import Turn
from qa_bot.text.dates import Date, dates_in
from qa_bot.understanding.clarification import reading_chosen, readings_offered
from qa_bot.understanding.documents_asked import DocumentsKind, documents_asked
from qa_bot.understanding.small_talk import Courtesy, courtesy_of, is_about_the_bot, plainly, tidied, without_courtesy

MessageKind = Literal["fact"] | Courtesy | Literal["about_the_bot"] | DocumentsKind
# Turns of these kinds are never what a later question refers to.
ASIDES: frozenset[MessageKind] = frozenset(
    {"greeting", "thanks", "farewell", "small_talk", "about_the_bot", "documents", "news"}
)
# Nobody greets, or asks for an overview, at greater length.
MOST_WORDS = 40


class Message(NamedTuple):
    """A message as it is understood before anything is searched.

    `question` is what it asks, without a greeting or thanks around it. `subject` is the topic or document that is to be listed or
    summed up; `since` is since when something is new.
    """

    kind: MessageKind
    question: str
    subject: str | None = None
    since: Date | None = None


def read_message(message: str, turns: Sequence[Turn] = ()) -> Message:
    """Return what kind of message it is after the turns of a conversation that are no asides."""
    if len(message.split()) > MOST_WORDS or (turns and _is_choice(message, turns[-1])):
        return Message("fact", message)
    return _read(message, not turns)


def without_asides(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns that a later question may refer to: those that are no small talk and list no documents."""
    kept: list[Turn] = []
    for turn in turns:
        if read_message(turn.question, kept).kind not in ASIDES:
            kept.append(turn)
    return tuple(kept)


# A conversation's turns are read again with every question.
@lru_cache(maxsize=1000)
def _read(message: str, is_first: bool) -> Message:
    if courtesy := courtesy_of(plainly(message)):
        return Message(courtesy, message)
    question = without_courtesy(message)
    if is_about_the_bot(plainly(question)):
        return Message("about_the_bot", question)
    asked = documents_asked(tidied(question), is_first)
    if asked is None:
        return Message("fact", question)
    if asked.kind != "news" or asked.subject is None:
        return Message(asked.kind, question, asked.subject)
    since = _date(asked.subject)
    return Message("news", question, asked.subject, since) if since else Message("fact", question)


def _is_choice(message: str, last: Turn) -> bool:
    """Tell whether a message answers the bot's own question: "ok", "no" or "the second" after readings were offered."""
    return bool(reading_chosen(message, last.readings or readings_offered(last.answer or "")))


def _date(since: str) -> Date | None:
    """Return the date that a text is and nothing else."""
    found = next(iter(dates_in(since)), None)
    return found[2] if found and (found[0], found[1]) == (0, len(since)) else None
