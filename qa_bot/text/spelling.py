"""Correct a question's misspelt words by the nearest words of the corpus."""

import re
from collections.abc import Callable, Iterable, Sequence

from qa_bot.text.terms import words

# Shorter words have too many neighbours: "Iran" and "Iraq" are one letter apart.
SHORTEST = 5
LONG = 8
MOST = 3


def edit_budget(word: str) -> int:
    """Return how many letters of a folded word may be wrong: none, one or, in a long word, two."""
    if len(word) < SHORTEST or any(c.isdigit() for c in word):
        return 0
    return 2 if len(word) >= LONG else 1


def nearest_words(word: str, texts: Iterable[str], frequency: Callable[[str], int]) -> tuple[str, ...]:
    """Return the folded words of some texts within the edit budget of a word, nearest first, then most frequent."""
    budget = edit_budget(word)
    letters = frozenset(word)
    near: dict[str, int] = {}
    for candidate in {w for text in texts for w in words(text)}:
        # An edit brings in at most one letter that the word has not, and takes at most one away.
        if abs(len(candidate) - len(word)) > budget or len(letters.difference(candidate)) > budget:
            continue
        if len(frozenset(candidate) - letters) <= budget and not any(c.isdigit() for c in candidate):
            distance = edit_distance(word, candidate)
            if distance <= budget:
                near[candidate] = distance
    return tuple(sorted(near, key=lambda w: (near[w], -frequency(w), w))[:MOST])


def corrected(question: str, corrections: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return a question with each misspelt word replaced by the nearest word of the corpus, its capitals kept."""
    for typed, nearest in corrections:
        replacement = nearest[0]
        if typed.isupper():
            replacement = replacement.upper()
        elif typed[0].isupper():
            replacement = replacement[0].upper() + replacement[1:]
        question = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", replacement.replace("\\", ""), question)
    return question


def edit_distance(first: str, second: str) -> int:
    """Return the least number of insertions, deletions, substitutions and swaps of neighbours between two words.

    The restricted Damerau-Levenshtein distance. Source: Damerau, "A technique for computer detection and correction of
    spelling errors", CACM 1964.
    """
    rows: list[list[int]] = [list(range(len(second) + 1))]
    for i, a in enumerate(first, 1):
        row = [i]
        for j, b in enumerate(second, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
