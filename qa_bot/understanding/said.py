"""What an earlier turn said, as a follow-up refers to it."""

import re
from collections.abc import Iterable, Iterator

from qa_bot.conversation import Turn
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import fold
from qa_bot.understanding.phrases import is_participle

MARKER = re.compile(r"\s*\[\d+\]")
_YES = re.compile(r"^(?:yes|no|yeah|nope)\b[\s,;:.!-]*", re.I)
# What stands before a value in a row or a record: "Role:", "Responsible for:", at the start of a line also "sessions.name:". No
# name, though it has a capital.
_LABEL = re.compile(
    r"(?:(?<!\S)[A-ZÀ-ÖØ-Þ][\w'’-]*(?: [a-zß-öø-ÿ][\w'’-]*){0,3}|^[a-z][\w.-]*(?: [a-z][\w-]*){0,3}):(?!\S)", re.M
)
# What stands before the end of a value: a label, or a first name.
_IN_VALUE = re.compile(r"(?:[:]|[A-ZÀ-ÖØ-Þ][\w’'-]*)\s+$")


def said_first(turn: Turn) -> str:
    """Return the first sentence of a turn's answer, without citation markers and an opening "yes"."""
    text = _YES.sub("", unlabelled(without_markers(turn.answer or "")))
    return next((text[start:end] for start, end in split_sentences(text)), "")


def said_to(before: str, turn: Turn) -> str:
    """Return the sentence of a turn's answer that has the most words of the question, the first of equals."""
    text = _YES.sub("", unlabelled(without_markers(turn.answer or "")))
    wanted = content_stems(before)
    sentences = [text[start:end] for start, end in split_sentences(text)]
    return max(sentences, key=lambda sentence: len(content_stems(sentence) & wanted), default="")


def all_said(turns: Iterable[Turn]) -> tuple[str, ...]:
    """Return the questions and answers of turns."""
    return tuple(text for turn in turns for text in (turn.question, turn.standalone_question, turn.answer) if text)


def without_markers(answer: str) -> str:
    """Return an answer without its citation markers."""
    return MARKER.sub("", answer)


def unlabelled(answer: str) -> str:
    """Return an answer with semicolons in place of the labels of a row or record; one label alone may be a name before a colon."""
    places = list(_labels(answer))
    if len(places) < 2:
        return answer
    for start, end in reversed(places):
        value = _without_opening_capital(answer[end:].lstrip())
        before = answer[:start].rstrip(" :;\n")
        answer = (" " if before.endswith((".", "!", "?")) else "; ").join(filter(None, (before, value)))
    return answer


def _without_opening_capital(value: str) -> str:
    """Return a value with a small letter at its start if that begins no name: "Head groom", "Elected Ada Quill"."""
    first, _, rest = value.partition(" ")
    is_common = rest[:1].islower() or is_participle(fold(first))
    return f"{first.lower()} {rest}" if is_common and first.isalpha() else value


def _labels(answer: str) -> Iterator[tuple[int, int]]:
    """Yield the places of labels; in "Name: Ada Quill: Role: cook" what "Role:" follows at once is a value."""
    found = [match.span() for match in _LABEL.finditer(answer)]
    for place, (start, end) in enumerate(found):
        is_followed = place + 1 < len(found) and not answer[end : found[place + 1][0]].strip()
        if not (is_followed and _IN_VALUE.search(answer[:start])):
            yield start, end
