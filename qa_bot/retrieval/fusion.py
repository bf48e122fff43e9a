"""Fuse ranked lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

# The constant of the paper; on the development sets, values between 20 and 60 make no difference.
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


def convex_combination(scorings: Iterable[tuple[float, Mapping[int, float]]]) -> tuple[tuple[int, float], ...]:
    """Return (id, score) pairs, best first: the weighted mean of normalised scores; 0 for what a search did not find.

    Source: Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023.
    """
    totals: defaultdict[int, float] = defaultdict(float)
    weights = 0.0
    for weight, scoring in scorings:
        weights += weight
        for item, score in scoring.items():
            totals[item] += weight * score
    return tuple(sorted(((item, total / weights) for item, total in totals.items()), key=lambda pair: -pair[1]))


def normalised(scores: Mapping[int, float], lowest: float | None = None) -> dict[int, float]:
    """Return scores scaled from 0 for `lowest` (by default the smallest score) to 1 for the largest."""
    if not scores:
        return {}
    floor = min(scores.values()) if lowest is None else lowest
    spread = max(scores.values()) - floor
    return {item: (score - floor) / spread if spread > 0 else 1.0 for item, score in scores.items()}
