"""What the confidence is computed from: numbers that say how well the best piece answers the question."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from qa_bot.evidence.grading import Graded, PassageSigns, best_piece
from qa_bot.evidence.pieces import Evidence
from qa_bot.models.protocols import Vectors
from qa_bot.text.question_form import answer_type, holds_answer_of_type, names
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold

# From a reader that locates answers: how surely any passage answers, and any piece by itself; whether the best piece's passage
# refutes what the question takes for granted, and how many of the passages that were read are more similar to the question.
LOCATED = ("best_passage", "best_alone", "refuted", "more_similar")
FEATURES = (*LOCATED, "relevance", "coverage_piece", "missing_names", "type_missing", "similarity")
# The weight of the span's score; the log odds that a text answers have weight 1.
SPAN_SHARE = 0.5


def features(question: str, graded: Sequence[Graded], weight: Callable[[str], float]) -> Vectors:
    """Return the numbers named in FEATURES, shape (len(FEATURES),); `graded` is in order of score and not empty.

    `weight` gives the inverse document frequency of a stem. Coverage is the share of the question's weight that is found. A
    number that the reader does not give is 0.
    """
    best = best_piece(graded)
    wanted = content_stems(question)
    passages = {piece.evidence.passage.chunk_id: piece.evidence for piece in graded}.values()
    similarities = [piece.evidence.similarity for piece in graded if piece.evidence.similarity is not None]
    return np.array(
        [
            _likeliest(piece.passage for piece in graded),
            _likeliest(piece.alone for piece in graded),
            best.passage.refuted if best.passage else 0.0,
            _more_similar(best.evidence, passages) if best.passage else 0,
            best.relevance,
            _share(content_stems(best.evidence.with_heading(best.evidence.text)) & wanted, wanted, weight),
            len(_names_asked(question) & wanted - _stems_held(passages)),
            float(not holds_answer_of_type(answer_type(question), best.evidence.text, question)),
            max(similarities, default=0.0),
        ],
        np.float32,
    )


def _names_asked(question: str) -> frozenset[str]:
    return frozenset(stem(fold(name)) for name in names(question) if fold(name) not in STOP_WORDS)


def _stems_held(passages: Iterable[Evidence]) -> frozenset[str]:
    return frozenset[str]().union(*(content_stems(e.with_heading(e.passage.text)) for e in passages))


def _likeliest(read: Iterable[PassageSigns | None]) -> float:
    return max((signs.answerable + SPAN_SHARE * signs.span for signs in read if signs), default=0.0)


def _more_similar(best: Evidence, passages: Iterable[Evidence]) -> int:
    """Return how many passages are more similar to the question than the best piece's."""
    return sum((evidence.similarity or 0.0) > (best.similarity or 0.0) for evidence in passages)


def _share(held: frozenset[str], wanted: frozenset[str], weight: Callable[[str], float]) -> float:
    total = sum(weight(s) for s in wanted)
    return sum(weight(s) for s in held) / total if total else 1.0
