"""What a text denies and what it asserts."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from qa_bot.text.english import AUXILIARIES
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, blanked, fold, word_spans

_DENIALS = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|nothing|cannot|unable|unwilling|unlikely|impossible|lack(?:s|ed|ing)?|"
    r"absence|refus\w*|declin(?:e|es|ed|ing)|den(?:y|ies|ied))\b|n[’']t\b",
    re.I,
)
# A bound denies nothing: "no more than five".
_BOUNDS = re.compile(r"\bnot?(?=\s+(?:more|less|fewer|later|earlier|longer|higher|lower|bigger|larger|smaller)\s+than\b)", re.I)
# A verb of its own ends what a denial before it reaches: "choosing not to speak has no effect".
_FINITE = frozenset(AUXILIARIES) - {"do", "shall"}
_SCOPE_ENDS = re.compile(r"[;:]|\b(?:but|however|although|though|while|whereas|because|since|if|unless)\b", re.I)
# How many content words a denial certainly reaches, and how many it may reach.
CORE_WORDS = 1
SCOPE_WORDS = 4


class Polarity(NamedTuple):
    """The stems of the words that carry meaning, names left out.

    `denied` are those that a denial certainly reaches, `maybe_denied` those a little further, `asserted` all others.
    """

    asserted: frozenset[str]
    denied: frozenset[str]
    maybe_denied: frozenset[str]


def polarity_of(text: str, names: Iterable[str]) -> Polarity:
    """Return which stems of a text a denial reaches; the names given are left out."""
    folded_names = {fold(name) for name in names}
    asserted: set[str] = set()
    denied: set[str] = set()
    maybe_denied: set[str] = set()
    reached = previous = 0
    text = blanked(text, [match.span() for match in _BOUNDS.finditer(text)])
    for start, end in word_spans(text):
        word, between = text[start:end], text[previous:start]
        previous = end
        if _SCOPE_ENDS.search(between) or _SCOPE_ENDS.fullmatch(word):
            reached = 0
        if word in _FINITE and 0 < reached < SCOPE_WORDS:
            reached = 0
        if _DENIALS.search(word):
            reached = SCOPE_WORDS
            continue
        folded = fold(word)
        if folded in STOP_WORDS or folded in folded_names:
            continue
        group = asserted if not reached else denied if reached > SCOPE_WORDS - CORE_WORDS else maybe_denied
        group.add(stem(folded))
        reached = max(reached - 1, 0)
    return Polarity(frozenset(asserted), frozenset(denied), frozenset(maybe_denied))
