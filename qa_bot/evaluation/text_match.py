"""Compare an answer's text with the acceptable ones."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKER = re.compile(r"\s*\[\d+\]")
_PUNCTUATION = set(string.punctuation) | set("‘’“”„«»–—…")


def without_markers(text: str) -> str:
    """Return an answer's text without its citation numbers."""
    return _MARKER.sub("", text)


def normalise(text: str) -> str:
    """Return a text in lower case without articles, punctuation, accents and repeated spaces.

    SQuAD's normalisation (Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension of text", 2016, evaluation
    script), with typographic punctuation and accents removed too; punctuation becomes a space, so that joined words separate.
    """
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    spaced = "".join(" " if c in _PUNCTUATION else c for c in plain)
    return " ".join(_ARTICLES.sub(" ", spaced).split())


def exact_match(text: str, acceptable: Sequence[str]) -> float:
    """Return 1 if the normalised text is one of the acceptable answers, else 0."""
    return float(any(normalise(text) == normalise(answer) for answer in acceptable))


def token_f1(text: str, acceptable: Sequence[str]) -> float:
    """Return the best harmonic mean of precision and recall of the words shared with an acceptable answer (SQuAD's F1)."""
    return max((_f1(normalise(text).split(), normalise(answer).split()) for answer in acceptable), default=0.0)


def containment(text: str, acceptable: Sequence[str], all_of: Sequence[str] = ()) -> float:
    """Return 1 if the text holds an acceptable answer, word for word after normalisation, and every part of `all_of`."""
    padded = f" {normalise(text)} "
    holds = [f" {normalise(answer)} " in padded for answer in acceptable]
    return float(any(holds) and all(f" {normalise(part)} " in padded for part in all_of))


def length_in_words(text: str) -> float:
    """Return how many words a text has."""
    return float(len(text.split()))


def _f1(found: list[str], wanted: list[str]) -> float:
    shared = sum((Counter(found) & Counter(wanted)).values())
    if not shared:
        return float(found == wanted)
    precision, recall = shared / len(found), shared / len(wanted)
    return 2 * precision * recall / (precision + recall)
