"""What an earlier turn said, as a follow-up refers to it."""

import re
from collections.abc import Iterator

from qa_bot.conversation import Turn
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems

_MARKER = re.compile(r"\s*\[\d+\]")
# What stands before a value in a row or a record: "Role:", "Responsible for:". No name, though it has a capital.
# What opens a value and is no name: "Head groom".
_OPENS_VALUE = re.compile(r"^[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?= [a-zß-öø-ÿ])")
_LABEL = re.compile(r"(?<!\S)[A-ZÀ-ÖØ-Þ][\w'’-]*(?: [a-zß-öø-ÿ][\w'’-]*){0,3}:(?!\S)")


def said_first(turn: Turn) -> str:
    """Return the first sentence of a turn's answer, without citation markers."""
    text = _unlabelled(without_markers(turn.answer or ""))
    return next((text[start:end] for start, end in split_sentences(text)), "")


def said_to(before: str, turn: Turn) -> str:
    """Return the sentence of a turn's answer that has the most words of the question, the first of equals."""
    text = _unlabelled(without_markers(turn.answer or ""))
    wanted = content_stems(before)
    sentences = [text[start:end] for start, end in split_sentences(text)]
    return max(sentences, key=lambda sentence: len(content_stems(sentence) & wanted), default="")


def without_markers(answer: str) -> str:
    """Return an answer without its citation markers."""
    return _MARKER.sub("", answer)


def _unlabelled(answer: str) -> str:
    """Return an answer with semicolons in place of the labels of a row or record; one label alone may be a name before a colon."""
    places = list(_labels(answer))
    if len(places) < 2:
        return answer
    for start, end in reversed(places):
        value = _OPENS_VALUE.sub(lambda match: match.group().lower(), answer[end:].lstrip())
        answer = f"{answer[:start].rstrip(' :;')}{'; ' if start else ''}{value}"
    return answer


def _labels(answer: str) -> Iterator[tuple[int, int]]:
    """Yield the places of labels; in "Name: Ada Quill: Role: cook" what "Role:" follows at once is a value."""
    found = [match.span() for match in _LABEL.finditer(answer)]
    for place, (start, end) in enumerate(found):
        if place + 1 == len(found) or answer[end : found[place + 1][0]].strip():
            yield start, end
