"""Let the reranker read the shortlisted pieces and say how well each answers the question."""

from collections.abc import Sequence

import numpy as np
from pydantic import ConfigDict

from qa_bot.answering.evidence import Evidence
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Reranker, Vectors

# How many of the best pieces are read a second time, with the sentence before them.
READ_IN_CONTEXT = 4
# How much the reading in context counts beside the reading alone.
CONTEXT_WEIGHT = 0.5


class Graded(Frozen):
    """Be a piece with its grade, a logit; the states are the reranker's, where it tells them (shape (width,))."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    evidence: Evidence
    logit: float
    context_logit: float | None = None
    state: Vectors | None = None
    context_state: Vectors | None = None

    @property
    def grade(self) -> float:
        """Return the logit, averaged with the one in context where there is one."""
        if self.context_logit is None:
            return self.logit
        return (self.logit + CONTEXT_WEIGHT * self.context_logit) / (1 + CONTEXT_WEIGHT)


def grade(reranker: Reranker, question: str, evidence: Sequence[Evidence]) -> tuple[Graded, ...]:
    """Return the pieces graded, best first; the best few are read again in their context."""
    alone = reranker.score(question, [piece.with_heading(piece.text) for piece in evidence])
    order = [int(i) for i in np.argsort(-alone.logits, kind="stable")]
    first, rest = order[:READ_IN_CONTEXT], order[READ_IN_CONTEXT:]
    context = reranker.score(question, [evidence[i].with_heading(evidence[i].context) for i in first])
    again = [
        Graded(
            evidence=evidence[i],
            logit=float(alone.logits[i]),
            context_logit=float(context.logits[place]),
            state=None if alone.states is None else alone.states[i],
            context_state=None if context.states is None else context.states[place],
        )
        for place, i in enumerate(first)
    ]
    again.sort(key=lambda graded: -graded.grade)
    return (*again, *(Graded(evidence=evidence[i], logit=float(alone.logits[i])) for i in rest))
