"""The words of English, so that none of them is taken for a misspelling."""

import gzip
import pkgutil
from functools import cache, lru_cache


@lru_cache(maxsize=10_000)
def is_english(word: str) -> bool:
    """Tell whether a folded word is in a list of some 160,000 English words with their inflections."""
    return f'"{word}":'.encode() in _list()


@cache
def _list() -> bytes:
    # The package's own way to load its list takes ten times as long and as much memory, to correct words that we only look up.
    packed = pkgutil.get_data("spellchecker", "resources/en.json.gz")
    assert packed is not None
    return gzip.decompress(packed)
