"""What the confidence is computed from: numbers that say how well the best piece answers the question."""

from collections.abc import Callable, Sequence

import numpy as np

from qa_bot.answering.evidence import Evidence
from qa_bot.answering.grading import Graded, best_piece
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Vectors
from qa_bot.text.questions import answer_type, holds_answer_of_type, names, numbers
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold, words


class Vocabulary(Frozen):
    """What the corpus as a whole says of the question's words.

    `unknown` are the folded words that no document contains and that resemble none it does, `resembling` those that may be
    another spelling of one.
    """

    unknown: frozenset[str] = frozenset()
    resembling: frozenset[str] = frozenset()


FEATURES = (
    "relevance",
    "span",
    "answering",
    "answerable",
    "supported",
    "refuted",
    "best_passage",
    "score_gap",
    "coverage_piece",
    "coverage_passage",
    "heaviest_missing",
    "missing_names",
    "missing_numbers",
    "unknown_words",
    "unknown_names",
    "resembling_words",
    "type_missing",
    "question_words",
    "similarity",
)
# What a reader that does not locate answers leaves at 0.
LOCATED = ("span", "answering", "answerable", "supported", "refuted", "best_passage")
MOST_GAP = 5.0
# How much the span's score counts beside the log odds that a passage answers.
SPAN_SHARE = 0.5


def features(question: str, graded: Sequence[Graded], vocabulary: Vocabulary, weight: Callable[[str], float]) -> Vectors:
    """Return the numbers named in FEATURES, shape (len(FEATURES),); `graded` is in order of score and not empty.

    `weight` gives the inverse document frequency of a stem. Coverage is the share of the question's weight found.
    """
    best = best_piece(graded)
    return np.array(
        [*_read(best, graded), *_worded(question, best, graded, vocabulary, weight)],
        np.float32,
    )


def _read(best: Graded, graded: Sequence[Graded]) -> list[float]:
    """Return what the reader says: of the best piece, of its passage, of the best passage, and how far ahead the piece is."""
    scores = sorted((piece.score for piece in graded if not piece.evidence.is_list), reverse=True)
    gap = scores[0] - scores[1] if len(scores) > 1 else MOST_GAP
    likely = [signs.answerable + SPAN_SHARE * signs.span for piece in graded if (signs := piece.passage)]
    own = best.passage
    return [
        best.relevance,
        best.span or 0.0,
        best.answering or 0.0,
        own.answerable if own else 0.0,
        own.supported if own else 0.0,
        own.refuted if own else 0.0,
        max(likely, default=0.0),
        min(gap, MOST_GAP),
    ]


def _worded(
    question: str, best: Graded, graded: Sequence[Graded], vocabulary: Vocabulary, weight: Callable[[str], float]
) -> list[float]:
    """Return what the words say: how many of the question's the piece, its passage and any passage read have, and which not."""
    wanted = content_stems(question)
    held_by_piece = content_stems(best.evidence.with_heading(best.evidence.text))
    passages = {piece.evidence.passage.chunk_id: piece.evidence for piece in graded}
    held = frozenset[str]().union(*(content_stems(e.with_heading(e.passage.text)) for e in passages.values()))
    missing = wanted - held
    asked_names = [name for name in names(question) if fold(name) not in STOP_WORDS]
    similarities = [piece.evidence.similarity for piece in graded if piece.evidence.similarity is not None]
    return [
        _share(held_by_piece & wanted, wanted, weight),
        _share(content_stems(best.evidence.with_heading(best.evidence.passage.text)) & wanted, wanted, weight),
        max((weight(s) for s in missing), default=0.0),
        sum(stem(fold(name)) in missing for name in asked_names),
        sum(not _has_number(best.evidence, number) for number in numbers(question)),
        len(vocabulary.unknown),
        sum(fold(name) in vocabulary.unknown for name in asked_names),
        len(vocabulary.resembling),
        float(not holds_answer_of_type(answer_type(question), best.evidence.text, question)),
        float(np.log1p(len(wanted))),
        max(similarities, default=0.0),
    ]


def _share(held: frozenset[str], wanted: frozenset[str], weight: Callable[[str], float]) -> float:
    total = sum(weight(s) for s in wanted)
    return sum(weight(s) for s in held) / total if total else 1.0


def _has_number(evidence: Evidence, number: str) -> bool:
    return fold(number) in words(evidence.with_heading(evidence.passage.text))
