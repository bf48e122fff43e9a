"""Things that a number names, "locker 12": which of them the documents do not have."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.evidence.grading import Graded
from qa_bot.text.numbers import without_measures
from qa_bot.text.question_form import numbers
from qa_bot.text.terms import STOP_WORDS, fold, words

# What may stand between a thing and its number: "locker no. 3".
_NO = r"(?:no\.?\s*|number\s+|#)?"


class UnknownNumber(NamedTuple):
    """A number that the documents lack, with the word before it, "locker 712", and those that they have: "lockers 1 to 40"."""

    told: str
    others: str | None


def unknown_number(question: str, graded: Sequence[Graded]) -> UnknownNumber | None:
    """Return the first number of the question that no passage has.

    Where it names one of several things, it must stand with such a thing: "4 euros 50" is not locker 50.
    """
    passages = {piece.evidence.passage.chunk_id: piece.evidence for piece in graded}
    texts = [piece.with_heading(piece.passage.text) for piece in passages.values()]
    known = {word for text in texts for word in words(text)}
    for number in numbers(question):
        noun = _noun_before(number, question)
        is_known = fold(number) in known and not (noun and _is_of_others(noun, number, question, graded))
        if not is_known and not _in_range(number, texts, question):
            return UnknownNumber(f"{noun} {number}" if noun else number, _range_of(noun, texts) if noun else None)
    return None


def _range_of(noun: str, texts: Sequence[str]) -> str | None:
    """Return the range that a text names for things, like "lockers 1 to 40"; None if no text has one."""
    found = next((match.group() for text in texts if (match := _range(noun, text))), None)
    return found[0].lower() + found[1:] if found and noun[0].islower() else found


def _noun_before(number: str, question: str) -> str | None:
    before = re.search(rf"([^\W\d_]+)\s+{_NO}{re.escape(number)}(?!\w)", question)
    return before.group(1) if before and fold(before.group(1)) not in STOP_WORDS else None


def _is_of_others(noun: str, number: str, question: str, graded: Sequence[Graded]) -> bool:
    """Tell whether the documents number such things, "locker 3", and have this number nowhere with one.

    An amount, "50 euros", names no thing.
    """
    if fold(number) not in words(without_measures(question)):
        return False
    stem = re.escape(noun.rstrip("s"))
    told = [without_measures(text) for piece in graded for text in _told_with(piece)]
    if not any(re.search(rf"\b{stem}(?:e?s)?\s+{_NO}\d", text, re.I) for text in told):
        return False
    return not any(re.search(rf"\b{stem}", text, re.I) and fold(number) in words(text) for text in told)


def _told_with(piece: Graded) -> Iterator[str]:
    """Yield the texts of a piece in which a number belongs to the words beside it: a sentence, a row with its header, a heading."""
    evidence = piece.evidence
    lead = " ".join(place.text for place in evidence.places if place.kind != "heading")
    yield f"{lead} {evidence.text}"
    yield evidence.passage.heading()
    yield from (place.text for place in evidence.places)


def _in_range(number: str, texts: Sequence[str], question: str) -> bool:
    """Tell whether a text has a range that includes the number: "lockers 1 to 40" includes locker 12."""
    before = re.search(rf"([^\W\d_]+)\s+{re.escape(number)}(?!\w)", question)
    if not before or not number.isdigit():
        return False
    found = [_range(before.group(1), text) for text in texts]
    return any(int(match["first"]) <= int(number) <= int(match["last"]) for match in found if match)


def _range(noun: str, text: str) -> re.Match[str] | None:
    stem = re.escape(noun.rstrip("s"))
    return re.search(rf"\b{stem}(?:e?s)?\s+(?P<first>\d+)\s*(?:to|through|-|–|—|and)\s*(?P<last>\d+)\b", text, re.I)
