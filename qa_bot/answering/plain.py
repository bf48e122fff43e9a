"""The answer in the documents' own words, and how sure it is."""

from typing import NamedTuple

from qa_bot.answer import Citation
from qa_bot.answering.absence import unknown_words
from qa_bot.answering.composition import compose
from qa_bot.answering.confidence import ConfidenceModel
from qa_bot.answering.features import FEATURES, features
from qa_bot.answering.reckoned import CONFIDENCE, answer_from_tables
from qa_bot.answering.rows import is_wrong_row, says_how_many, without_chance_rows
from qa_bot.answering.selection import in_reading_order, select
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import asks_the_same
from qa_bot.evidence.weighing import EVIDENCE_FROM, Weighing
from qa_bot.understanding.standalone import read_on
from qa_bot.understanding.understood import Understood

# The least confidence in an answer whose own question is asked word for word.
SURE = 0.95
# Below this share of the threshold, further passages are not read: they hardly ever answer there (benchmarks/README.md).
NEAR = 0.3


class Assessment(NamedTuple):
    """The confidence that the documents answer a question, between 0 and 1, and the features it was computed from, by name."""

    confidence: float
    features: dict[str, float]


class PlainAnswer(NamedTuple):
    """The text with its citations, the pieces it quotes (none if it was reckoned), the confidence, and how it was reckoned."""

    text: str
    citations: tuple[Citation, ...]
    chosen: tuple[Graded, ...]
    confidence: float
    reckoned: str = ""


def assess(understood: Understood, weighing: Weighing, model: ConfidenceModel) -> Assessment:
    """Return how surely the documents answer, before an answer is chosen."""
    if not understood.graded:
        return Assessment(0.0, {})
    scalars = features(understood.question, understood.graded, weighing.weight)
    confidence = 0.0 if understood.is_unmet else model.probability(scalars)
    return Assessment(confidence, dict(zip(FEATURES, (float(x) for x in scalars), strict=True)))


def assess_fully(
    understood: Understood, weighing: Weighing, model: ConfidenceModel, threshold: float
) -> tuple[Understood, Assessment]:
    """Return a question and how surely the documents answer it; where they nearly do, with more passages read if these do."""
    assessed = assess(understood, weighing, model)
    is_near = NEAR * threshold <= assessed.confidence < threshold
    is_read_in_passages = any(piece.passage for piece in understood.graded)
    # A follow-up was read in several wordings, each with what it demands.
    if not is_near or understood.readings or not is_read_in_passages:
        return understood, assessed
    wider = read_on(weighing, understood)
    again = assess(wider, weighing, model)
    return (wider, again) if again.confidence >= threshold else (understood, assessed)


def answer_plainly(understood: Understood, weighing: Weighing, assessed: float) -> PlainAnswer:
    """Return the answer reckoned from tables, or else the best pieces, worded and cited; `assessed` is the confidence so far."""
    question = understood.question
    reckoned = answer_from_tables(weighing.index, question, understood.candidates.passages[:EVIDENCE_FROM])
    if reckoned and not says_how_many(question, understood.graded):
        return PlainAnswer(reckoned.text, reckoned.citations, (), CONFIDENCE, reckoned.working)
    graded = without_chance_rows(question, understood.graded)
    chosen = in_reading_order(select(question, graded)) if graded else ()
    text, citations = compose(question, chosen)
    return PlainAnswer(text, citations, chosen, _confidence_in(chosen, understood, assessed))


def _confidence_in(chosen: tuple[Graded, ...], understood: Understood, assessed: float) -> float:
    """Return the confidence in the chosen pieces: none in a wrong row, a high one where the very question is asked."""
    unknown = unknown_words(understood.candidates)
    if chosen and is_wrong_row(understood.question, chosen[0], understood.graded, unknown):
        return 0.0
    if understood.is_unmet:
        return 0.0
    if any(asks_the_same(understood.question, piece.evidence) for piece in chosen):
        return max(assessed, SURE)
    return assessed
