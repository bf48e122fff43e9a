"""Groups of rows: each counted, added up or averaged, and which of them is at one end."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qa_bot.reckoning.columns import Column, Sheet, cell_text
from qa_bot.reckoning.found import Found, numbers_of, rows_of
from qa_bot.reckoning.numbers import rounded
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.wording import amount


def grouped(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Count, add up or average each group of a column, or return the groups at one end."""
    group = sheet.columns[asked.group or 0]
    rows = [row for row in rows_of(asked, sheet) if group.values[row] is not None]
    column = sheet.columns[asked.column] if asked.column is not None else None
    sides = [_of_group(asked, name, held, column) for name, held in _members(rows, group, sheet)]
    known = [side for side in sides if side]
    if not known or (asked.operation == "sum" and asked.sign and len(known) < len(sides)):
        return None
    listed = "; ".join(f"{side.name}: {side.shown}" for side in known)
    if not asked.sign:
        return Found(", ".join(f"{side.name}: {side.shown}" for side in known), _rows(known), listed)
    ends = sorted({side.value for side in known}, reverse=asked.sign > 0)
    best = [side for side in known if side.value in ends[: asked.many]]
    what = f"{asked.operation} of {column.name}" if column else "rows"
    return Found(", ".join(side.name for side in best), _rows(best), f"{what} by {group.name}: {listed}")


def _members(rows: Sequence[int], group: Column, sheet: Sheet) -> list[tuple[str, list[int]]]:
    """Return the values of a column, each once whatever its case, with the rows that have it."""
    members: dict[str, tuple[str, list[int]]] = {}
    for row in rows:
        text = cell_text(sheet.rows[row], group.place)
        members.setdefault(text.casefold(), (text, []))[1].append(row)
    return list(members.values())


def _rows(sides: Sequence["_Group"]) -> tuple[int, ...]:
    return tuple(row for side in sides for row in side.rows)


class _Group(NamedTuple):
    name: str
    rows: list[int]
    value: Decimal
    shown: str


def _of_group(asked: Reckoning, name: str, rows: list[int], column: Column | None) -> _Group | None:
    if column is None or asked.operation == "count":
        return _Group(name, rows, Decimal(len(rows)), str(len(rows)))
    numbers = numbers_of(rows, column)
    if not numbers:
        return None
    if asked.operation == "sum" and asked.sign and len(numbers) < len(rows):
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    if asked.operation == "sum":
        return _Group(name, [row for row, _ in numbers], total, amount(total, column))
    mean = total / len(values)
    return _Group(name, [row for row, _ in numbers], mean, amount(rounded(mean, values), column))
