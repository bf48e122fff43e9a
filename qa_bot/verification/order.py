"""Whether a sentence turns the words of a quote round: "the cook called the guard" for "the guard called the cook"."""

import re
from itertools import combinations

from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, words
from qa_bot.verification.dates import dates_in

# So large a share of its words must be the quote's: in other words things may well be said in another order.
NEARLY_ALL = 0.9
MODALS = frozenset({"may", "must", "might"})
_BY = re.compile(r"\bby\b", re.I)


def turned_words(sentence: str, quote: str) -> tuple[str, ...]:
    """Return two words of a sentence that stand the other way round in a quote, about one between them; () where none do.

    Only words that both have once are compared. A "by" in one of them alone is the other voice, which turns words rightly.
    """
    if len(_BY.findall(sentence)) != len(_BY.findall(quote)):
        return ()
    own, theirs = _stems(sentence), _stems(quote)
    if len(set(own) & set(theirs)) < NEARLY_ALL * len(set(own)):
        return ()
    shared = [word for word in own if own.count(word) == theirs.count(word) == 1]
    places = [theirs.index(word) for word in shared]
    for first, middle, last in combinations(range(len(places)), 3):
        if places[first] > places[middle] > places[last]:
            return shared[first], shared[last]
    return ()


def _stems(text: str) -> list[str]:
    dated = sorted((span[:2] for span in dates_in(text)), reverse=True)
    for start, end in dated:
        text = text[:start] + text[end:]
    return [stem(word) for word in words(text) if word not in STOP_WORDS and word not in MODALS and not word.isdigit()]
