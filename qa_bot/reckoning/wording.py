"""Numbers and rows in plain words."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.numbers import written

# A sum of more numbers than this shows its first ones and its last.
_MOST_SHOWN = 12


def plural(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> plural(1, "row"), plural(3, "row")
    ('1 row', '3 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def amount(value: Decimal, column: Column) -> str:
    """Return a number as its column writes numbers, with its unit."""
    return written(value, column.style, column.shown_unit)


def text_of(value: Decimal, column: Column) -> str:
    """Return a number as its column writes numbers, without its unit."""
    return written(value, column.style._replace(before="", after=""))


def series(values: Sequence[Decimal], column: Column, joint: str = " + ") -> str:
    """Return the numbers of a sum, the middle left out where they are many."""
    texts = [text_of(value, column) for value in values]
    if len(texts) > _MOST_SHOWN:
        texts = [*texts[: _MOST_SHOWN - 2], "…", texts[-1]]
    return joint.join(texts)


def of_rows(column: Column, rows: Sequence[int]) -> str:
    """Return a remark on rows that were left out because their cell is empty: " (1 row has no price)"."""
    empty = sum(column.values[row] is None for row in rows)
    if not empty:
        return ""
    return f" ({plural(empty, 'row')} {'has' if empty == 1 else 'have'} no {column.name})"
