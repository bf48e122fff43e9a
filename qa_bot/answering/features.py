"""What the confidence is computed from: numbers that say how well the best piece answers the question."""

from collections.abc import Callable, Sequence

import numpy as np

from qa_bot.evidence.grading import Graded, best_piece
from qa_bot.models.protocols import Vectors
from qa_bot.text.question_form import answer_type, holds_answer_of_type, names
from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import STOP_WORDS, fold

# What a reader that locates answers says: how surely any passage answers, and whether the best piece's passage refutes what
# the question takes for granted.
LOCATED = ("best_passage", "refuted")
FEATURES = (*LOCATED, "relevance", "coverage_piece", "missing_names", "type_missing", "similarity")
# How much the span's score counts beside the log odds that a passage answers.
SPAN_SHARE = 0.5


def features(question: str, graded: Sequence[Graded], weight: Callable[[str], float]) -> Vectors:
    """Return the numbers named in FEATURES, shape (len(FEATURES),); `graded` is in order of score and not empty.

    `weight` gives the inverse document frequency of a stem. Coverage is the share of the question's weight found. What a
    reader does not tell is 0.
    """
    best = best_piece(graded)
    likely = [signs.answerable + SPAN_SHARE * signs.span for piece in graded if (signs := piece.passage)]
    wanted = content_stems(question)
    passages = {piece.evidence.passage.chunk_id: piece.evidence for piece in graded}
    held = frozenset[str]().union(*(content_stems(e.with_heading(e.passage.text)) for e in passages.values()))
    asked = {stem(fold(name)) for name in names(question) if fold(name) not in STOP_WORDS}
    similarities = [piece.evidence.similarity for piece in graded if piece.evidence.similarity is not None]
    return np.array(
        [
            max(likely, default=0.0),
            best.passage.refuted if best.passage else 0.0,
            best.relevance,
            _share(content_stems(best.evidence.with_heading(best.evidence.text)) & wanted, wanted, weight),
            len(asked & wanted - held),
            float(not holds_answer_of_type(answer_type(question), best.evidence.text, question)),
            max(similarities, default=0.0),
        ],
        np.float32,
    )


def _share(held: frozenset[str], wanted: frozenset[str], weight: Callable[[str], float]) -> float:
    total = sum(weight(s) for s in wanted)
    return sum(weight(s) for s in held) / total if total else 1.0
