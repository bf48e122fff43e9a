"""Let the reranker read the shortlisted pieces and say how well each answers the question."""

from collections.abc import Sequence

import numpy as np
from pydantic import ConfigDict

from qa_bot.answering.evidence import Evidence
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Reranker, Vectors


class Graded(Frozen):
    """Be a piece with the reranker's logit and, where it tells them, its states (shape (width,)), alone and in context."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    evidence: Evidence
    logit: float
    context_logit: float | None = None
    state: Vectors | None = None
    context_state: Vectors | None = None


def grade(reranker: Reranker, question: str, evidence: Sequence[Evidence]) -> tuple[Graded, ...]:
    """Return the pieces graded, best first; the best one is read again in its context, for the confidence in it."""
    scores = reranker.score(question, [piece.with_heading(piece.text) for piece in evidence])
    order = [int(i) for i in np.argsort(-scores.logits, kind="stable")]
    best = next((i for i in order if not evidence[i].is_list), order[0])
    context = reranker.score(question, [evidence[best].with_heading(evidence[best].context)])
    return tuple(
        Graded(
            evidence=evidence[i],
            logit=float(scores.logits[i]),
            state=None if scores.states is None else scores.states[i],
            context_logit=float(context.logits[0]) if i == best else None,
            context_state=context.states[0] if i == best and context.states is not None else None,
        )
        for i in order
    )


def best_sentence(graded: Sequence[Graded]) -> Graded:
    """Return the piece that was read in its context: the best one that is not a whole list."""
    return next((piece for piece in graded if piece.context_logit is not None), graded[0])
