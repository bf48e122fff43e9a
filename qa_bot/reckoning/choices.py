"""Rows that are chosen: those at one end of a column, those that meet the filters, and whether there are any."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.columns import Column, Sheet, cell_text
from qa_bot.reckoning.conditions import rows_that_meet
from qa_bot.reckoning.found import (
    Found,
    all_if_none,
    cell_of,
    column_of,
    distinct_texts,
    labels,
    named,
    not_compared,
    rows_of,
    some_of,
    sortable,
)
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.wording import of_rows, plural


def extreme(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return the rows at one end of a column, all that tie included."""
    column, rows = column_of(asked, sheet), rows_of(asked, sheet)
    known = [(row, sortable(column.values[row])) for row in rows if column.values[row] is not None]
    ends = sorted({value for _, value in known}, reverse=asked.sign > 0)
    if len(ends) < asked.rank:
        return None
    chosen = _at_end(asked, known, ends)
    shown = sheet.columns[asked.shown] if asked.shown is not None else None
    value = _texts(chosen, shown, sheet) if shown else labels(chosen, sheet)
    if not value:
        return None
    end = _name_of_end(asked, column)
    place = f"number {asked.rank} from the {end}" if asked.rank > 1 else end
    working = f"{place} {column.name} of {plural(len(known), 'row')}: {_cells_at_end(chosen, column, shown, sheet)}"
    return Found(value, tuple(chosen), working + of_rows(column, rows))


def _at_end(asked: Reckoning, known: Sequence[tuple[int, Decimal | str]], ends: Sequence[Decimal | str]) -> list[int]:
    """Return the rows at the place that is asked for, or the first so many from the end on."""
    if asked.many == 1:
        return [row for row, value in known if value == ends[asked.rank - 1]]
    ranked = sorted(known, key=lambda pair: ends.index(pair[1]))
    last = ends.index(ranked[min(asked.many, len(ranked)) - 1][1])
    return [row for row, value in ranked if ends.index(value) <= last]


def _texts(rows: Sequence[int], shown: Column, sheet: Sheet) -> str:
    if shown.kind == "words":
        return ", ".join(text for text in distinct_texts(rows, shown, sheet) if text)
    return ", ".join(text for text in dict.fromkeys(cell_of(row, shown, sheet) for row in rows) if text)


def _name_of_end(asked: Reckoning, column: Column) -> str:
    if column.kind == "number" and not column.is_year:
        return "highest" if asked.sign > 0 else "lowest"
    return "latest" if asked.sign > 0 else "earliest"


def _cells_at_end(rows: Sequence[int], column: Column, shown: Column | None, sheet: Sheet) -> str:
    """Return the rows with the cell that puts them at the end, and the one asked for; one cell where all are alike."""
    if shown is None and len({column.values[row] for row in rows}) == 1:
        return cell_of(rows[0], column, sheet)
    other = shown if shown and shown.kind != "words" and shown != column else None
    lines = [f"{sheet.label(row)}: {cell_of(row, column, sheet)}" for row in rows]
    if other:
        lines = [f"{line}, {other.name} {cell_of(row, other, sheet)}" for line, row in zip(lines, rows, strict=True)]
    return some_of(lines, "; ")


def list_rows(asked: Reckoning, sheet: Sheet) -> Found | None:
    """List the rows that meet the filters; None where the cells that are asked for are empty."""
    rows = rows_of(asked, sheet)
    column = sheet.columns[asked.shown] if asked.shown is not None else None
    value = ", ".join(distinct_texts(rows, column, sheet)) if column else labels(rows, sheet)
    if rows and not value:
        return None
    working = f"{len(rows)} of {plural(len(sheet.rows), 'row')}" + (f": {_details(rows, asked, sheet)}" if rows else "")
    working += not_compared(asked.filters, sheet)
    return Found(value or "none", all_if_none(rows, sheet), working)


def _details(rows: Sequence[int], asked: Reckoning, sheet: Sheet) -> str:
    """Return the rows with the cells that the filters looked at."""
    looked = dict.fromkeys(
        condition.column for chosen in asked.filters for condition in chosen.any_of if condition.column != sheet.key
    )
    lines = []
    for row in rows:
        cells = [(sheet.columns[index].name, cell_text(sheet.rows[row], index)) for index in looked]
        lines.append(", ".join([sheet.label(row), *(f"{name} {text}" for name, text in cells if text)]))
    return some_of(lines, "; ")


def exists(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Tell whether any row meets the filters."""
    listed = list_rows(asked._replace(shown=None), sheet)
    return listed and listed._replace(value="Yes" if listed.value != "none" else "No")


def every(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Tell whether all rows meet the last filter."""
    base = rows_that_meet(sheet, asked.filters[:-1])
    rows = rows_of(asked, sheet)
    if not base:
        return None
    others = [row for row in base if row not in rows]
    working = f"{len(rows)} of {plural(len(base), 'row')}" + (f", not: {named(others, sheet)}" if others else "")
    return Found("No" if others else "Yes", tuple(others or base), working)


def check(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Tell whether the one row named meets a bound."""
    named = rows_that_meet(sheet, asked.filters[:1])
    column = sheet.columns[asked.filters[-1].any_of[0].column]
    if len(named) != 1 or column.values[named[0]] is None:
        return None
    met = bool(rows_of(asked, sheet))
    return Found("Yes" if met else "No", named, f"{sheet.label(named[0])}: {column.name} {cell_of(named[0], column, sheet)}")
