"""Reckon exactly, in decimals: from what a question asks of a table to the value, the rows that count and the working."""

from collections.abc import Callable

from qa_bot.reckoning.choices import check, every, exists, extreme, list_rows
from qa_bot.reckoning.columns import Sheet
from qa_bot.reckoning.found import Found, column_of
from qa_bot.reckoning.groups import grouped
from qa_bot.reckoning.reckonings import Operation, Reckoned, Reckoning
from qa_bot.reckoning.sides import compare, difference, holds, same
from qa_bot.reckoning.totals import add_up, average, count, distinct, median, share, span

_OPERATIONS: dict[Operation, Callable[[Reckoning, Sheet], Found | None]] = {
    "count": count,
    "distinct": distinct,
    "sum": add_up,
    "average": average,
    "median": median,
    "extreme": extreme,
    "list": list_rows,
    "exists": exists,
    "every": every,
    "share": share,
    "check": check,
    "compare": compare,
    "holds": holds,
    "same": same,
    "difference": difference,
    "range": span,
}

# What says that no row is meant: a question that only seems to be about the table comes to it.
_NONE: dict[Operation, tuple[str, ...]] = {"count": ("0",), "list": ("none",), "exists": ("No",), "share": ("0 %",)}


def compute(asked: Reckoning, sheet: Sheet) -> Reckoned | None:
    """Return what a reckoning comes to, or None where there is nothing to reckon with or the table states it."""
    if asked.stated:
        return None
    found = grouped(asked, sheet) if asked.group is not None else _OPERATIONS[asked.operation](asked, sheet)
    if found is None or (asked.expected and asked.expected != len(found.rows)):
        return None
    if not asked.names_table and found.value in _NONE.get(asked.operation, ()):
        return None
    rows = tuple(sheet.rows[number] for number in found.rows)
    return Reckoned(found.value, rows, found.working, _answer(asked, sheet, found), sheet.table, asked)


def _answer(asked: Reckoning, sheet: Sheet, found: Found) -> str:
    """Return a sentence of the value and the working: small words, cells, headers and numbers."""
    if (asked.group is None and asked.operation in ("count", "distinct", "share")) or (
        asked.operation == "list" and asked.shown is None
    ):
        return found.working
    if asked.group is not None and not asked.sign:
        return found.working
    if asked.operation in ("sum", "average", "median") and asked.group is None:
        name = "total" if asked.operation == "sum" else asked.operation
        return f"{name} {column_of(asked, sheet).name}: {found.value} ({found.working})"
    return f"{found.value}. {found.working}" if found.value in ("Yes", "No") else f"{found.value} ({found.working})"
