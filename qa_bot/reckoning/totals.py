"""Counts, sums, averages and shares of rows."""

from decimal import Decimal

from qa_bot.reckoning.columns import Sheet
from qa_bot.reckoning.conditions import rows_that_meet
from qa_bot.reckoning.found import (
    Found,
    all_if_none,
    cell_of,
    column_of,
    distinct_texts,
    named,
    not_compared,
    numbers_of,
    rows_of,
    some_of,
)
from qa_bot.reckoning.numbers import rounded
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.wording import amount, of_rows, plural, series, text_of


def count(asked: Reckoning, sheet: Sheet) -> Found:
    """Count the rows."""
    rows = rows_of(asked, sheet)
    working = f"{len(rows)} of {plural(len(sheet.rows), 'row')}" + (f": {named(rows, sheet)}" if rows else "")
    working += not_compared(asked.filters, sheet)
    return Found(str(len(rows)), all_if_none(rows, sheet), working)


def distinct(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Count the different values of a column."""
    column = column_of(asked, sheet)
    rows = [row for row in rows_of(asked, sheet) if column.values[row] is not None]
    values = distinct_texts(rows, column, sheet)
    if not rows:
        return None
    working = f"{len(values)} different in {plural(len(rows), 'row')} ({column.name}): {some_of(values, ', ')}"
    return Found(str(len(values)), tuple(rows), working + of_rows(column, rows_of(asked, sheet)))


def add_up(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Add up a column."""
    column = column_of(asked, sheet)
    rows = rows_of(asked, sheet)
    numbers = numbers_of(rows, column)
    if not numbers:
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    working = f"{plural(len(values), 'row')}: {series(values, column)} = {amount(total, column)}"
    return Found(amount(total, column), tuple(row for row, _ in numbers), working + of_rows(column, rows_of(asked, sheet)))


def average(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return the average of a column."""
    column = column_of(asked, sheet)
    numbers = numbers_of(rows_of(asked, sheet), column)
    if not numbers:
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    mean = rounded(total / len(values), values)
    working = f"average of {plural(len(values), 'row')}: ({series(values, column)}) / {len(values)} = {amount(mean, column)}"
    if len(values) > 6:
        working = f"average of {plural(len(values), 'row')}: {text_of(total, column)} / {len(values)} = {amount(mean, column)}"
    return Found(amount(mean, column), tuple(row for row, _ in numbers), working + of_rows(column, rows_of(asked, sheet)))


def median(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return the middle number of a column, or the average of the two in the middle."""
    column = column_of(asked, sheet)
    numbers = sorted(numbers_of(rows_of(asked, sheet), column), key=lambda pair: pair[1])
    if not numbers:
        return None
    middle = numbers[(len(numbers) - 1) // 2 : len(numbers) // 2 + 1]
    values = [value for _, value in middle]
    median = rounded(sum(values, Decimal()) / len(values), values) if len(values) > 1 else values[0]
    working = f"median of {plural(len(numbers), 'row')}, in order: {series([v for _, v in numbers], column, ', ')}"
    return Found(amount(median, column), tuple(row for row, _ in numbers), working + of_rows(column, rows_of(asked, sheet)))


def share(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return how many rows in a hundred meet the filters."""
    whole, rows = rows_that_meet(sheet, asked.base), rows_of(asked, sheet)
    if not whole:
        return None
    share = rounded(Decimal(100 * len(rows)) / len(whole))
    working = f"{len(rows)} of {plural(len(whole), 'row')} = {share} %"
    return Found(f"{share} %", all_if_none(rows, sheet), working + (f": {named(rows, sheet)}" if rows else ""))


def span(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Return the difference between the highest and the lowest number."""
    column = column_of(asked, sheet)
    numbers = numbers_of(rows_of(asked, sheet), column)
    if not numbers:
        return None
    high, low = max(value for _, value in numbers), min(value for _, value in numbers)
    rows = tuple(row for row, value in numbers if value in (high, low))
    named = "; ".join(f"{sheet.label(row)}: {column.name} {cell_of(row, column, sheet)}" for row in rows)
    difference = plural(int(high - low), "year") if column.is_year else amount(high - low, column)
    return Found(difference, rows, f"{named}; {text_of(high, column)} - {text_of(low, column)} = {difference}")
