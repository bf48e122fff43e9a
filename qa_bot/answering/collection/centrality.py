"""Choose the most central of some texts by their vectors, without saying the same twice."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa_bot.models.protocols import Vectors

Weights = NDArray[np.float64]
# The weight of what a text has in common with those already chosen.
SAMENESS = 0.5
# Chosen from are this many times as many as are wanted, those of the greatest weight: an aside is unlike all others.
AMONG = 3


def centrality(vectors: Vectors) -> Weights:
    """Return how central each text is among all, shape (texts,), from 0 to 1 for the most central.

    The mean similarity to the others, in deviations from the mean. Source: Erkan and Radev, "LexRank: Graph-based lexical
    centrality as salience in text summarization", JAIR 2004 (degree centrality, here without a threshold).
    """
    return scaled(vectors.astype(np.float64) @ vectors.mean(axis=0, dtype=np.float64))


def scaled(values: Weights) -> Weights:
    """Return values stretched so that the least is 0 and the greatest 1."""
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def choose_diverse(
    vectors: Vectors, weights: Sequence[float] | Weights, most: int, first: Sequence[int] = ()
) -> tuple[int, ...]:
    """Return the places of at most `most` texts of great weight and little in common, in the order chosen.

    Those of `first` are chosen already. Maximal marginal relevance. Source: Carbonell and Goldstein, "The use of MMR,
    diversity-based reranking for reordering documents and producing summaries", SIGIR 1998.
    """
    worth = np.array(weights, np.float64)
    alike = scaled((vectors @ vectors.T).astype(np.float64))
    worth[np.argsort(-worth, kind="stable")[AMONG * most :]] = -np.inf
    chosen = list(first)
    nearest = alike[chosen].max(axis=0, initial=0.0)
    while len(chosen) < min(most, len(worth)):
        marginal = worth - SAMENESS * nearest
        marginal[chosen] = -np.inf
        best = int(marginal.argmax())
        chosen.append(best)
        nearest = np.maximum(nearest, alike[best])
    return tuple(chosen)
