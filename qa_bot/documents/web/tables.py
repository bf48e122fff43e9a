"""Read the tables of a page: which are tables, and their cells as a grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qa_bot.documents.writing import looks_like_header, one_line, table

if TYPE_CHECKING:
    from bs4 import Tag

# Cells of one table, those included that a spanning cell is repeated in; what lies beyond is left out.
MAX_CELLS = 500_000
MAX_SPAN = 100
# A cell with more of these holds a part of the page, not a value.
MAX_PARAGRAPHS = 4
_STRUCTURE = ["table", "h1", "h2", "h3", "pre", "article", "section", "form"]


def table_of(tag: Tag, text_of: Callable[[Tag], str]) -> str | None:
    """Return a table in pipes; None where the element merely arranges a page."""
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    if not rows or _arranges(tag, rows):
        return None
    grid = _grid(rows, text_of)
    if all(sum(map(bool, line)) <= 1 for line in grid):
        return None
    header = _header_rows(tag, rows)
    head = [_merged(grid[:header])] if header else []
    return table([*head, *grid[header:]], has_header=bool(header) or looks_like_header(grid))


def _arranges(tag: Tag, rows: list[Tag]) -> bool:
    if tag.get("role") in ("presentation", "none") or tag.find(_STRUCTURE) is not None:
        return True
    if all(len(_cells(row)) <= 1 for row in rows):
        return True
    return any(len(cell.find_all("p")) > MAX_PARAGRAPHS for row in rows for cell in _cells(row))


def _cells(row: Tag) -> list[Tag]:
    return [child for child in row.children if getattr(child, "name", None) in ("td", "th")]  # type: ignore[misc]


def _grid(rows: list[Tag], text_of: Callable[[Tag], str]) -> list[list[str]]:
    """Return the texts of the cells; one that spans rows or columns stands in each of them."""
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in rows:
        line: list[str] = []
        taken, below = below, {}
        for cell in _cells(row):
            _fill(line, taken, below)
            text = one_line(text_of(cell))
            wide, high = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            for _ in range(wide):
                if high > 1:
                    below[len(line)] = (high - 1, text)
                line.append(text)
        _fill(line, taken, below)
        grid.append(line)
        cells += len(line)
        if cells > MAX_CELLS:
            break
    return grid


def _fill(line: list[str], taken: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]) -> None:
    """Put the cells that reach down from above where the row has come to them."""
    while len(line) in taken:
        left, text = taken[len(line)]
        if left > 1:
            below[len(line)] = (left - 1, text)
        line.append(text)


def _span(value: object) -> int:
    text = str(value or "1").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() else 1


def _header_rows(tag: Tag, rows: list[Tag]) -> int:
    """Return how many rows at the top are the header: those of <thead>, else those that hold <th> alone."""
    count = 0
    for row in rows:
        in_head = row.find_parent(["thead", "tbody", "tfoot", "table"]).name == "thead"  # type: ignore[union-attr]
        if not in_head and row.find_all("td", recursive=False):
            break
        count += 1
    return count if count < len(rows) else min(count, 1)


def _merged(rows: list[list[str]]) -> list[str]:
    """Return several header rows as one: each column's names from top to bottom, equal ones once."""
    width = max(map(len, rows))
    columns = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]
    return [" ".join(dict.fromkeys(names)) for names in columns]
