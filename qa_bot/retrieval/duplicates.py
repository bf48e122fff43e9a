"""Recognise passages and sentences that several documents share, such as syndicated articles."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from qa_bot.text.terms import words

SHINGLE_WORDS = 4
# Two copies of an agency text differ by a spelling or a dateline; two reports of one event share far less.
SAME_TEXT = 0.75


@lru_cache(maxsize=2_000)
def shingles(text: str) -> frozenset[int]:
    """Return the hashes of the runs of four folded words of a text (of all its words if it has fewer)."""
    folded = words(text)
    if len(folded) < SHINGLE_WORDS:
        return frozenset((hash(tuple(folded)),))
    return frozenset(map(hash, zip(*(folded[first:] for first in range(SHINGLE_WORDS)), strict=False)))


def containment(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the share of the smaller set that the larger one holds, between 0 and 1.

    Source: Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
    """
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def group_duplicates(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the texts in groups of near-duplicates; the first text represents its group."""
    if not texts:
        return ()
    sets = [shingles(text) for text in texts]
    shared = _shared(sets)
    groups: list[list[int]] = []
    for position, own in enumerate(sets):
        for group in groups:
            if shared[group[0], position] and _is_same(len(own), len(sets[group[0]]), shared[group[0], position]):
                group.append(position)
                break
        else:
            groups.append([position])
    return tuple(tuple(group) for group in groups)


def _shared(sets: Sequence[frozenset[int]]) -> NDArray[np.int64]:
    """Return how many members any two sets share, shape (sets, sets); only above the diagonal.

    All members are sorted together, so that equal ones stand side by side: most belong to one set alone.
    """
    number = len(sets)
    members = np.fromiter(chain.from_iterable(sets), np.int64, sum(map(len, sets)))
    order = np.argsort(members, kind="stable")
    members, owners = members[order], np.repeat(np.arange(number), [len(one) for one in sets])[order]
    shared = np.zeros(number * number, np.int64)
    for apart in range(1, number):
        equal = members[apart:] == members[:-apart]
        if not equal.any():
            break
        pairs = owners[:-apart][equal] * number + owners[apart:][equal]
        shared += np.bincount(pairs, minlength=number * number)
    return shared.reshape(number, number)


def _is_same(first: int, second: int, shared: int) -> bool:
    """Tell whether two sets of these sizes, which share so many shingles, are of near-copies."""
    smaller = min(first, second)
    return smaller >= 0.5 * max(first, second) and shared / smaller >= SAME_TEXT
