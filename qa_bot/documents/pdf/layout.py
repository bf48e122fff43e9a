"""The layout of a PDF page: stretches of words on a line, and the columns that they stand in, in reading order."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeVar

from qa_bot.documents.pdf.words import Word

# Shares of a character's height: words farther apart are two stretches; the gap between two columns of prose is wider yet.
_APART, _GUTTER, _SAME_LINE = 0.95, 0.8, 0.35
# What is one column of prose on each side of a gutter: lines, words a line, lines that go on with the sentence.
MIN_LINES, MIN_WORDS, MIN_CHARS, GOES_ON = 2, 3, 14, 0.2
# Where fewer lines than this have a neighbour on the same baseline, two columns are no table.
ALIGNED = 0.5
DEEPEST = 6
MIN_COLUMN_WIDTH = 40
MOST_EDGES = 60
MAX_SEGMENTS = 5_000
_BULLET = re.compile(r"(?:[•‣▪■●○◦·–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_MARK_GAP = 4
# The points that lead from an entry of a table of contents to its page.
_LEADERS = re.compile(r"(?:\s*[.·…_]){4,}\s*")
# The edges of columns are the same within so many points.
_EDGE = 3.0


class Segment(NamedTuple):
    """Words that follow each other on a line, with their edges, baseline and height."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    mono: bool = False


_Part = TypeVar("_Part", Word, Segment)


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """Return the stretches of words of a page, from top to bottom and left to right."""
    found: list[Segment] = []
    for line in lines_of(words):
        run: list[Word] = []
        for word in sorted(line, key=lambda word: word.left):
            if run and word.left - run[-1].right > _APART * max(run[-1].size, word.size) and not _is_mark(run, word):
                found.append(_segment(run))
                run = []
            run.append(word)
        found.append(_segment(run))
    return found[:MAX_SEGMENTS]


def lines_of(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Return parts by their baselines, from top to bottom."""
    lines: list[list[_Part]] = []
    for part in sorted(parts, key=lambda part: (part.base, part.left)):
        if lines and part.base - lines[-1][0].base <= _SAME_LINE * max(part.size, lines[-1][0].size):
            lines[-1].append(part)
        else:
            lines.append([part])
    return lines


def regions_of(segments: Sequence[Segment], rules: Sequence[float] = (), depth: int = 0) -> list[list[Segment]]:
    """Return the regions of a page in reading order: columns of prose one after the other, all else as it stands.

    `rules` are the heights of horizontal lines: where they divide the lines, there is a table.
    """
    if depth > DEEPEST or len(segments) < 2 * MIN_LINES:
        return [list(segments)] if segments else []
    best = max(_gutters(segments), key=lambda bands: _weight(bands, rules), default=None)
    if best is None or not _weight(best, rules):
        return [list(segments)]
    found: list[list[Segment]] = []
    plain: list[Segment] = []
    for left, right in best:
        if _are_columns(left, right, rules):
            found += [plain] if plain else []
            found += [*regions_of(left, rules, depth + 1), *regions_of(right, rules, depth + 1)]
            plain = []
        else:
            plain += sorted([*left, *right], key=lambda part: (part.base, part.left))
    return found + ([plain] if plain else [])


_Band = tuple[list[Segment], list[Segment]]


def _gutters(segments: Sequence[Segment]) -> list[list[_Band]]:
    """Return, for every left edge that several stretches share, the page in bands: what is left and right of that edge.

    A stretch that reaches over the edge is a band of its own, all of it on the left.
    """
    edges: dict[int, int] = {}
    for segment in segments:
        edges[round(segment.left / _EDGE)] = edges.get(round(segment.left / _EDGE), 0) + 1
    first = min(segment.left for segment in segments)
    ordered = sorted(segments, key=lambda part: (part.base, part.left))
    shared = [
        edge
        for edge, count in sorted(edges.items(), key=lambda item: -item[1])
        if count + edges.get(edge + 1, 0) >= MIN_LINES and edge * _EDGE - first > MIN_COLUMN_WIDTH
    ]
    return [_bands(ordered, edge * _EDGE - _EDGE) for edge in shared[:MOST_EDGES]]


def _bands(ordered: Sequence[Segment], edge: float) -> list[_Band]:
    bands: list[_Band] = [([], [])]
    for part in ordered:
        if part.left >= edge:
            bands[-1][1].append(part)
        elif part.right <= edge + _EDGE - _GUTTER * part.size:
            bands[-1][0].append(part)
        else:
            bands += [([part], []), ([], [])]
    return [cut for band in bands for cut in _trimmed(band) if cut[0] or cut[1]]


def _trimmed(band: _Band) -> list[_Band]:
    """Return a band without what stands on the left above the right side, or below it and apart: those are bands of their own."""
    left, right = band
    if not left or not right:
        return [band]
    first, last = right[0].base - right[0].size, right[-1].base + right[-1].size
    above = [part for part in left if part.base < first]
    inside = left[len(above) :]
    stop = next(
        (
            number
            for number, (one, two) in enumerate(pairwise(inside), 1)
            if two.base > last and two.base - one.base > 1.8 * two.size
        ),
        len(inside),
    )
    return [(above, []), (inside[:stop], right), (inside[stop:], [])]


def _weight(bands: Sequence[_Band], rules: Sequence[float]) -> int:
    """Return how much text stands in columns: the characters of the lesser side of each band."""
    return sum(
        min(sum(len(part.text) for part in side) for side in band) for band in bands if _are_columns(band[0], band[1], rules)
    )


def _are_columns(left: Sequence[Segment], right: Sequence[Segment], rules: Sequence[float]) -> bool:
    """Tell whether two sides are columns to be read one after the other, not the cells of a table."""
    if len(left) < MIN_LINES or len(right) < MIN_LINES:
        return False
    if left[-1].base < right[0].base or right[-1].base < left[0].base:
        return False
    if not all(_is_prose(side) for side in (left, right)):
        return False
    inside = [rule for rule in set(rules) if left[0].base < rule < left[-1].base and right[0].base < rule < right[-1].base]
    if len(inside) >= 2:
        return False
    if all(_goes_on(side) >= GOES_ON for side in (left, right)):
        return True
    neighbours = sum(any(abs(part.base - other.base) <= 1.5 for other in right) for part in left)
    return neighbours < ALIGNED * len(left)


def _is_prose(side: Sequence[Segment]) -> bool:
    words, chars = median(len(part.text.split()) for part in side), median(len(part.text) for part in side)
    return (words >= MIN_WORDS or (chars >= 2 * MIN_CHARS and words > 1)) and chars >= MIN_CHARS


def _goes_on(side: Sequence[Segment]) -> float:
    """Return the share of lines that go on with the sentence of the line above."""
    pairs = list(pairwise(side))
    return sum(below.text[:1].islower() and not above.text.endswith((".", "!", "?", ":")) for above, below in pairs) / len(
        pairs
    )


def _is_mark(run: Sequence[Word], word: Word) -> bool:
    """Tell whether what stands before a word is the bullet or the number of its line."""
    return len(run) == 1 and bool(_BULLET.match(run[0].text)) and word.left - run[0].right < _MARK_GAP * word.size


def _segment(run: Sequence[Word]) -> Segment:
    letters = [word for word in run if any(c.isalnum() for c in word.text)] or run
    size = max((word.size for word in letters), key=lambda size: sum(len(word.text) for word in letters if word.size == size))
    base = next(word.base for word in letters if word.size == size)
    bold = sum(len(word.text) for word in letters if word.bold) > 0.8 * sum(len(word.text) for word in letters)
    mono = all(word.mono for word in run)
    text = _LEADERS.sub(" ", " ".join(word.text for word in run)).strip()
    return Segment(text or run[0].text, run[0].left, run[-1].right, base, size, bold, mono)
