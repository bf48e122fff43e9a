"""Running heads, footers and page numbers: lines that come again at the same place of many pages."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.documents.pdf.layout import Segment, lines_of

# How many lines at the top and at the bottom of a page are looked at, and on how many pages one must come again: on fewer in
# a short document, and where it counts the pages.
EDGE_LINES = 3
MIN_PAGES = 3
MIN_SHARE = 0.4
MIN_COUNTED = 2
# Heights on the page that differ by so many points are the same.
SAME_PLACE = 8.0
MIN_LETTERS = 4
MAX_DIGITS = 5
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|p\.|pag\.|página|pagina)\s*\d+(?:\s*(?:/|of|von|de|di|from|sur)\s*\d+)?|[-–—]\s*\d+\s*[-–—]|[ivxlc]{1,6}",
    re.I,
)

Page = Sequence[Segment]


def without_furniture(pages: Sequence[Page]) -> tuple[list[list[Segment]], list[str]]:
    """Return the pages without the lines that come again, and each of those lines once, but for mere page numbers."""
    edges = [_edge_lines(page) for page in pages]
    signs = [[_signs(line, number) for line in lines] for number, lines in enumerate(edges)]
    seen = Counter(
        near for page in signs for near in {sign.moved(step) for line in page for sign in line for step in (-1, 0, 1)}
    )
    least = max(MIN_COUNTED, min(MIN_PAGES, MIN_SHARE * sum(bool(page) for page in pages)))
    kept: list[list[Segment]] = []
    furniture: dict[str, str] = {}
    for page, lines, found in zip(pages, edges, signs, strict=True):
        left_out: set[Segment] = set()
        for line, own in zip(lines, found, strict=True):
            again = next((sign for sign in own if seen[sign] >= (least if sign.lead is None else MIN_COUNTED)), None)
            text = _text(line)
            if (again and not _heads_table(line, page)) or _PAGE_NUMBER.fullmatch(text):
                left_out.update(line)
                if again and sum(c.isalpha() for c in again.text) >= MIN_LETTERS and not _PAGE_NUMBER.fullmatch(text):
                    furniture.setdefault(again.text, text)
        kept.append([part for part in page if part not in left_out])
    return kept, list(furniture.values())


class _Sign(NamedTuple):
    """What is the same of a line on every page: its words, its height, and by how much a number of it leads the page's own."""

    text: str
    place: int
    lead: int | None

    def moved(self, step: int) -> "_Sign":
        return self._replace(place=self.place + step)


def _signs(line: Sequence[Segment], page: int) -> list[_Sign]:
    """Return the line as it is, and once for every number as if that were the number of the page."""
    text, place = _text(line), round(line[0].base / SAME_PLACE)
    numbers = [match for match in _NUMBER.finditer(text) if len(match.group()) <= MAX_DIGITS]
    counted = [_Sign(f"{text[: n.start()]}#{text[n.end() :]}", place, int(n.group()) - page) for n in numbers]
    return [_Sign(text, place, None), *counted]


def _text(line: Sequence[Segment]) -> str:
    return " ".join(part.text for part in sorted(line, key=lambda part: part.left)).strip()


def _edge_lines(page: Page) -> list[list[Segment]]:
    lines = lines_of(page)
    return lines if len(lines) <= 2 * EDGE_LINES else [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]


def _heads_table(line: Sequence[Segment], page: Page) -> bool:
    """Tell whether a line names the columns of what follows."""
    if len(line) < 3 or any(c.isdigit() for part in line for c in part.text):
        return False
    below = [other for other in lines_of(page) if 0 < other[0].base - line[0].base < 2.5 * line[0].size]
    return bool(below) and len(below[0]) >= 3
