"""Which line of a file of rows names its columns."""

import re
from collections.abc import Sequence

from qa_bot.documents.rows import KNOWN_KEYS

Row = Sequence[str]

# How many rows are looked at.
SAMPLE = 60
# Share of a column's cells that must be alike for the column to be of that kind.
ALIKE = 0.8
MOST_HEADER_CHARS, MOST_UNIT_CHARS = 60, 12
_NUMBER = re.compile(r"[-+]?[\s$€£¥]*\d[\d\s.,']*(?:e[-+]?\d+)?\s*(?:%|[$€£¥])?$", re.I)
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d$")
_TYPED = re.compile(
    r"(?:\d{4}-\d\d?-\d\d?.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{1,2}:\d\d.*|true|false|yes|no|https?://\S+|[^@\s]+@[^@\s]+\.\w+)$",
    re.I,
)
_NAME_LIKE = re.compile(r"[a-z][a-z0-9]*(?:[_ -][a-z0-9]+)*$")


def split_title(rows: Sequence[Row], blank_after: frozenset[int] = frozenset()) -> int:
    """Return how many of the first rows are titles above the table; `blank_after` are the rows that a blank line follows."""
    counts = [sum(1 for cell in row if cell.strip()) for row in rows[:SAMPLE]]
    usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
    if usual < 2:
        return 0
    taken = 0
    while taken < len(counts) - 1 and _is_title(rows, counts, usual, taken, taken in blank_after):
        taken += 1
    return taken if counts[taken] > 1 else 0


def _is_title(rows: Sequence[Row], counts: Sequence[int], usual: int, place: int, before_blank: bool) -> bool:
    count = counts[place]
    if count >= usual:
        return False
    if count * 2 <= usual or (count == 1 and counts[place + 1] >= 2):
        return True
    if before_blank or rows[place][0].lstrip().startswith("#"):
        return True
    return counts[place + 1] == usual and is_header(rows[place + 1 : SAMPLE]) and not is_header(rows[place:SAMPLE])


def count_notes(rows: Sequence[Row]) -> int:
    """Return how many of the last rows are notes below the table: a single cell of several words, where others have more."""
    count = 0
    for row in reversed(rows[1:]):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) != 1 or not row[0].strip() or len(row[0].split()) < 2:
            break
        count += 1
    return count if count < len(rows) - 1 and max(len(row) for row in rows) > 1 else 0


def is_header(rows: Sequence[Row]) -> bool:
    """Tell whether the first of the rows names the columns of the others.

    Against it speaks a cell that is a number, a date, an address or of the same make as those below; for it a word above
    numbers or dates, a known name of a column, and words written as names where the cells below are not. In doubt it does.
    """
    if not rows:
        return False
    first, below = [cell.strip() for cell in rows[0]], rows[1 : SAMPLE + 1]
    years = [cell for cell in first if _YEAR.match(cell)]
    if len(years) >= 2 and len(set(years)) == len(years) and not _is_value(first[0]) and sorted(years) in (years, years[::-1]):
        return True
    columns = [[cell for row in below if place < len(row) and (cell := row[place].strip())] for place in range(len(first))]
    values = [_is_value(name) and not _is_numbered(name, cells) for name, cells in zip(first, columns, strict=True)]
    if not any(first) or any(values) or any(len(cell) > MOST_HEADER_CHARS for cell in first):
        return False
    signs = [_sign(name, cells) for name, cells in zip(first, columns, strict=True) if name]
    if not below:
        return len(first) > 1 or signs[0] > 0
    return sum(signs) >= 0 if len(first) > 1 else sum(signs) > 0


def _sign(name: str, cells: Sequence[str]) -> int:
    """Return 2 or 1 where a cell looks like the name of the column below it, -1 where it looks like one of its cells."""
    if name.casefold() in KNOWN_KEYS:
        return 2
    if not cells:
        return 0
    if name in cells:
        return -1
    if sum(map(_is_value, cells)) >= ALIKE * len(cells):
        return 2
    if _NAME_LIKE.match(name) and sum(bool(_NAME_LIKE.match(cell)) for cell in cells) < (1 - ALIKE) * len(cells):
        return 2
    make, makes = _make(name), [_make(cell) for cell in cells]
    usual = max(set(makes), key=makes.count)
    if makes.count(usual) < ALIKE * len(makes):
        return 0
    if usual != make:
        return 1 if len(makes) > 1 else 0
    return -1 if len(make) > 2 or "9" in make else 0


def is_units(row: Row, below: Sequence[Row]) -> bool:
    """Tell whether a row below the header gives the units of its columns: short words above nothing but numbers."""
    units = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    if not units or not below or any(_is_value(unit) or len(unit) > MOST_UNIT_CHARS for _, unit in units):
        return False
    cells = [row[place].strip() for row in below[:SAMPLE] for place, _ in units if place < len(row)]
    return bool(cells) and all(_NUMBER.match(cell) for cell in cells if cell) and any(cells)


def column_names(header: Row, width: int) -> list[str]:
    """Return a name for each of `width` columns: those without one are numbered, equal ones told apart."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for place in range(width):
        name = " ".join(header[place].split()) if place < len(header) else ""
        name = name or f"column {place + 1}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names


def _is_value(cell: str) -> bool:
    return bool(_NUMBER.match(cell) or _TYPED.match(cell))


def _is_numbered(name: str, cells: Sequence[str]) -> bool:
    """Tell whether "No" stands for number: it is above numbers."""
    return name.casefold() == "no" and bool(cells) and all(_NUMBER.match(cell) for cell in cells)


def _make(cell: str) -> str:
    """Return what a cell is made of: runs of capitals A, of letters a, of digits 9, and the other characters."""
    kinds = ("9" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c for c in cell[:80])
    return re.sub(r"(.)\1+", r"\1", "".join(kinds))
