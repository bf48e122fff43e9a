"""From the lines of a PDF to paragraphs, headings and items."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from qa_bot.documents.pdf.hyphens import Hyphens
from qa_bot.documents.pdf.layout import Segment
from qa_bot.documents.pdf.tables import Line, is_code

# "4.2 Field functions", "10:30 Lunch", "3.5. Opening": lines that begin alike so do not run on.
_STARTS = (
    re.compile(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+\.?\s+\S"),
    re.compile(r"\d{1,2}[:.]\d{2}\b"),
    re.compile(r"\d{1,2}[./]\d{1,2}[./]"),
)
Kind = Literal["paragraph", "heading", "item", "code"]

# Shares of the usual size of letters, and of the usual distance of lines.
LARGER, MUCH_LARGER, SAME_SIZE, FARTHER = 1.12, 1.4, 0.12, 1.35
# How far the lines of an item stand to the right of its mark, at least.
HANGING = 0.8
MOST_CODE_PITCH = 2.2
MAX_HEADING_WORDS = 25
MAX_BOLD_WORDS = 14
MAX_LABEL_WORDS = 8
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_MARK = re.compile(
    r"(?:(?P<bullet>[•‣▪■●○◦·–—*-])|(?P<number>\d{1,3})[.)]|(?P<letter>\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,3})[.)]))\s+(?=\S)"
)


class Piece(NamedTuple):
    """A paragraph, heading or item in the making: its text, the size of its letters, its left edge, its mark.

    `lines` is how many lines of the page it takes.
    """

    kind: Kind
    text: str
    size: float
    left: float = 0.0
    bold: bool = False
    mark: str = ""
    lines: int = 1


class _Row(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    first_width: float
    code: str


def pieces_of(lines: Sequence[Line], body_size: float, hyphens: Hyphens) -> Iterator[Piece]:
    """Yield the paragraphs, headings and items that the lines of a region make."""
    rows = [_row(line) for line in lines]
    if not rows:
        return
    margin, edge = min(row.left for row in rows), max(row.right for row in rows)
    near = [below.base - above.base for above, below in pairwise(rows) if below.base - above.base < 1.9 * above.size]
    pitch = median(near) if near else 0.0
    run: list[_Row] = []
    breaks: list[str] = []
    for row in rows:
        link = _link(run, row, edge, pitch) if run else None
        if run and link is None:
            yield _piece(run, breaks, body_size, margin, hyphens)._replace(lines=len(run))
            run, breaks = [], []
        elif link is not None:
            breaks.append(link)
        run.append(row)
    yield _piece(run, breaks, body_size, margin, hyphens)._replace(lines=len(run))


def _row(line: Line) -> _Row:
    ahead = line[0].text
    is_number = len(line) > 1 and ahead.isdecimal() and len(ahead) <= 2
    parts = [ahead + "." if is_number else ahead, *(part.text for part in line[1:])]
    text = " ".join(parts)
    size = max((part.size for part in line), key=lambda size: sum(len(part.text) for part in line if part.size == size))
    first = line[0]
    width = (first.right - first.left) * len(first.text.split(" ", 1)[0]) / max(len(first.text), 1)
    bold = all(part.bold for part in line)
    return _Row(text, first.left, line[-1].right, first.base, size, bold, width, _code(line))


def _code(line: Line) -> str:
    """Return a line of letters of one width with its gaps as they are, '' for any other line."""
    if not is_code(line):
        return ""
    first = line[0]
    width = max((first.right - first.left) / max(len(first.text), 1), 1.0)
    text = ""
    for part in line:
        text = text.ljust(round((part.left - first.left) / width)) + part.text
    return text


def _link(run: Sequence[_Row], row: _Row, edge: float, pitch: float) -> str | None:
    """Return what a line is joined with to those above: a space, or an end of line that was meant; None for a new paragraph."""
    last, first = run[-1], run[0]
    distance = row.base - last.base
    if row.code or last.code:
        return "\n" if row.code and last.code and 0 < distance <= MOST_CODE_PITCH * last.size else None
    if distance > FARTHER * max(pitch, 0.8 * last.size) or distance < 0:
        return None
    if any(start.match(row.text) and start.match(first.text) for start in _STARTS):
        return "\n"
    ends = bool(_ENDS.search(last.text))
    runs_on = row.text[:1].islower() and not ends
    if row.bold != last.bold or (abs(row.size - last.size) > SAME_SIZE * last.size and not runs_on):
        return None
    if _MARK.match(row.text) and not (last.text.endswith(("-", ",")) and row.text[:1].isdigit()):
        return None
    is_item = bool(_MARK.match(first.text))
    has_room = last.right + row.first_width + 1.5 * row.size < edge
    if (
        ends
        and (has_room or row.left > last.left + 0.8 * row.size)
        and not (is_item and row.left > first.left + HANGING * row.size)
    ):
        return None
    if has_room and not is_item and not row.text[:1].islower():
        is_label = len(last.text.split()) <= MAX_LABEL_WORDS and not last.text.endswith(",")
        is_full = row.right > last.right + 0.25 * (edge - first.left)
        return None if is_label and is_full and len(run) == 1 else "\n"
    if is_item and has_room and row.left <= first.left + 1 and not row.text[:1].islower():
        return None
    return " "


def _piece(run: Sequence[_Row], breaks: Sequence[str], body_size: float, margin: float, hyphens: Hyphens) -> Piece:
    if run[0].code:
        return Piece("code", _code_lines(run), run[0].size, run[0].left - margin)
    text = run[0].text
    for link, row in zip(breaks, run[1:], strict=True):
        text = hyphens.join(text, row.text) if link == " " else f"{text}\n{row.text}"
    size, bold = run[0].size, all(row.bold for row in run)
    words = len(text.split())
    has_letters = any(c.isalpha() for c in text)
    is_sentence = text.endswith((".", ",", ";")) or text[:1].islower()
    is_large = size > (MUCH_LARGER if is_sentence else LARGER) * body_size and words <= MAX_HEADING_WORDS
    is_bold = bold and words <= MAX_BOLD_WORDS and not text.endswith((".", ",", ";")) and size > 0.9 * body_size
    if has_letters and (is_large or (is_bold and "\n" not in text)):
        return Piece("heading", text, size, run[0].left - margin, bold)
    if match := _MARK.match(text):
        rest = text[match.end() :]
        mark = f"{match['number']}." if match["number"] else "-"
        return Piece("item", f"{match['letter']} {rest}" if match["letter"] else rest, size, run[0].left - margin, bold, mark)
    return Piece("paragraph", text, size, run[0].left - margin, bold)


def _code_lines(run: Sequence[_Row]) -> str:
    """Return lines of code, each as far from the left as on the page."""
    left = min(row.left for row in run)
    row = max(run, key=lambda row: len(row.code))
    width = max((row.right - row.left) / len(row.code), 1.0)
    return "\n".join(" " * round((row.left - left) / width) + row.code for row in run)


def usual_size(segments: Sequence[Segment]) -> float:
    """Return the size of letters that most of a document is set in."""
    weights: dict[float, int] = {}
    for part in segments:
        weights[round(part.size, 1)] = weights.get(round(part.size, 1), 0) + len(part.text)
    return max(weights, key=lambda size: (weights[size], -size)) if weights else 0.0
