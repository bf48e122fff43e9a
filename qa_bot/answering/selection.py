"""Choose the few pieces that make the answer, and put them in an order that reads well."""

from collections.abc import Iterator, Sequence

from qa_bot.answering.contradictions import (
    asks_for_amount,
    counts_differ,
    dates_differ,
    differ_in_wording_alone,
    other_versions,
)
from qa_bot.evidence.grading import Graded, best_piece
from qa_bot.passage import UnitKind
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.text.question_form import answer_type, is_open, names, wants_list, wants_several_parts
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, words
from qa_bot.verification.statement import Statement, statement_of

# A piece is added if its score is within this much of the best one's (benchmarks/README.md measures other values).
MARGIN = 1.0
# A whole list is shown instead of one of its items if its score is within this much of the item's.
LIST_MARGIN = 2.0
MAX_WORDS = 80
MAX_SENTENCES = 3
# The same limits for questions that ask for several things.
LIST_MAX_WORDS = 130
LIST_MAX_SENTENCES = 5
MAX_FILES = 3
# Kinds of which a second piece is added only if the question asks for several things: the next row is about something else.
LONE: tuple[UnitKind, ...] = ("row", "record", "field", "item", "answer", "definition", "log_line")
# A sentence that shares at least this part of its four-word runs with another one repeats it.
SAME_STATEMENT = 0.6
# A piece of another document that gives another number or date is added even at a lower score: within this much of the best
# one's, and above RIVAL_LEAST.
RIVAL_MARGIN = 7.0
RIVAL_LEAST = 0.0
# A piece of another document in which the reader sees another answer is added if it is nearly as good.
CLOSE_RIVAL = 2.0
MAX_OTHER_SIDES = 2


def select(question: str, graded: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return the pieces that answer, best first, and then pieces of other documents that contradict them.

    `graded` is in order of score and not empty.
    """
    several = wants_list(question) or wants_several_parts(question)
    most_words = LIST_MAX_WORDS if several else MAX_WORDS
    most_pieces = LIST_MAX_SENTENCES if several else MAX_SENTENCES
    prefers_lists = several or is_open(question) or _names_the_whole(question, graded)
    best = _best(graded, prefers_lists)
    chosen = [best]
    taken = len(best.evidence.text.split())
    for piece in graded:
        if len(chosen) == most_pieces or piece.score < graded[0].score - MARGIN:
            break
        length = len(piece.evidence.text.split())
        if piece.evidence.is_list or taken + length > most_words or _is_repetition(piece, chosen):
            continue
        if piece.evidence.kind == "furniture" or (not several and piece.evidence.kind == best.evidence.kind in LONE):
            continue
        if len({c.evidence.passage.source for c in (*chosen, piece)}) > MAX_FILES:
            continue
        chosen.append(_whole_list(piece, graded) if prefers_lists and piece.evidence.kind == "item" else piece)
        taken += length
    return (*chosen, *_other_sides(question, graded, chosen))


def in_reading_order(chosen: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return the pieces document by document, the best piece's document first, each document from top to bottom."""
    documents = list(dict.fromkeys(piece.evidence.passage.document_id for piece in chosen))
    return tuple(sorted(chosen, key=lambda g: (documents.index(g.evidence.passage.document_id), g.evidence.start)))


def _best(graded: Sequence[Graded], prefers_lists: bool) -> Graded:
    """Return the best piece. A whole list counts only if a list is wanted; then it replaces its introduction or items."""
    best = next((piece for piece in graded if not piece.evidence.is_list or prefers_lists), graded[0])
    return _whole_list(best, graded) if prefers_lists and not best.evidence.is_list else best


def _whole_list(piece: Graded, graded: Sequence[Graded]) -> Graded:
    """Return the longest list that holds the piece and scores not much worse, else the piece."""
    lists = [
        whole
        for whole in graded
        if whole.evidence.is_list and _within(piece, whole) and whole.score >= piece.score - LIST_MARGIN
    ]
    return max(lists, key=lambda whole: len(whole.evidence.text), default=piece)


def _names_the_whole(question: str, graded: Sequence[Graded]) -> bool:
    """Tell whether a question asks for what a list as a whole is: for all that its heading or introduction says, and no more.

    "What is in the box?" asks for the list under "Parts in the box".
    """
    best = best_piece(graded)
    wanted = content_stems(question)
    if best.evidence.kind != "item" or not wanted or answer_type(question) in ("time", "number", "reason"):
        return False
    above = " ".join(place.text for place in best.evidence.places)
    return wanted <= content_stems(best.evidence.with_heading(above))


def _within(inner: Graded, outer: Graded) -> bool:
    same = inner.evidence.passage.document_id == outer.evidence.passage.document_id
    return same and outer.evidence.start <= inner.evidence.start and inner.evidence.end <= outer.evidence.end


def _is_repetition(piece: Graded, chosen: Sequence[Graded]) -> bool:
    return any(_within(piece, other) or _says_again(piece, other) for other in chosen)


def _says_again(piece: Graded, other: Graded) -> bool:
    if containment(shingles(piece.evidence.text), shingles(other.evidence.text)) < SAME_STATEMENT:
        return False
    return not _in_other_documents(piece, [other]) or differ_in_wording_alone(_statement(piece), _statement(other))


def _other_sides(question: str, graded: Sequence[Graded], chosen: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return pieces of other documents that contradict the chosen ones: near-copies, and rivals of the best piece."""
    found: list[Graded] = []
    for piece in (*_versions(chosen), *_rivals(question, graded, chosen)):
        if len(found) < MAX_OTHER_SIDES and not _is_repetition(piece, (*chosen, *found)):
            found.append(piece)
    return tuple(found)


def _versions(chosen: Sequence[Graded]) -> Iterator[Graded]:
    for piece in chosen:
        for version in other_versions(piece.evidence):
            yield piece.model_copy(update={"evidence": version, "answer": None})


def _rivals(question: str, graded: Sequence[Graded], chosen: Sequence[Graded]) -> Iterator[Graded]:
    """Yield the pieces of other documents that give another answer than the best piece.

    They must be about the same thing: their passages have the question's names. A number stands beside what it counts, but a
    date does not, so for dates a piece must also have all of the question's words that the best piece has.
    """
    best = chosen[0]
    least = max(best.score - RIVAL_MARGIN, RIVAL_LEAST)
    asked = frozenset(stem(fold(name)) for name in names(question))
    shared = (content_stems(question) & _around(best)) - asked
    for piece in graded:
        if piece.score < least:
            return
        if piece.evidence.is_list or not _in_other_documents(piece, chosen):
            continue
        if not asked <= content_stems(piece.evidence.with_heading(piece.evidence.passage.text)):
            continue
        first, second = _statement(best), _statement(piece)
        speaks_of_it = shared <= _around(piece)
        if (
            (asks_for_amount(question) and counts_differ(first, second))
            or (answer_type(question) == "time" and speaks_of_it and dates_differ(first, second))
            or (piece.score >= best.score - CLOSE_RIVAL and (asked or speaks_of_it) and _answers_otherwise(best, piece))
        ):
            yield piece


def _answers_otherwise(best: Graded, piece: Graded) -> bool:
    """Tell whether the answers that the reader marks in two pieces have no number, or no content word, in common."""
    first, second = (
        frozenset(stem(word) for start, end in found.answers for word in words(found.evidence.passage.slice(start, end)))
        - STOP_WORDS
        for found in (best, piece)
    )
    figures, others = ({word for word in said if any(c.isdigit() for c in word)} for said in (first, second))
    if figures and others:
        return not figures & others
    return bool(first and second) and not first & second


def _statement(piece: Graded) -> Statement:
    return statement_of(piece.evidence.text)


def _in_other_documents(piece: Graded, chosen: Sequence[Graded]) -> bool:
    return all(piece.evidence.passage.document_id != other.evidence.passage.document_id for other in chosen)


def _around(piece: Graded) -> frozenset[str]:
    return content_stems(piece.evidence.with_heading(piece.evidence.context))
