"""Fuse ranked lists."""

from collections import defaultdict
from collections.abc import Sequence

# The constant of the paper; retrieval on the development sets does not depend on it between 20 and 60.
RRF_K = 60


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], k: int = RRF_K) -> tuple[tuple[int, float], ...]:
    """Return (id, score) pairs, best first: score(d) = sum over the rankings of 1 / (k + rank of d), ranks from 1.

    Source: Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning
    Methods", SIGIR 2009. Ties keep the order of first appearance.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, 1):
            scores[item] += 1 / (k + rank)
    return tuple(sorted(scores.items(), key=lambda pair: -pair[1]))
