"""English stems, so that "agreed" and "agreement" match."""

from functools import cache, lru_cache
from typing import Any

from qa_bot.text.terms import STOP_WORDS, words


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (Snowball's English stemmer, the one the lexical index uses)."""
    found = _analyzer().analyze(word)
    return str(found[0]) if found else word


# A server never asks most texts again: of 10,000 questions each left its words here, 8 MB.
@lru_cache(maxsize=2_000)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry meaning."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


@cache
def _analyzer() -> Any:
    import tantivy

    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stemmer("English")).build()
