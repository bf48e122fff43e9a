"""The words of English, so that none of them is taken for a misspelling."""

from collections.abc import Mapping
from functools import cache


def is_english(word: str) -> bool:
    """Tell whether a folded word is in a list of some 160,000 English words with their inflections."""
    return word in _words()


@cache
def _words() -> Mapping[str, int]:
    # Loading the package's word list takes a third of a second, so it is loaded only for the few questions that need it.
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="en", distance=1).word_frequency.dictionary)
