"""Whether a sentence turns the words of a quote round: "the cook called the guard" for "the guard called the cook"."""

import re
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, words

# So large a share of its words must be the quote's: in other words things may well be said in another order.
NEARLY_ALL = 0.9
MODALS = frozenset({"may", "must", "might"})
_BY = re.compile(r"\bby\b", re.I)


class WordOrder(NamedTuple):
    """The order of a text's words: the stems of those that carry meaning, and how many a "by" the text has."""

    stems: tuple[str, ...]
    bys: int


def order_of(text: str, dated: Iterable[tuple[int, int]]) -> WordOrder:
    """Return the order of a text's words, without the stretches that are dates."""
    bys = len(_BY.findall(text))
    for start, end in sorted(dated, reverse=True):
        text = text[:start] + text[end:]
    kept = (word for word in words(text) if word not in STOP_WORDS and word not in MODALS and not word.isdigit())
    return WordOrder(tuple(stem(word) for word in kept), bys)


def turned_words(claimed: WordOrder, quoted: WordOrder) -> tuple[str, ...]:
    """Return two words of a sentence that stand the other way round in a quote, about one between them; () where none do.

    Only words that both have once are compared. A "by" in one of them alone is the other voice, which turns words rightly.
    """
    own, theirs = claimed.stems, quoted.stems
    if claimed.bys != quoted.bys or len(set(own) & set(theirs)) < NEARLY_ALL * len(set(own)):
        return ()
    shared = [word for word in own if own.count(word) == theirs.count(word) == 1]
    places = [theirs.index(word) for word in shared]
    for first, middle, last in combinations(range(len(places)), 3):
        if places[first] > places[middle] > places[last]:
            return shared[first], shared[last]
    return ()
