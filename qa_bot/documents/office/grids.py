"""Tables in a grid of cells that has no marks: separated by empty rows and columns, with titles above and remarks below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from qa_bot.documents.office.xlsx_cells import Cell, Range
from qa_bot.documents.writing import paragraph, table

# Cells that one merged range is repeated in.
MOST_REPEATED = 10_000
Grid = Mapping[int, Mapping[int, Cell]]


def grid_blocks(
    rows: Grid, merged: Sequence[Range] = (), hidden_rows: Set[int] = frozenset(), hidden_columns: Set[int] = frozenset()
) -> Iterator[str]:
    """Yield the paragraphs and tables of a sheet; `rows` are its filled cells by row and column.

    Rows and columns that are hidden part no tables.
    """
    grid = {number: dict(cells) for number, cells in rows.items()}
    wide = _spread(grid, merged)
    for group in _runs((number for number, cells in grid.items() if cells), hidden_rows):
        for part in _side_by_side([(number, grid[number]) for number in group], hidden_columns):
            yield from _blocks(part, wide)


def _runs(numbers: Iterable[int], hidden: Set[int]) -> list[list[int]]:
    """Return numbers that follow each other without a gap, but for hidden ones."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and _is_next(runs[-1][-1], number, hidden):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_next(before: int, number: int, hidden: Set[int]) -> bool:
    gap = number - before - 1
    return gap <= len(hidden) and all(between in hidden for between in range(before + 1, number))


_Rows = list[tuple[int, dict[int, Cell]]]


def _side_by_side(rows: _Rows, hidden: Set[int]) -> list[_Rows]:
    """Return the tables that stand beside each other, with a column between them that is empty."""
    runs = _runs({column for _, cells in rows for column in cells}, hidden)
    if len(runs) < 2 or any(len(run) < 2 for run in runs) or len(rows) < 2:
        return [rows]
    parts = [[(number, {column: cells[column] for column in run if column in cells}) for number, cells in rows] for run in runs]
    return [[(number, cells) for number, cells in part if cells] for part in parts]


def _blocks(rows: _Rows, wide: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the titles above a table, the table, and the remarks below."""
    width = len({column for _, cells in rows for column in cells})
    start, stop = 0, len(rows)
    if width > 1:
        while start < stop and _is_alone(rows[start], wide):
            start += 1
        while stop > start + 1 and _is_alone(rows[stop - 1], wide) and _is_remark(rows[stop - 1]):
            stop -= 1
    yield from (_line(row) for row in rows[:start])
    if body := rows[start:stop]:
        yield _table(body, wide)
    yield from (_line(row) for row in rows[stop:])


def _table(rows: _Rows, wide: set[tuple[int, int]]) -> str:
    columns = sorted({column for _, cells in rows for column in cells})
    if len(columns) == 1 and len(rows) < 3:
        return "\n\n".join(_line(row) for row in rows)
    heads = _header_rows(rows, len(columns), wide)
    grid = [[cells[column].text if column in cells else "" for column in columns] for _, cells in rows]
    if heads > 1:
        joined = [" ".join(dict.fromkeys(row[place] for row in grid[:heads] if row[place])) for place in range(len(columns))]
        grid = [joined, *grid[heads:]]
    return table(grid, has_header=heads > 0)


def _header_rows(rows: _Rows, width: int, wide: set[tuple[int, int]]) -> int:
    """Return how many rows name the columns: 0, 1, or 2 where the first spans several columns."""
    number, first = rows[0]
    is_named = 2 * len(first) > width and not any(cell.is_value for cell in first.values())
    if len(rows) < 2 or not is_named or any(cell.text.endswith(":") for cell in first.values()):
        return 0
    has_figures = any(any(c.isdigit() for c in cell.text) for cell in first.values())
    is_bold = all(cell.is_bold for cell in first.values())
    if has_figures and not is_bold and not any(cell.is_value for _, cells in rows[1:] for cell in cells.values()):
        return 0
    second = rows[1][1]
    spans = any((number, column) in wide for column in first)
    return 2 if spans and len(rows) > 2 and len(second) > 1 and not any(cell.is_value for cell in second.values()) else 1


def _is_alone(row: tuple[int, dict[int, Cell]], wide: set[tuple[int, int]]) -> bool:
    """Tell whether a row holds one cell, or one that spans all others."""
    number, cells = row
    return len({cell.text for cell in cells.values()}) == 1 and (
        len(cells) == 1 or all((number, column) in wide for column in cells)
    )


def _is_remark(row: tuple[int, dict[int, Cell]]) -> bool:
    cell = next(iter(row[1].values()))
    return not cell.is_value and len(cell.text.split()) > 1


def _line(row: tuple[int, dict[int, Cell]]) -> str:
    return paragraph(" ".join(dict.fromkeys(cell.text.replace("\n", " ") for cell in row[1].values())))


def _spread(grid: dict[int, dict[int, Cell]], merged: Sequence[Range]) -> set[tuple[int, int]]:
    """Repeat what merged cells hold in all they cover; return the places of those that span columns."""
    wide: set[tuple[int, int]] = set()
    left = MOST_REPEATED
    for area in merged:
        cell = grid.get(area.top, {}).get(area.left)
        if cell is None or (area.right - area.left + 1) * (area.bottom - area.top + 1) > left:
            continue
        for number in range(area.top, area.bottom + 1):
            if number != area.top and not grid.get(number):
                continue
            for column in range(area.left, area.right + 1):
                grid[number].setdefault(column, cell)
                left -= 1
                if area.right > area.left:
                    wide.add((number, column))
    return wide
