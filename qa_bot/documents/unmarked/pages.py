"""What repeats on every page of a printed text: find it, read around it, and put it back."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, pstdev

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.lines import NARROWEST_WRAP, Line
from qa_bot.documents.unmarked.shapes import ends_sentence, holds_sentences, starts_lower, word_count

MOST_RUNNING_CHARS = 120
FEWEST_REPEATS = 3
# Repeats closer together than this are part of the text: a page has more lines.
FEWEST_PAGE_LINES, MOST_PAGE_LINES = 20, 150
# Most lines of a page's head or foot.
MOST_HEAD_LINES = 4
EVEN = 0.25

_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
# "Page 3 of 10", "- 12 -", "[Page 7]", "Seite 4/9"
_PAGE = re.compile(
    r"[-–—\[(|\s]*(?:(?:page|pg\.?|p\.|seite|página|pagina|pag\.|strona|side|sida|стр\.|страница)\s*\d{1,4}"
    r"(?:\s*(?:of|/|von|de|di|z|av|из)\s*\d{1,4})?|(?<=[-–—]\s)\d{1,4}(?=\s?[-–—]))[-–—\])|\s]*$",
    re.IGNORECASE,
)
_BRACKETED_PAGE = re.compile(r"\S.*\s\[page\s+\w+\]$", re.IGNORECASE)
# A running head with the number of its page at one side, far from the words or alone.
_NUMBERED_HEAD = re.compile(r"(?:\d{1,4}(?:\s{2,}\S.*)?|\S.*\s{2,}\d{1,4})$")


def find_page_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Return the positions of the lines that belong to pages and not to the text."""
    found = {i for i, line in enumerate(lines) if _is_page_number(lines, i, line)}
    found |= _repeated(lines)
    return frozenset(found | set(_beside_breaks(lines, found)))


def read_around(lines: Sequence[Line], page_lines: frozenset[int]) -> tuple[Line, ...]:
    """Return the other lines; one that goes on with a sentence cut by a page's end is marked as joined to it."""
    kept: list[Line] = []
    cut, gap = False, 0
    for position, line in enumerate(lines):
        if position in page_lines:
            cut, gap = True, gap + line.gap
            continue
        if kept and (cut or line.starts_page):
            joined = _is_cut(kept[-1], line)
            kept.append(line._replace(gap=0 if joined else max(1, line.gap), joined=joined))
        else:
            kept.append(line)
        cut, gap = False, 0
    return tuple(kept)


def weave(blocks: Sequence[Block], furniture: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with each piece of furniture put between them, or inside the block that it stands in."""
    woven: list[Block] = []
    position = 0
    for block in blocks:
        while position < len(furniture) and furniture[position].end <= block.start:
            woven.append(furniture[position])
            position += 1
        first = position
        while position < len(furniture) and furniture[position].end <= block.end:
            position += 1
        inside = furniture[first:position]
        woven.append(block._replace(children=weave(block.children, inside)) if inside else block)
    woven.extend(furniture[position:])
    return tuple(woven)


def _is_page_number(lines: Sequence[Line], position: int, line: Line) -> bool:
    if len(line.text) > MOST_RUNNING_CHARS or not line.text[-1:].isascii():
        return False
    if _BRACKETED_PAGE.match(line.text):
        return True
    alone = line.gap > 0 or line.starts_page or position == 0
    alone = alone or position + 1 == len(lines) or lines[position + 1].gap > 0
    return alone and bool(_PAGE.match(line.text))


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Return the lines that come again, as they are or with another number, a page apart."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        if len(line.text) <= MOST_RUNNING_CHARS and any(c.isalnum() for c in line.text):
            places[_SPACE.sub(" ", _NUMBER.sub("#", line.text))].append(position)
    found: set[int] = set()
    for key, positions in places.items():
        if len(positions) >= FEWEST_REPEATS and _is_running(lines, positions, key):
            found.update(positions)
    return found


def _is_running(lines: Sequence[Line], positions: Sequence[int], key: str) -> bool:
    same = len({_SPACE.sub(" ", lines[position].text) for position in positions}) == 1
    if 2 * sum(_is_beside_break(lines, position) for position in positions) > len(positions):
        return True
    if ends_sentence(key) or holds_sentences(key) or sum(_stands_alone(lines, i) for i in positions) < 0.8 * len(positions):
        return False
    steps = [b - a for a, b in pairwise(lines[position].number for position in positions)]
    if min(steps) < FEWEST_PAGE_LINES or mean(steps) > MOST_PAGE_LINES or not (same or _counts_up(lines, positions)):
        return False
    return pstdev(steps) <= EVEN * mean(steps)


def _is_beside_break(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a line is the first of its page, or the last one and apart from the text."""
    line = lines[position]
    return line.starts_page or (line.gap > 0 and position + 1 < len(lines) and lines[position + 1].starts_page)


def _counts_up(lines: Sequence[Line], positions: Sequence[int]) -> bool:
    """Tell whether one of the numbers in lines that are otherwise the same rises from each to the next."""
    numbers = [[int(number[:9]) for number in _NUMBER.findall(lines[position].text)] for position in positions]
    return any(all(a < b for a, b in pairwise(column)) for column in zip(*numbers, strict=False))


def _stands_alone(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a blank line stands above or below."""
    return lines[position].gap > 0 or (position + 1 < len(lines) and lines[position + 1].gap > 0)


def _beside_breaks(lines: Sequence[Line], known: set[int]) -> Iterator[int]:
    """Yield the lines of a page's head: below a form feed, numbered, or in the middle of a sentence that goes on below.

    A number that stands alone may end a page as a form feed does.
    """
    last = 0
    for position, line in enumerate(lines):
        before, last = last, last if position in known else position
        alone = line.gap > 0 and len(line.text) <= 4 and line.text.isdecimal()
        if position == 0 or not (line.starts_page or alone):
            continue
        if line.starts_page and _NUMBERED_HEAD.match(line.text[:MOST_RUNNING_CHARS]) and len(line.text) <= MOST_RUNNING_CHARS:
            yield position
        if not _is_cut_short(lines[before]):
            continue
        for stop in range(position, min(position + MOST_HEAD_LINES + 1, len(lines))):
            head = lines[position:stop]
            if starts_lower(lines[stop].text) and all(_is_head(line) for line in head):
                yield from range(position, stop)
                break


def _is_head(line: Line) -> bool:
    return len(line.text) <= MOST_RUNNING_CHARS and not ends_sentence(line.text) and word_count(line.text) <= 12


def _is_cut_short(line: Line) -> bool:
    """Tell whether a line ends in the middle of a sentence."""
    return not ends_sentence(line.text) and word_count(line.text) >= 2


def _is_cut(line: Line, following: Line) -> bool:
    if not _is_cut_short(line):
        return False
    return starts_lower(following.text) or (
        len(line.text) >= NARROWEST_WRAP and line.indent == following.indent and line.text[-1].isalpha()
    )
