"""The words that English has, so that none of them is taken for a misspelling of another."""

from collections.abc import Mapping
from functools import cache


def is_english(word: str) -> bool:
    """Tell whether a folded word stands in a list of some 160,000 English words with their inflections."""
    return word in _words()


@cache
def _words() -> Mapping[str, int]:
    # The package carries the list as a file; loading it takes a third of a second, which few questions need.
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en", distance=1).word_frequency.dictionary)
