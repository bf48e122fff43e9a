"""A table read: totals of its own apart, its columns, and the column that its rows are called by."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.column_reading import read_column
from qa_bot.reckoning.columns import Column, Sheet, cell_text, is_missing, stems_of
from qa_bot.reckoning.durations import of_race
from qa_bot.reckoning.numbers import read_numbers
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.tables import Row, Table

# What is longer, in characters, is a description and names no row.
_LONGEST_NAME = 80


_CALLED = frozenset((root("name"), root("title")))


# Headers of codes by which rows are called.
_CODES = frozenset("no nr number code id ref inventori tag label asset".split())


_SUMS = frozenset("total totals sum subtotal subtotals overall average mean".split())


def read_sheet(table: Table) -> Sheet | None:
    """Return a table read, or None where it has no header or no rows."""
    if not table.columns or not any(name.strip() for name in table.columns):
        return None
    totals = tuple(row for row in table.rows if _is_total(row, len(table.columns)))
    rows = tuple(row for row in table.rows if row not in totals and any(not is_missing(cell.text) for cell in row.cells))
    if not rows:
        return None
    names, rows = _with_units(table.columns, rows)
    in_race = of_race(stems_of(table.title), names)
    columns = tuple(read_column(index, name, rows, in_race) for index, name in enumerate(names))
    columns = _numbered(columns, stems_of(table.title))
    numbered = columns[0].names_things and set(columns[0].stems) <= set(stems_of(table.title))
    key, unique = (0, True) if numbered else _key(columns)
    return Sheet(table, rows, totals, columns, key, unique, _kind(columns, columns[key], stems_of(table.title)))


def _with_units(names: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return headers and rows without a first row that only says units: where it has a word, the rest has numbers."""
    if len(rows) < 2:
        return names, rows
    units = {index: text for index in range(len(names)) if not is_missing(text := cell_text(rows[0], index))}
    for index, text in units.items():
        below = [None if is_missing(cell) else cell for cell in (cell_text(row, index) for row in rows[1:])]
        if any(char.isdigit() and char not in "²³" for char in text) or read_numbers(below) is None:
            return names, rows
    if len(units) == len(names):
        return names, rows
    return tuple(f"{name} ({units[index]})" if index in units else name for index, name in enumerate(names)), rows[1:]


def _is_total(row: Row, width: int) -> bool:
    filled = [cell.text for cell in row.cells if not is_missing(cell.text)]
    first = set(stems_of(filled[0])) if filled else set()
    words = {root(word) for word in _SUMS}
    return width > 1 and bool(first & words) and len(first - words) <= 1


def _numbered(columns: tuple[Column, ...], title: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns, the first one as names of the rows where it numbers what the title says: stalls 1, 2, 3."""
    first = columns[0]
    values = [value for value in first.values if isinstance(value, Decimal)]
    whole = len(set(values)) == len(first.values) and all(value == value.to_integral_value() for value in values)
    if first.addable and whole and first.unit is None and set(first.stems) <= set(title):
        return (first._replace(names_things=True), *columns[1:])
    return columns


def _key(columns: Sequence[Column]) -> tuple[int, bool]:
    words = [column for column in columns if column.kind == "words"]
    called = [column for column in words if set(column.stems) & _CALLED and not set(stems_of(column.name)) & _CODES]
    coded = [column for column in words if set(stems_of(column.name)) & _CODES]
    for column in [*called, *words] if coded and coded[0] == words[0] else words:
        present = [value for value in column.values if value is not None]
        short = all(len(str(value)) <= _LONGEST_NAME for value in present)
        if short and len(present) == len(column.values) and len(set(present)) == len(present):
            return column.place, True
    if words:
        return words[0].place, False
    return 0, len(set(columns[0].values)) == len(columns[0].values)


def _kind(columns: Sequence[Column], key: Column, title: Sequence[str]) -> int | None:
    """Return the column that says what rows are where the key is a code: the one with the title's word for them."""
    if not set(stems_of(key.name)) & _CODES:
        return None
    held = [column.place for column in columns if column != key and column.kind == "words" and set(column.stems) <= set(title)]
    return held[0] if len(held) == 1 else None
