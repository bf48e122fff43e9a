"""Running heads, footers and page numbers: lines that come again at the same place of many pages."""

import re
from collections import Counter
from collections.abc import Sequence

from qa_bot.documents.pdf_layout import Segment, lines_of

# How many lines at the top and at the bottom of a page are looked at, and on which share of the pages one comes again.
EDGE_LINES = 3
MIN_SHARE = 0.4
# Heights on the page that differ by so many points are the same.
SAME_PLACE = 8.0
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxlc]{1,6}\b")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|pag\.|página|pagina)\s*\d+(?:\s*(?:/|of|von|de|di|from|sur)\s*\d+)?|[-–—]\s*\d+\s*[-–—]", re.I
)

Page = Sequence[Segment]


def without_furniture(pages: Sequence[Page]) -> tuple[list[list[Segment]], list[str]]:
    """Return the pages without the lines that come again, and each of those lines once, but for mere page numbers."""
    edges = [_edge_lines(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        seen.update({(sign, place + step) for line in lines for sign, place in [_sign(line)] for step in (-1, 0, 1)})
    least = max(2, MIN_SHARE * sum(bool(page) for page in pages))
    kept: list[list[Segment]] = []
    furniture: dict[str, str] = {}
    for page, lines in zip(pages, edges, strict=True):
        left_out: set[Segment] = set()
        for line in lines:
            text = " ".join(part.text for part in line)
            if (seen[_sign(line)] >= least and not _heads_table(line, page)) or _PAGE_NUMBER.fullmatch(text.strip()):
                left_out.update(line)
                if sum(c.isalpha() for c in text) >= 4 and not _PAGE_NUMBER.fullmatch(text.strip()):
                    furniture.setdefault(_sign(line)[0], text)
        kept.append([part for part in page if part not in left_out])
    return kept, list(furniture.values())


def _edge_lines(page: Page) -> list[list[Segment]]:
    lines = lines_of(page)
    return lines if len(lines) <= 2 * EDGE_LINES else [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]


def _sign(line: Sequence[Segment]) -> tuple[str, int]:
    """Return what is the same of a line on every page: its words without numbers, and its height."""
    text = " ".join(part.text for part in sorted(line, key=lambda part: part.left)).casefold()
    words = _DIGITS.sub("#", text) if len(text) > 8 else _ROMAN.sub("#", _DIGITS.sub("#", text))
    return words, round(line[0].base / SAME_PLACE)


def _heads_table(line: Sequence[Segment], page: Page) -> bool:
    """Tell whether a line names the columns of what follows."""
    if len(line) < 3 or any(c.isdigit() for part in line for c in part.text):
        return False
    below = [other for other in lines_of(page) if 0 < other[0].base - line[0].base < 2.5 * line[0].size]
    return bool(below) and len(below[0]) >= 3
