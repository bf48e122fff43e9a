"""Figures of a test: areas under curves, the share refused at a share kept, words shared by two answers."""

import string
from collections import Counter

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]

_ARTICLES = frozenset(("a", "an", "the"))
_WITHOUT_PUNCTUATION = str.maketrans("", "", string.punctuation)


def area_under_curve(positive: Scores, negative: Scores) -> float | None:
    """Return how often a positive scores above a negative one, ties counting half; None if either is missing."""
    if not len(positive) or not len(negative):
        return None
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    return float(below.mean() / 2 / len(negative))


def refused_at(positive: Scores, negative: Scores, kept: float) -> float | None:
    """Return the share of negatives below the threshold that keeps a share of the positives."""
    if not len(positive) or not len(negative):
        return None
    return float((negative < np.quantile(positive, 1 - kept)).mean())


def balanced_accuracy(positive: Scores, negative: Scores, threshold: float) -> float | None:
    """Return the mean of the share of positives above the threshold and of negatives at or below it."""
    if not len(positive) or not len(negative):
        return None
    return float(((positive > threshold).mean() + (negative <= threshold).mean()) / 2)


def shared_words(one: str, other: str) -> float:
    """Return the F1 of the words of two answers, without case, punctuation and articles, as SQuAD measures it."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return float(words == others)
    shared = sum((Counter(words) & Counter(others)).values())
    return 2 * shared / (len(words) + len(others))


def _words(text: str) -> list[str]:
    return [word for word in text.lower().translate(_WITHOUT_PUNCTUATION).split() if word not in _ARTICLES]
