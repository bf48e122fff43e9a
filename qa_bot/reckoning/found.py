"""What comes of reckoning with rows, and what the rows are called in it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qa_bot.reckoning.columns import Column, Sheet, cell_text
from qa_bot.reckoning.conditions import Filter, rows_that_meet
from qa_bot.reckoning.periods import Period
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.wording import amount, of_rows

# A working that would name more rows than this names the first ones.
_MOST_NAMED = 12
_BOUNDS = frozenset((">", "<", ">=", "<=", "between"))


class Found(NamedTuple):
    """What was found: the value in words, the numbers of the rows that count, the working."""

    value: str
    rows: tuple[int, ...]
    working: str


def rows_of(asked: Reckoning, sheet: Sheet) -> tuple[int, ...]:
    """Return the rows that meet the filters of a reckoning."""
    return rows_that_meet(sheet, asked.filters)


def all_if_none(rows: tuple[int, ...], sheet: Sheet) -> tuple[int, ...]:
    """Return the rows that an answer rests on: for "none", all that were looked at."""
    return rows or tuple(range(len(sheet.rows)))


def labels(rows: Sequence[int], sheet: Sheet) -> str:
    """Return what rows are called, each once."""
    return ", ".join(dict.fromkeys(sheet.label(row) for row in rows))


def some_of(texts: Sequence[str], joint: str) -> str:
    """Return the first texts of many, and how many more there are."""
    shown = list(texts[:_MOST_NAMED])
    more = [f"and {len(texts) - len(shown)} more"] if len(texts) > len(shown) else []
    return joint.join([*shown, *more])


def named(rows: Sequence[int], sheet: Sheet) -> str:
    """Return what rows are called, the first ones of many."""
    return some_of([sheet.label(row) for row in rows], ", ")


def not_compared(filters: Sequence[Filter], sheet: Sheet) -> str:
    """Return a remark on rows that are left out because the cell that a bound is set to is empty."""
    bounded = dict.fromkeys(
        condition.column
        for chosen in filters
        for condition in chosen.any_of
        if condition.operator in _BOUNDS and not condition.negated
    )
    others = tuple(f for f in filters if not any(condition.column in bounded for condition in f.any_of))
    rows = rows_that_meet(sheet, others)
    return "".join(of_rows(sheet.columns[index], rows) for index in bounded)


def distinct_texts(rows: Sequence[int], column: Column, sheet: Sheet) -> list[str]:
    """Return the texts of a column in some rows, each once, whatever its case."""
    texts: dict[str, str] = {}
    for row in rows:
        text = cell_text(sheet.rows[row], column.place)
        texts.setdefault(text.casefold(), text)
    return list(texts.values())


def numbers_of(rows: Sequence[int], column: Column) -> list[tuple[int, Decimal]]:
    """Return the rows that have a number in a column, with it."""
    return [(row, value) for row in rows if isinstance(value := column.values[row], Decimal)]


def cell_of(row: int, column: Column, sheet: Sheet) -> str:
    """Return a cell as it is shown, a number with its unit."""
    value = column.values[row]
    return amount(value, column) if isinstance(value, Decimal) else cell_text(sheet.rows[row], column.place)


def sortable(value: object) -> Decimal | str:
    """Return what a value is ordered by."""
    if isinstance(value, Period):
        return value.first
    return value if isinstance(value, Decimal) else Decimal()


def column_of(asked: Reckoning, sheet: Sheet) -> Column:
    """Return the column that a reckoning is about."""
    assert asked.column is not None
    return sheet.columns[asked.column]
