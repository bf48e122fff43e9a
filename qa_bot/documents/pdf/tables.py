"""Tables of a PDF page: rows whose parts stand below each other."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from qa_bot.documents.pdf.layout import Segment, lines_of
from qa_bot.documents.writing import looks_like_header

MIN_ROWS = 3
# Rows farther apart than this many usual distances are no longer one table.
FARTHEST = 2.3
_TOLERANCE = 2.0
_FIGURE = re.compile(r"[^\w\s]?\s*[+-]?\d[\d.,' ]*\s*(?:%|[^\w\s]|[A-Z]{3})?")

Line = list[Segment]


class Grid(NamedTuple):
    """A table: its rows of cells, and whether the first names the columns."""

    rows: list[list[str]]
    has_header: bool


def split_tables(segments: Sequence[Segment], rules: Sequence[float]) -> list[list[Line] | Grid]:
    """Return the lines of a region, those of a table as its grid."""
    lines = [sorted(line, key=lambda part: part.left) for line in lines_of(segments)]
    found: list[list[Line] | Grid] = []
    plain: list[Line] = []
    position = 0
    while position < len(lines):
        stop = _end_of_table(lines, position)
        grid = _grid(lines[position:stop], rules) if stop > position else None
        if grid is None:
            plain.append(lines[position])
            position += 1
            continue
        found += [plain] if plain else []
        found.append(grid)
        plain = []
        position = stop
    return found + ([plain] if plain else [])


def _end_of_table(lines: Sequence[Line], start: int) -> int:
    """Return where the table that starts at a line ends; the start itself where there is none."""
    if len(lines[start]) < 2 or is_code(lines[start]):
        return start
    stop, spread = start + 1, [start]
    distances: list[float] = []
    while stop < len(lines):
        distance = lines[stop][0].base - lines[stop - 1][0].base
        if distances and distance > FARTHEST * median(distances):
            break
        if len(lines[stop]) > 1:
            columns = columns_of([lines[i] for i in [*spread, stop]])
            if any(_width(lines[i], columns) < 2 for i in [*spread, stop]):
                break
            spread.append(stop)
        elif not _fits(lines[stop][0], columns_of([lines[i] for i in spread])):
            break
        distances.append(distance)
        stop += 1
    while stop - 1 > spread[-1] and not _is_rest(lines[stop - 1], lines[stop - 2]):
        stop -= 1
    is_small = len(spread) == 2 and min(len(lines[i]) for i in spread) >= 3
    return stop if len(spread) >= MIN_ROWS or is_small else start


def is_code(line: Line) -> bool:
    """Tell whether a line is set in letters of one width."""
    return all(part.mono for part in line)


def columns_of(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the edges of the columns: the stretches of the page that parts of the fullest lines lie over, joined where they
    touch, and those of other lines' parts that lie beside them all.
    """
    counts = sorted((len(line) for line in lines), reverse=True)
    fullest = counts[1] if len(counts) > 1 else counts[0]
    columns = _joined_spans((part.left, part.right) for line in lines if len(line) >= fullest for part in line)
    others = [(part.left, part.right) for line in lines if len(line) < fullest for part in line]
    beside = [span for span in others if not any(span[0] < right and span[1] > left for left, right in columns)]
    return _joined_spans([*columns, *beside])


def _joined_spans(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if columns and left < columns[-1][1] + _TOLERANCE:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _width(line: Line, columns: Sequence[tuple[float, float]]) -> int:
    """Return in how many columns a line has parts."""
    return sum(any(part.left < right and part.right > left for part in line) for left, right in columns)


def _fits(part: Segment, columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a part that stands alone on its line lies within one column."""
    return sum(part.left < right and part.right > left for left, right in columns) == 1


def _is_rest(line: Line, above: Line) -> bool:
    """Tell whether a line at the end of a table goes on with a cell of the line above."""
    part = line[0]
    over = [cell for cell in above if cell.left < part.right and cell.right > part.left - _TOLERANCE]
    is_near = part.base - above[0].base <= 1.35 * part.size
    return is_near and bool(over) and len(above) > 1 and (part.text[:1].islower() or part.left > above[0].right)


def _grid(lines: Sequence[Line], rules: Sequence[float]) -> Grid | None:
    columns = columns_of([line for line in lines if len(line) > 1])
    if len(columns) < 2:
        return None
    rows: list[list[str]] = []
    bases: list[float] = []
    distance = median(below[0].base - above[0].base for above, below in pairwise(lines))
    inside = [rule for rule in rules if lines[0][0].base < rule < lines[-1][0].base]
    is_ruled = len(inside) >= max(1, (len(lines) - 1) // 4) and len(inside) > 1
    for number, line in enumerate(lines):
        cells = _cells(line, columns)
        if rows and _continues(cells, rows[-1], line, bases[-1], distance, inside if is_ruled else None):
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
        bases.append(line[0].base)
        if number == 0:
            is_bold = all(part.bold for part in line)
    others_bold = all(part.bold for line in lines[1:] for part in line)
    filled = all(rows[0]) or sum(map(bool, rows[0])) >= max(2, len(columns) - 1)
    has_header = len(rows) > 1 and filled and ((is_bold and not others_bold) or looks_like_header(rows))
    return Grid([rows[0], *map(_with_label_first, rows[1:])] if has_header else rows, has_header)


def _with_label_first(cells: list[str]) -> list[str]:
    """Return a row that is a label and a figure alone, as a sum is, with the label in the first column."""
    filled = [place for place, cell in enumerate(cells) if cell]
    if len(filled) != 2 or filled[0] == 0 or _FIGURE.fullmatch(cells[filled[0]]) or not _FIGURE.fullmatch(cells[filled[1]]):
        return cells
    moved = list(cells)
    moved[0], moved[filled[0]] = cells[filled[0]], ""
    return moved


def _cells(line: Line, columns: Sequence[tuple[float, float]]) -> list[str]:
    cells = [""] * len(columns)
    for part in line:
        overlaps = [min(part.right, right) - max(part.left, left) for left, right in columns]
        place = overlaps.index(max(overlaps))
        cells[place] = f"{cells[place]} {part.text}".strip()
    return cells


def _continues(
    cells: list[str], above: list[str], line: Line, base: float, distance: float, rules: Sequence[float] | None
) -> bool:
    """Tell whether a line goes on with the row above: no rule between, or cells without a first one close below."""
    if rules is not None:
        return not any(base < rule < line[0].base for rule in rules)
    is_near = line[0].base - base <= 1.15 * distance
    missing = sum(not cell for cell in cells)
    if not is_near or not missing or any(_FIGURE.fullmatch(cell) for cell in cells):
        return False
    if not cells[0]:
        return missing > 1 or any(cell[:1].islower() for cell in cells)
    return missing >= len(cells) - 1 and cells[0][:1].islower() and bool(above[0])
