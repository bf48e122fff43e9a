"""Why no answer is given: what the question asks for that the documents lack, and the quotes nearest to it."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import NearestQuote, Reason
from qa_bot.answering.composition import cite
from qa_bot.answering.numbered import unknown_number
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.heads import is_of_the_head
from qa_bot.retrieval.search import Candidates
from qa_bot.text.prompt_injection import addresses_a_model
from qa_bot.text.question_form import names, numbers
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import fold, word_spans, words

MOST_NEAREST = 2
# A quote is near the question only if its passage has at least this relevance.
NEAREST_RELEVANCE = -2.0
# From these values on, a passage is on the question's subject and refutes what the question takes for granted.
PREMISE_RELEVANCE, PREMISE_REFUTED = 3.0, 2.0
# So many words of a question, besides its numbers, make a piece that has them all near.
FEWEST_WORDS = 2


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
    if numbered := unknown_number(question, graded):
        return Absence("other_subject", numbered.told, numbered.others)
    signs = graded[0].passage if graded else None
    if signs and signs.relevance >= PREMISE_RELEVANCE and signs.refuted >= PREMISE_REFUTED:
        return Absence("false_premise")
    return Absence("not_in_corpus")


def unknown_words(candidates: Candidates) -> frozenset[str]:
    """Return the folded words of the question that no document has, except those that may be misspelt."""
    misspelt = {fold(typed) for typed, _ in candidates.corrections}
    return frozenset(fold(word) for word in candidates.unknown) - misspelt


def nearest_quotes(question: str, graded: Sequence[Graded]) -> tuple[NearestQuote, ...]:
    """Return quotes of the best pieces, at most two; none if no passage is near. `graded` is in order of score."""
    found: dict[str, NearestQuote] = {}
    for piece in graded:
        if piece.evidence.is_list or addresses_a_model(piece.evidence.text) or is_of_the_head(piece.evidence):
            continue
        if piece.relevance < NEAREST_RELEVANCE and not _has_all_but_the_number(question, piece):
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


def _has_all_but_the_number(question: str, piece: Graded) -> bool:
    """Tell whether a piece has all words of a question but its numbers: "a locker costs 35 euros" for the cost of locker 12.

    To the reader such a piece is far: it takes it to be about another locker.
    """
    figures = numbers(question)
    wanted = content_stems(question) - {stem(fold(figure)) for figure in figures}
    return bool(figures) and len(wanted) >= FEWEST_WORDS and wanted <= content_stems(piece.evidence.text)
