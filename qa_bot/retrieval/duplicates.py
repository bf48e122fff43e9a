"""Recognise passages and sentences that several documents share, such as syndicated articles."""

from collections.abc import Sequence
from functools import lru_cache

from qa_bot.text.terms import words

SHINGLE_WORDS = 4
# Two copies of an agency text differ by a spelling or a dateline; two reports of one event share far less.
SAME_TEXT = 0.75


@lru_cache(maxsize=2_000)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of four folded words of a text (all its words if it has fewer)."""
    folded = words(text)
    last = max(len(folded) - SHINGLE_WORDS + 1, 1)
    return frozenset(tuple(folded[i : i + SHINGLE_WORDS]) for i in range(last))


def containment(first: frozenset[tuple[str, ...]], second: frozenset[tuple[str, ...]]) -> float:
    """Return the share of the smaller set that the larger one holds, between 0 and 1.

    Source: Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
    """
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def group_duplicates(texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the texts in groups of near-duplicates; the first text represents its group."""
    sets = [shingles(text) for text in texts]
    groups: list[list[int]] = []
    for position, own in enumerate(sets):
        for group in groups:
            leader = sets[group[0]]
            similar_length = min(len(own), len(leader)) >= 0.5 * max(len(own), len(leader))
            if similar_length and containment(own, leader) >= SAME_TEXT:
                group.append(position)
                break
        else:
            groups.append([position])
    return tuple(tuple(group) for group in groups)
