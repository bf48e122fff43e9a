"""Why no answer is given: what the question asks for that the documents lack, and the quotes nearest to it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.answer import NearestQuote, Reason
from qa_bot.answering.composition import cite
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.heads import is_of_the_head
from qa_bot.retrieval.search import Candidates
from qa_bot.text.prompt_injection import addresses_a_model
from qa_bot.text.question_form import names, numbers
from qa_bot.text.terms import STOP_WORDS, fold, word_spans, words

MOST_NEAREST = 2
# A quote is near the question only if its passage has at least this relevance.
NEAREST_RELEVANCE = -2.0
# From these values on, a passage is on the question's subject and refutes what the question takes for granted.
PREMISE_RELEVANCE, PREMISE_REFUTED = 3.0, 2.0
# What may stand between a thing and its number: "locker no. 3".
_NO = r"(?:no\.?\s*|number\s+|#)?"


class Absence(NamedTuple):
    """Why the bot abstains: `missing` is what no document has, `known` what they have instead, in their own spelling."""

    reason: Reason
    missing: str | None = None
    known: str | None = None


def absence(question: str, unknown: frozenset[str], graded: Sequence[Graded]) -> Absence:
    """Return what the documents lack; `unknown` are the folded words of the question that no document has.

    `graded` is in order of score.
    """
    if named := _unknown_name(question, unknown):
        return Absence("other_subject", named)
    passages = {piece.evidence.passage.chunk_id: piece.evidence for piece in graded}
    texts = [piece.with_heading(piece.passage.text) for piece in passages.values()]
    if numbered := _unknown_number(question, texts, graded):
        return Absence("other_subject", numbered, _range_of(numbered, texts))
    signs = graded[0].passage if graded else None
    if signs and signs.relevance >= PREMISE_RELEVANCE and signs.refuted >= PREMISE_REFUTED:
        return Absence("false_premise")
    return Absence("not_in_corpus")


def unknown_words(candidates: Candidates) -> frozenset[str]:
    """Return the folded words of the question that no document has, except those that may be misspelt."""
    misspelt = {fold(typed) for typed, _ in candidates.corrections}
    return frozenset(fold(word) for word in candidates.unknown) - misspelt


def nearest_quotes(graded: Sequence[Graded]) -> tuple[NearestQuote, ...]:
    """Return quotes of the best pieces, at most two; none if no passage is near. `graded` is in order of score."""
    found: dict[str, NearestQuote] = {}
    for piece in graded:
        if piece.evidence.is_list or piece.relevance < NEAREST_RELEVANCE or addresses_a_model(piece.evidence.text):
            continue
        if is_of_the_head(piece.evidence):
            continue
        if len(found) == MOST_NEAREST:
            break
        place = cite(1, piece.evidence.passage, piece.evidence.start, piece.evidence.end)
        found.setdefault(
            " ".join(words(place.quote)),
            NearestQuote(
                corpus=place.corpus,
                source=place.source,
                quote=place.quote,
                start=place.start,
                end=place.end,
                line_start=place.line_start,
                line_end=place.line_end,
            ),
        )
    return tuple(found.values())


def _unknown_name(question: str, unknown: frozenset[str]) -> str | None:
    """Return the question's first name with no word in any document, together with the names beside it."""
    asked = {fold(name) for name in names(question)}
    run: list[str] = []
    for start, end in word_spans(question):
        word = question[start:end]
        if fold(word) in asked:
            run.append(word)
        elif run and not set(map(fold, run)) <= unknown:
            run = []
        elif run:
            break
    return " ".join(run) if run and set(map(fold, run)) <= unknown else None


def _unknown_number(question: str, texts: Sequence[str], graded: Sequence[Graded]) -> str | None:
    """Return the first number of the question that no text has, with the word before it: "locker 712".

    A number that stands elsewhere is not known either where it names one of several things: "4 euros 50" is not locker 50.
    """
    known = {word for text in texts for word in words(text)}
    for number in numbers(question):
        noun = _noun_before(number, question)
        is_known = fold(number) in known and not (noun and _is_of_others(noun, number, question, graded))
        if not is_known and not _in_range(number, texts, question):
            return f"{noun} {number}" if noun else number
    return None


def _noun_before(number: str, question: str) -> str | None:
    before = re.search(rf"([^\W\d_]+)\s+{_NO}{re.escape(number)}(?!\w)", question, re.I)
    return before.group(1) if before and fold(before.group(1)) not in STOP_WORDS else None


def _is_of_others(noun: str, number: str, question: str, graded: Sequence[Graded]) -> bool:
    """Tell whether the documents number such things, "locker 3", and have this number nowhere with one.

    The number of an amount, "50 euros", names no thing.
    """
    if re.search(rf"\b{re.escape(number)}(?:\s*[€$£%]|\s+[a-z]+s\b)", question):
        return False
    stem = re.escape(noun.rstrip("s"))
    told = [text for piece in graded for text in _told_with(piece)]
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


def _range_of(numbered: str, texts: Sequence[str]) -> str | None:
    """Return the range that a text names for what the number counts, like "lockers 1 to 40"; None if no text has one."""
    noun = numbered.split()[0]
    found = next((match.group() for text in texts if (match := _range(noun, text))), None)
    return found[0].lower() + found[1:] if found and noun[0].islower() else found


def _range(noun: str, text: str) -> re.Match[str] | None:
    if noun.isdigit():
        return None
    stem = re.escape(noun.rstrip("s"))
    return re.search(rf"\b{stem}(?:e?s)?\s+(?P<first>\d+)\s*(?:to|through|-|–|—|and)\s*(?P<last>\d+)\b", text, re.I)
