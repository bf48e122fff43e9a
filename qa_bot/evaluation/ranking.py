"""Ranking metrics on a run cut at ten, as trec_eval defines them for binary relevance.

A run is a ranked list of ids without repetitions; the relevant ids are a set that is not empty.
"""

import math
from collections.abc import Collection, Sequence

CUT = 10


def hit_at(k: int, run: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 if a relevant id is among the first k, else 0 (trec_eval: success_k)."""
    return float(any(item in relevant for item in run[:k]))


def recall_at(k: int, run: Sequence[str], relevant: Collection[str]) -> float:
    """Return the share of the relevant ids among the first k (trec_eval: recall_k)."""
    return sum(item in relevant for item in run[:k]) / len(relevant)


def all_at(k: int, run: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 if every relevant id is among the first k, else 0."""
    return float(recall_at(k, run, relevant) == 1.0)


def reciprocal_rank(run: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 / rank of the first relevant id of the cut run, else 0 (trec_eval: recip_rank; MRR is its mean)."""
    return next((1 / rank for rank, item in enumerate(run[:CUT], 1) if item in relevant), 0.0)


def ndcg(run: Sequence[str], relevant: Collection[str]) -> float:
    """Return the normalised discounted cumulative gain of the cut run (trec_eval: ndcg_cut_10).

    DCG is the sum of 1 / log2(rank + 1) over the relevant ids. Source: Järvelin and Kekäläinen, "Cumulated gain-based
    evaluation of IR techniques", TOIS 2002.
    """
    gained = sum(1 / math.log2(rank + 1) for rank, item in enumerate(run[:CUT], 1) if item in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), CUT) + 1))
    return gained / ideal


def average_precision(run: Sequence[str], relevant: Collection[str]) -> float:
    """Return the mean over the relevant ids of the precision at their ranks in the cut run (trec_eval: map_cut_10)."""
    found, total = 0, 0.0
    for rank, item in enumerate(run[:CUT], 1):
        if item in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def ranking_metrics(prefix: str, run: Sequence[str], relevant: Collection[str]) -> dict[str, float]:
    """Return every ranking metric under dotted names."""
    found = {f"{prefix}.hit_at_{k}": hit_at(k, run, relevant) for k in (1, 3, 5, 10)}
    found |= {f"{prefix}.recall_at_{k}": recall_at(k, run, relevant) for k in (1, 3, 5, 10)}
    found |= {f"{prefix}.all_at_{k}": all_at(k, run, relevant) for k in (5, 10)}
    found[f"{prefix}.mrr_at_10"] = reciprocal_rank(run, relevant)
    found[f"{prefix}.ndcg_at_10"] = ndcg(run, relevant)
    found[f"{prefix}.map_at_10"] = average_precision(run, relevant)
    return found
