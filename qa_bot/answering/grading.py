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
    """Return the pieces graded, best first."""
    scores = reranker.score(question, [piece.with_heading(piece.text) for piece in evidence])
    return tuple(
        Graded(
            evidence=evidence[i],
            logit=float(scores.logits[i]),
            state=None if scores.states is None else scores.states[i],
        )
        for i in np.argsort(-scores.logits, kind="stable")
    )


def read_best_in_context(reranker: Reranker, question: str, graded: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return the pieces with the best one read again in its context, for the confidence in it; `graded` is not empty."""
    best = _best_sentence(graded)
    evidence = graded[best].evidence
    context = reranker.score(question, [evidence.with_heading(evidence.context)])
    read = graded[best].model_copy(
        update={
            "context_logit": float(context.logits[0]),
            "context_state": None if context.states is None else context.states[0],
        }
    )
    return (*graded[:best], read, *graded[best + 1 :])


def best_logit(graded: Sequence[Graded]) -> float:
    """Return the logit of the best piece that is not a whole list; `graded` is in order of logit and not empty."""
    return graded[_best_sentence(graded)].logit


def best_sentence(graded: Sequence[Graded]) -> Graded:
    """Return the piece that was read in its context: the best one that is not a whole list."""
    return next((piece for piece in graded if piece.context_logit is not None), graded[0])


def _best_sentence(graded: Sequence[Graded]) -> int:
    return next((position for position, piece in enumerate(graded) if not piece.evidence.is_list), 0)
