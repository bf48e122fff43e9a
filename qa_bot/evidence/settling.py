"""Read the likeliest passages first, and the others only if these do not settle the question."""

from collections.abc import Sequence

from qa_bot.evidence.grading import SERIES, Graded, best_piece, grade_in_passages, grade_readings, read_passages
from qa_bot.evidence.pieces import Evidence
from qa_bot.models.protocols import Reader
from qa_bot.retrieval.search import Candidate
from qa_bot.text.question_form import wants_list, wants_several_parts

# How many passages are read first.
FIRST = 4
# From these log odds on that its passage answers, a piece settles a question, if its span scores at least this.
SETTLED, SETTLED_SPAN = 2.0, 0.0
# Pieces of further passages are looked at only if one of these answers with at least these log odds.
LEAST_ANSWERING = -2.0
# A passage of another document may say otherwise unless it is less similar to the question by more than this.
LESS_SIMILAR = 0.02


def grade_until_settled(
    reader: Reader, question: str, candidates: Sequence[Candidate], wanted: frozenset[str]
) -> tuple[Graded, ...]:
    """Return the pieces of passages, graded, best first; of the first passages alone if they settle the question.

    `wanted` are the stems of the question's words.
    """
    first, others = candidates[:FIRST], candidates[FIRST:]
    readings = read_passages(reader, question, first)
    graded = grade_readings(question, first, readings, wanted)
    if not others or is_settled(question, graded, others):
        return graded
    return grade_readings(question, candidates, (*readings, *read_passages(reader, question, others)), wanted)


def grade_if_answering(
    reader: Reader, question: str, candidates: Sequence[Candidate], wanted: frozenset[str]
) -> tuple[Graded, ...]:
    """Return the pieces of passages, graded, best first; none if no passage comes near to answering."""
    graded = grade_in_passages(reader, question, candidates, wanted)
    return graded if any(piece.passage and piece.passage.answerable >= LEAST_ANSWERING for piece in graded) else ()


def is_settled(question: str, graded: Sequence[Graded], unread: Sequence[Candidate]) -> bool:
    """Tell whether the best piece clearly answers, and no unread passage is likely to have more to say.

    A question for several things is never settled, nor one that a row or a field answers: the next one may fit better.
    """
    if not graded or wants_list(question) or wants_several_parts(question):
        return False
    best = best_piece(graded)
    if best.passage is None or best.span is None or best.evidence.kind in SERIES:
        return False
    is_clear = best.passage.answerable >= SETTLED and best.span >= SETTLED_SPAN
    return is_clear and not any(_may_say_otherwise(candidate, best.evidence) for candidate in unread)


def _may_say_otherwise(candidate: Candidate, best: Evidence) -> bool:
    is_similar = (candidate.similarity or 0.0) >= (best.similarity or 0.0) - LESS_SIMILAR
    return is_similar and candidate.passage.document_id != best.passage.document_id
