"""Exact search: every vector is compared with the question's. For few chunks that is faster than to open Chroma."""

from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit
from qa_bot.storage.database import Row

# Up to this many chunks are compared one by one: 30 MB of vectors of 384 dimensions.
MOST_EXACT = 20_000
# How far the square of a vector's length may be from 1: float32, and what a model rounds.
LENGTH_TOLERANCE = 0.01


class ExactVectors(NamedTuple):
    """Unit vectors in memory, shape (chunks, dimensions), and the ids of their chunks."""

    ids: NDArray[np.int64]
    vectors: Vectors

    def search(self, vector: Vectors, limit: int, only: Collection[int] | None = None) -> tuple[Hit, ...]:
        """Return the chunks, or `only` some of them, nearest to a unit vector, best first; scores are cosine similarities."""
        if not len(self.ids):
            return ()
        scores = self.vectors @ vector
        if only is not None:
            scores = np.where(np.isin(self.ids, list(only)), scores, -np.inf)
        best = _highest(scores, limit)
        return tuple(Hit(chunk_id=int(self.ids[i]), score=float(scores[i])) for i in best if np.isfinite(scores[i]))


def search_parts(parts: Iterable[ExactVectors], vector: Vectors, limit: int) -> tuple[Hit, ...]:
    """Return the chunks nearest to a unit vector, best first, of vectors that are too many to be in memory at once."""
    best: tuple[Hit, ...] = ()
    for part in parts:
        best = tuple(nlargest(limit, (*best, *part.search(vector, limit)), key=lambda hit: hit.score))
    return best


def _highest(scores: Vectors, limit: int) -> NDArray[np.int64]:
    """Return the places of the highest scores, best first, equal ones in their order: a sort of all takes most of a search."""
    if len(scores) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        among = np.flatnonzero(scores >= least)
        return among[np.argsort(-scores[among], kind="stable")][:limit]
    return np.argsort(-scores, kind="stable")


def exact_vectors(rows: Sequence[Row]) -> ExactVectors:
    """Return the vectors of rows with `id` and `vector`."""
    found = np.frombuffer(b"".join(row["vector"] for row in rows), np.float32)
    return ExactVectors(np.array([row["id"] for row in rows], np.int64), found.reshape(len(rows), -1) if rows else found)


def have_unit_length(found: ExactVectors) -> bool:
    """Tell whether all vectors have the length that they were computed with, which most damage changes."""
    squares = np.einsum("ij,ij->i", found.vectors, found.vectors) if len(found.ids) else np.ones(0)
    return bool(np.all(np.abs(squares - 1) < LENGTH_TOLERANCE))
