"""The lines of a text, and which of them run on into the next one."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qa_bot.documents.blocks import Block, BlockKind
from qa_bot.documents.unmarked.shapes import ends_sentence, holds_sentences, starts_lower, word_count

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_FILLED = re.compile(rf"\S[^{_BREAKS}]*")
_BREAK = re.compile(rf"\r\n|[{_BREAKS}]")
TAB_COLUMNS = 4
# No line begins with these but one that was cut.
_CLOSERS = ")],.;:%!?"
# Lines are wrapped by hand or by a program between these widths.
NARROWEST_WRAP, WIDEST_WRAP = 40, 140
# A shorter line that a small letter follows is a line of a list.
SHORTEST_CUT = 20
# From this share of its breaks on that had no room for the next word, a paragraph is wrapped.
FULL_SHARE = 0.75
# In a wrapped paragraph a line of this share of its width that ends no sentence is cut, whatever follows.
UNEVEN_SHARE = 0.6
# "8), the rate" after "(k", where an index was set on a line of its own.
_AFTER_INDEX = re.compile(r"\d{1,3}(?:\)[^\s\w]|[\],;]|\s[=<>+])")
# Fields, items and rows may be equally long by chance.
_FORMED = re.compile(r"[^\W\d_][^:.!?]{0,40}:\s|[-–*•·]\s|\(?\w{1,3}[.)]\s|\S.{0,60}?(?:\s{3,}|\t|\s\|\s)\S")


class Line(NamedTuple):
    """A line that is not blank: its place without the white space around it, its words, and where it stands."""

    start: int
    end: int
    text: str
    indent: int  # columns
    gap: int  # blank lines above it
    number: int  # in the text, blank lines counted
    starts_page: bool = False  # a form feed stands right above it
    joined: bool = False  # the line above it, on the page before, runs on into it

    @property
    def width(self) -> int:
        """Return the column that the line ends in."""
        return self.indent + len(self.text)


class Found(NamedTuple):
    """Blocks that were read, and the position of the line after them."""

    blocks: tuple[Block, ...]
    stop: int


def read_lines(text: str, start: int = 0) -> tuple[Line, ...]:
    """Return the lines of text[start:] that are not blank."""
    lines: list[Line] = []
    end, number = start, 0
    for match in _FILLED.finditer(text, start):
        between = text[end : match.start()]
        *breaks, before = _BREAK.split(between)
        words = match[0].rstrip()
        number += len(breaks)
        gap = max(0, len(breaks) - 1) if lines else 0
        indent = len(before.expandtabs(TAB_COLUMNS))
        lines.append(Line(match.start(), match.start() + len(words), words, indent, gap, number, "\f" in between))
        end = match.start() + len(words)
    return tuple(lines)


def block_over(kind: BlockKind, lines: Sequence[Line], children: Sequence[Block] = (), ordered: bool = False) -> Block:
    """Return a block that reaches from the first line to the last one."""
    return Block(kind, lines[0].start, lines[-1].end, tuple(children), ordered=ordered)


def groups_of(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines with no blank line between them."""
    first = 0
    for position in range(1, len(lines) + 1):
        if position == len(lines) or lines[position].gap:
            yield first, position
            first = position


def running_on(lines: Sequence[Line]) -> tuple[bool, ...]:
    """Tell of every line whether it is cut where the line was full, so that the next line goes on with it."""
    widths = [width for first, stop in groups_of(lines) if (width := _wrap_width(lines[first:stop]))]
    usual = sorted(widths)[len(widths) // 2] if widths else None
    runs_on = [False] * len(lines)
    for first, stop in groups_of(lines):
        own = _wrap_width(lines[first:stop])
        # Notes that are all written small: no line goes on with the one above.
        small = own is None and all(starts_lower(line.text) and not _has_end(line.text) for line in lines[first:stop])
        for position in range(first, stop - 1):
            line, following = lines[position], lines[position + 1]
            raised = position > first and runs_on[position - 1] and _is_raised(line)
            uneven = own is not None and not ends_sentence(line.text) and line.width >= UNEVEN_SHARE * own
            goes_on = (following.joined or not small) and _goes_on(line, following, own or usual)
            runs_on[position] = raised or uneven or goes_on
    return tuple(runs_on)


def _goes_on(line: Line, following: Line, width: int | None) -> bool:
    if following.joined or following.text[0] in _CLOSERS:
        return True
    if (
        (_is_raised(following) or _AFTER_INDEX.match(following.text))
        and len(line.text) >= NARROWEST_WRAP
        and not ends_sentence(line.text)
    ):
        return True
    fits = width is not None and line.width <= WIDEST_WRAP
    if fits and _is_full(line, following, width or 0):
        return True
    if ends_sentence(line.text) or not starts_lower(following.text):
        return False
    return (len(line.text) >= SHORTEST_CUT and word_count(line.text) >= 5) or (width is not None and 2 * line.width >= width)


def _has_end(words: str) -> bool:
    return ends_sentence(words) or holds_sentences(words)


def _goes_on_small(words: str) -> bool:
    return starts_lower(words) or words[0].isdigit()


def _is_raised(line: Line) -> bool:
    """Tell whether a line is nothing but an index or a mark of a note, torn off from its word."""
    return len(line.text) <= 3 and line.text.isdigit()


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word had no room in the line."""
    return line.width + 1 + _first_width(following.text) > width and line.width >= width // 2


def _first_width(words: str) -> int:
    first = words[:WIDEST_WRAP].split(maxsplit=1)[0]
    # Scripts without spaces are cut after any character.
    return len(first) if first.isascii() or len(first) < 15 else 1


def _wrap_width(group: Sequence[Line]) -> int | None:
    """Return the width that a paragraph of three lines or more is wrapped at."""
    if len(group) < 3:
        return None
    if 2 * sum(bool(_FORMED.match(line.text)) for line in group) >= len(group):
        return None
    width = max(line.width for line in group)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    breaks = list(pairwise(group))
    full = sum(_is_full(line, following, width) for line, following in breaks)
    if full >= FULL_SHARE * len(breaks):
        return width
    # Wrapped by hand, not to an even width: most lines end in the middle of a sentence.
    cut = sum(not ends_sentence(line.text) and _goes_on_small(following.text) for line, following in breaks)
    return width if 2 * cut > len(breaks) else None
