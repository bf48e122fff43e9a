"""Two sides compared, each one row or a group of rows; both are shown."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qa_bot.reckoning.columns import Sheet
from qa_bot.reckoning.conditions import rows_that_meet
from qa_bot.reckoning.found import Found, cell_of, column_of, numbers_of, sortable
from qa_bot.reckoning.numbers import rounded
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.wording import amount, plural, text_of


def _order(value: Decimal | str) -> tuple[str, Decimal]:
    """Return what values of one column are ordered by."""
    return (value, Decimal()) if isinstance(value, str) else ("", value)


class _Side(NamedTuple):
    name: str
    rows: tuple[int, ...]
    value: Decimal | str
    shown: str


def _sides(asked: Reckoning, sheet: Sheet) -> list[_Side] | None:
    sides = []
    for operand in asked.operands:
        rows = rows_that_meet(sheet, (operand.filter, *asked.filters))
        side = _side(asked, sheet, operand.name, rows)
        if side is None:
            return None
        sides.append(side)
    return sides


def _side(asked: Reckoning, sheet: Sheet, name: str, rows: tuple[int, ...]) -> _Side | None:
    if asked.within == "count":
        return _Side(name, rows, Decimal(len(rows)), plural(len(rows), "row")) if rows else None
    column = column_of(asked, sheet)
    if asked.within:
        inner = Reckoning("sum", column.place, filters=())
        numbers = numbers_of(rows, column)
        if not numbers or (asked.within == "sum" and len(numbers) < len(rows)):
            return None
        total = sum((value for _, value in numbers), Decimal())
        value = total if asked.within == "sum" else total / len(numbers)
        shown = amount(rounded(value, [v for _, v in numbers]) if asked.within == "average" else value, column)
        return _Side(name, tuple(row for row, _ in numbers), value, f"{inner and asked.within} {column.name} {shown}")
    if len(rows) != 1 or column.values[rows[0]] is None:
        return None
    return _Side(
        sheet.label(rows[0]), rows, sortable(column.values[rows[0]]), f"{column.name} {cell_of(rows[0], column, sheet)}"
    )


def _both(sides: Sequence[_Side]) -> tuple[tuple[int, ...], str]:
    rows = tuple(dict.fromkeys(row for side in sides for row in side.rows))
    return rows, "; ".join(f"{side.name}: {side.shown}" for side in sides)


def compare(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return which side is at the end asked for."""
    sides = _sides(asked, sheet)
    if not sides:
        return None
    values = [side.value for side in sides]
    best = (max if asked.sign > 0 else min)(values, key=_order)
    chosen = [side.name for side in sides if side.value == best]
    rows, working = _both(sides)
    value = f"the same ({', '.join(chosen)})" if len(chosen) == len(sides) else ", ".join(chosen)
    return Found(value, rows, working)


def holds(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Tell whether the first side is above (below) the second."""
    sides = _sides(asked, sheet)
    if not sides or len(sides) != 2:
        return None
    first, second = sides[0].value, sides[1].value
    met = _order(first) > _order(second) if asked.sign > 0 else _order(first) < _order(second)
    rows, working = _both(sides)
    return Found("Yes" if met else "No", rows, working + (" (the same)" if first == second else ""))


def same(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Tell whether both sides are equal."""
    sides = _sides(asked, sheet)
    if not sides or len(sides) != 2:
        return None
    rows, working = _both(sides)
    return Found("Yes" if sides[0].value == sides[1].value else "No", rows, working)


def difference(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return how far the sides are apart."""
    sides = _sides(asked, sheet)
    if not sides or len(sides) != 2:
        return None
    first, second = sides[0].value, sides[1].value
    if not isinstance(first, Decimal) or not isinstance(second, Decimal):
        return None
    rows, working = _both(sides)
    high, low = max(first, second), min(first, second)
    if asked.within == "count":
        return Found(str(high - low), rows, f"{working}; {high} - {low} = {high - low}")
    column = column_of(asked, sheet)
    difference = rounded(high - low, [high, low]) if asked.within == "average" else high - low
    if column.is_year:
        return Found(plural(int(difference), "year"), rows, f"{working}; {high} - {low} = {difference}")
    return Found(
        amount(difference, column),
        rows,
        f"{working}; {text_of(high, column)} - {text_of(low, column)} = {amount(difference, column)}",
    )
