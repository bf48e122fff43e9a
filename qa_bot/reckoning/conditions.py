"""Which rows of a table meet a condition of the question."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qa_bot.reckoning.codes import is_headed
from qa_bot.reckoning.columns import Column, Sheet, cell_text, parts_of, stems_of
from qa_bot.reckoning.measures import Stems
from qa_bot.reckoning.periods import Period


class Condition(NamedTuple):
    """What a cell of a column must be: `operator` is a comparison, "is", "yes", "missing" or "present".

    "headed" is met by cells that a word opens or closes ("Cello 3/4"), "coded" by those with a letter in front ("F", "F40").

    `bound` and `high` are numbers or periods; `row` is the row whose cell is the bound; `average` takes the column's average.
    """

    column: int
    operator: str
    bound: Decimal | Period | None = None
    high: Decimal | Period | None = None
    stems: Stems = ()
    row: int | None = None
    average: bool = False
    negated: bool = False


class Filter(NamedTuple):
    """Conditions of which one must hold."""

    any_of: tuple[Condition, ...]

    def negated(self) -> "Filter | None":
        """Return the filter that holds where this one does not, None where that needs more than one filter."""
        columns = {condition.column for condition in self.any_of}
        if len(self.any_of) > 1 and not (len(columns) == 1 and all(c.operator == "is" for c in self.any_of)):
            return None
        return Filter(tuple(condition._replace(negated=not condition.negated) for condition in self.any_of))


def rows_that_meet(sheet: Sheet, filters: Sequence[Filter]) -> tuple[int, ...]:
    """Return the numbers of the rows that meet all filters."""
    return tuple(row for row in range(len(sheet.rows)) if all(_meets(sheet, chosen, row) for chosen in filters))


def _meets(sheet: Sheet, chosen: Filter, row: int) -> bool:
    checks = [_holds(sheet, condition, row) for condition in chosen.any_of]
    if any(condition.negated for condition in chosen.any_of):
        return all(checks)
    return any(checks)


def _holds(sheet: Sheet, condition: Condition, row: int) -> bool:
    """Tell whether a row meets a condition; an empty cell meets none, not even a negated one, but that of being empty."""
    column = sheet.columns[condition.column]
    value = column.values[row]
    if condition.operator in ("missing", "present"):
        return (value is None) == (condition.operator == "missing")
    if value is None:
        return condition.negated and column.kind == "words"
    return _compares(sheet, column, condition, row) != condition.negated


def _compares(sheet: Sheet, column: Column, condition: Condition, row: int) -> bool:
    value = column.values[row]
    if condition.operator == "is":
        return condition.stems in parts_of(cell_text(sheet.rows[row], column.place))
    if condition.operator == "headed":
        return is_headed(stems_of(cell_text(sheet.rows[row], column.place)), condition.stems)
    if condition.operator == "coded":
        return cell_text(sheet.rows[row], column.place).casefold().startswith(condition.stems)
    if isinstance(value, bool):
        return value
    bound = _bound(column, condition)
    if condition.operator == "month":
        return isinstance(value, Period) and value.first[:7] == value.last[:7] and value.first[5:7] == f"{bound:02}"
    if isinstance(value, Decimal) and isinstance(bound, Decimal):
        return number_meets(value, condition.operator, bound, condition.high)
    if isinstance(value, Period) and isinstance(bound, Period):
        return _period_meets(value, condition.operator, bound, condition.high)
    return False


def _bound(column: Column, condition: Condition) -> object:
    if condition.row is not None:
        return column.values[condition.row]
    if condition.average:
        present = [value for value in column.values if isinstance(value, Decimal)]
        return sum(present, Decimal()) / len(present) if present else None
    return condition.bound


def number_meets(value: Decimal, operator: str, bound: Decimal, high: object = None) -> bool:
    """Tell whether a number is on the right side of a bound."""
    if operator == "between":
        return isinstance(high, Decimal) and bound <= value <= high
    return {">": value > bound, "<": value < bound, ">=": value >= bound, "<=": value <= bound}.get(operator, value == bound)


def _period_meets(value: Period, operator: str, bound: Period, high: object) -> bool:
    if operator == "between":
        return isinstance(high, Period) and bound.first <= value.first and value.last <= high.last
    return {
        ">": value.first > bound.last,
        "<": value.last < bound.first,
        ">=": value.first >= bound.first,
        "<=": value.last <= bound.last,
    }.get(operator, bound.first <= value.first and value.last <= bound.last)
