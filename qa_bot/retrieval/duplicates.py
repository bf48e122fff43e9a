"""Recognise passages and sentences that several documents share, such as syndicated articles."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

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
    groups: list[list[int]] = []
    sizes: list[int] = []  # of the set of the first text of each group
    holders: defaultdict[int, list[int]] = defaultdict(list)  # the groups whose first text has a shingle
    for position, text in enumerate(texts):
        own = shingles(text)
        shared = Counter(group for shingle in own if shingle in holders for group in holders[shingle])
        group = next((group for group in sorted(shared) if _is_same(len(own), sizes[group], shared[group])), None)
        if group is not None:
            groups[group].append(position)
            continue
        for shingle in own:
            holders[shingle].append(len(groups))
        groups.append([position])
        sizes.append(len(own))
    return tuple(tuple(group) for group in groups)


def _is_same(first: int, second: int, shared: int) -> bool:
    """Tell whether two sets of these sizes, which share so many shingles, are of near-copies."""
    smaller = min(first, second)
    return smaller >= 0.5 * max(first, second) and shared / smaller >= SAME_TEXT
