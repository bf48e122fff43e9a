"""What a message repeats of an earlier one: lines behind ">", and the line above them that says who wrote it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.documents.unmarked.lines import Line

# "On Monday, 3 June 2024 at 9:14, Ana Ruiz\n<ana@example.org> wrote:" is cut at most so often.
MOST_ATTRIBUTION_LINES = 3
MOST_ATTRIBUTION_CHARS = 250
_MARK = re.compile(r">[^\S\n]?")
_NAMES_SOMEBODY = re.compile(r"\S@\S|\d")


class Reply(NamedTuple):
    """Lines of an earlier message without their marks, and the position of the line after them."""

    lines: tuple[Line, ...]
    stop: int


def is_repeated(line: Line) -> bool:
    """Tell whether a line stands behind the mark of what is repeated."""
    return line.text.startswith(">")


def attribution_end(lines: Sequence[Line], position: int) -> int | None:
    """Return where the lines end that say who wrote what is repeated below, None where no such line begins here.

    They end in a colon and hold an address or a figure: a date.
    """
    for stop in range(position + 1, min(position + MOST_ATTRIBUTION_LINES, len(lines) - 1) + 1):
        words = " ".join(line.text for line in lines[position:stop])
        if is_repeated(lines[stop - 1]) or (stop > position + 1 and lines[stop - 1].gap) or len(words) > MOST_ATTRIBUTION_CHARS:
            return None
        if words.endswith(":"):
            follows = is_repeated(lines[stop]) and lines[stop].gap <= 1
            return stop if follows and _NAMES_SOMEBODY.search(words) else None
    return None


def read_repeated(lines: Sequence[Line], position: int) -> Reply:
    """Return the lines that are repeated from a position on, one mark taken off each."""
    inner: list[Line] = []
    gap, stop = 0, position
    while stop < len(lines) and (mark := _MARK.match(lines[stop].text)) and (stop == position or lines[stop].gap <= 1):
        line = lines[stop]
        words = line.text[mark.end() :]
        text = words.lstrip()
        gap += line.gap if inner else 0
        if text:
            indent = len(words) - len(text)
            inner.append(line._replace(start=line.end - len(text), text=text, indent=indent, gap=gap))
            gap = 0
        else:
            gap += 1
        stop += 1
    return Reply(tuple(inner), stop)
