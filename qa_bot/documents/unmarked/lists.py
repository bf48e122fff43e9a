"""Lists: bullets, numbers, letters and numbered steps, with what is nested in their items."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.documents.unmarked.lines import Line
from qa_bot.documents.unmarked.shapes import starts_lower

# A letter or a step begins a list only where the next one follows within this many lines.
MOST_LINES_TO_NEXT = 60
DEEPER = 2
# A paragraph of an item, after a blank line, is set in by as much as the item's mark, or by this.
LEAST_SET_IN = 3

_BULLET = re.compile(r"(?:[-–—*•·▪▫◦‣⁃●○■□►▶➢➤✓✔✗+]|\[[ xX]\])\s+(?=\S)|[•▪▫◦‣⁃●○■□►▶➢➤✓✔](?=\w)")
_NUMBER = re.compile(r"\(?(?P<value>\d{1,3})(?:[.)]\s+|[.)](?=[^\W\d])|[、．）]\s*)(?=\S)")
_LETTER = re.compile(r"\(?(?P<value>[a-zA-Z])[.)]\s+(?=\S)")
_ROMAN = re.compile(r"\(?(?P<value>[ivx]{1,6}|[IVX]{1,6})[.)]\s+(?=\S)")
_STEP = re.compile(r"(?P<word>[^\W\d_]{2,14})\s(?P<value>\d{1,3})\s?(?:[:.)]|\s[–—-])\s+(?=\S)")
_DECIMAL = re.compile(r"(?P<value>\d{1,3}(?:\.\d{1,3}){1,5})\.?\)?\s+(?=[^\W\d_])")
_LETTER_KINDS = {"roman", "small letter", "letter"}
# The ninth letter is "i", and so on.
_ROMAN_LETTERS = {9: 1, 22: 5, 24: 10}
# What a mark that begins with a letter looks like.
_LETTERED = re.compile(r"[ivxIVX]{0,5}\w[.)]|[^\W\d_]{2,14}\s\d")
_CELLS = re.compile(r"\S\s*[|\t]\s*\S")
_ROMAN_FIGURES = {"i": 1, "v": 5, "x": 10}


class Marker(NamedTuple):
    """What an item of a list begins with."""

    kind: str
    value: int
    length: int

    @property
    def is_ordered(self) -> bool:
        """Tell whether the items are counted."""
        return self.kind != "bullet"


def marker_of(line: Line) -> Marker | None:
    """Return the mark that a line begins with, as an item of a list would."""
    words = line.text[:100]
    if not words[0].isalnum():
        if match := _BULLET.match(words):
            return Marker("bullet", 0, match.end())
        if words[0] != "(":
            return None
    elif words[0].isalpha() and not _LETTERED.match(words):
        return None
    if match := _NUMBER.match(words):
        return Marker("(number" if words[0] == "(" else "number", int(match["value"]), match.end())
    if match := _STEP.match(words):
        return Marker(match["word"].casefold(), int(match["value"]), match.end())
    if match := _DECIMAL.match(words):
        return Marker("decimal", 0, match.end())
    if (match := _ROMAN.match(words)) and len(match["value"]) > 1:
        return Marker("roman", _roman(match["value"].lower()), match.end())
    if match := _LETTER.match(words):
        kind = "small letter" if match["value"].islower() else "letter"
        return Marker(kind, ord(match["value"].lower()) - ord("a") + 1, match.end())
    return None


def starts_list(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a line with a mark begins a list, or only looks like it."""
    marker = marker_of(lines[position])
    if marker is None:
        return False
    if marker.kind in ("bullet", "number", "(number", "decimal"):
        return True
    for line in lines[position + 1 : position + 1 + MOST_LINES_TO_NEXT]:
        following = marker_of(line)
        if following and (following.kind == marker.kind or {marker.kind, following.kind} <= _LETTER_KINDS):
            return _counts_on(marker, following)
    return False


def item_extents(lines: Sequence[Line], runs_on: Sequence[bool], position: int) -> list[tuple[int, int]]:
    """Return the ranges of lines of the items of the list that begins at a line."""
    extents: list[tuple[int, int]] = []
    start, last = position, marker_of(lines[position])
    while last:
        stop = _end_of_item(lines, runs_on, start, last)
        extents.append((start, stop))
        following = marker_of(lines[stop]) if stop < len(lines) else None
        if not following or not _is_sibling(lines[position], lines[stop], last, following):
            break
        start, last = stop, following
    return extents


def _end_of_item(lines: Sequence[Line], runs_on: Sequence[bool], start: int, marker: Marker) -> int:
    base, nested = lines[start].indent, ""
    stop = start + 1
    while stop < len(lines):
        line = lines[stop]
        inner = marker_of(line)
        if line.gap and not inner and not _is_set_in(lines, stop, base + min(marker.length, LEAST_SET_IN)):
            break
        if line.indent >= base + DEEPER and line.gap <= 2:
            stop += 1
        elif line.gap or (line.indent < base and not starts_lower(line.text)):
            # The text goes on left of the list: "   - by post" and below it "We chose the post."
            break
        elif inner and not goes_through(lines, runs_on, stop):
            # A list of another kind that starts from one, under an item: nested without being set in.
            opens = inner.kind != marker.kind and (inner.value == 1 or (inner.kind == "bullet" and marker.is_ordered))
            if inner.kind != nested and not opens:
                break
            nested = inner.kind
            stop += 1
        elif runs_on[stop - 1] or (starts_lower(line.text) and not inner and not _CELLS.search(line.text)):
            stop += 1
        else:
            break
    return stop


def goes_through(lines: Sequence[Line], runs_on: Sequence[bool], position: int) -> bool:
    """Tell whether a sentence goes on from the line above, so that a mark at the beginning is none."""
    above = lines[position - 1].text if position and not lines[position].gap else "."
    return runs_on[position - 1] and not above.rstrip("\"'”’)").endswith((".", "!", "?", "。"))


def _is_set_in(lines: Sequence[Line], position: int, least: int) -> bool:
    """Tell whether a paragraph is set in as a whole, not with its first line alone."""
    following = lines[position + 1] if position + 1 < len(lines) and not lines[position + 1].gap else lines[position]
    return min(lines[position].indent, following.indent) >= least


def _is_sibling(first: Line, line: Line, marker: Marker, following: Marker) -> bool:
    if abs(line.indent - first.indent) >= DEEPER or line.gap > 2:
        return False
    if {marker.kind, following.kind} <= _LETTER_KINDS:
        return following.value == marker.value + 1 or _as_roman(following) == _as_roman(marker) + 1
    if following.kind != marker.kind:
        return False
    return following.value != 1 or marker.value == 1 or not following.is_ordered


def _counts_on(marker: Marker, following: Marker) -> bool:
    return following.value == marker.value + 1 or _as_roman(following) == _as_roman(marker) + 1


def _as_roman(marker: Marker) -> int:
    """Return the value of a mark where its one letter is a Roman number: i, v, x."""
    return marker.value if marker.kind == "roman" else _ROMAN_LETTERS.get(marker.value, -1)


def _roman(figures: str) -> int:
    values = [_ROMAN_FIGURES[figure] for figure in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
