"""The bounds of a question and the columns that they belong to: "over 20 euros", "opened before 1990", "4 seats or more"."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.conditions import Condition, Filter
from qa_bot.reckoning.durations import in_seconds
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.periods import Period
from qa_bot.reckoning.units import same_unit
from qa_bot.reckoning.vocabulary import Vocabulary

Items = tuple[Item, ...]
Make = Callable[[Items], Items | None]
_OF_TIME = {"after": ">", "before": "<", "since": ">=", "until": "<=", "in": "="}


def replace(items: Items, pattern: str, make: Make) -> Items:
    """Return the items with each run whose codes match a pattern replaced; a run for which `make` gives None stays."""
    start = 0
    while match := re.compile(pattern).search("".join(item.code for item in items), start):
        made = make(items[match.start() : match.end()])
        if made is None:
            start = match.start() + 1
            continue
        items = (*items[: match.start()], *made, *items[match.end() :])
        start = match.start() + len(made)
    return items


def read_bounds(items: Items, names: Vocabulary) -> Items:
    """Return the items with bounds made filters of their columns; a bound whose column is in doubt stays."""
    items = _joined(items)
    for pattern in ("ChC", "Ch", "hC", "h"):
        items = replace(items, pattern, lambda run: _measured(run, names))
    for pattern in ("CqC", "Cq", "qC", "q"):
        items = replace(items, pattern, lambda run: _measured(run, names))
    items = replace(items, "Cp(?:PC|C)", lambda run: _same_column(run, names))
    items = replace(items, "pP?C", lambda run: _beside(run, run[-1], names, before=False))
    items = replace(items, "Cp", lambda run: _beside(run, run[0], names, before=True))
    return replace(items, "p", lambda run: _alone(run[0], names))


def _joined(items: Items) -> Items:
    """Return the items with numbers and dates joined to the words that make them bounds."""
    items = replace(items, "[B>][ND][&>][ND]", _range)
    items = replace(items, r"[ND]\+", lambda run: (_bound(run[0], run[1].operator),))
    items = replace(items, r"[ND][CR]\+", lambda run: (_bound(run[0], run[2].operator), run[1]))
    items = replace(items, "m?Z[E]|>E|m>E", _average)
    items = replace(items, "mZ[ND]", lambda run: (_bound(run[2], ">" if run[0].sign > 0 else "<"),))
    items = replace(items, "AZ[ND]", lambda run: (_bound(run[2], "")._replace(code="q", measures=run[0].measures),))
    items = replace(items, ">[ND]", lambda run: (_bound(run[1], run[0].operator),))
    return replace(items, "pa", lambda run: (run[0]._replace(code="h", measures=run[1].measures),))


def _bound(item: Item, operator: str) -> Item:
    return item._replace(code="p", operator=operator)


def _range(run: Items) -> Items | None:
    if run[0].code == ">" and (run[0].operator not in ("since",) or run[2].operator not in ("until", "<=")):
        return None
    low, high = run[1], run[3]
    return (_bound(low, "between")._replace(payload=high, unit=high.unit or low.unit, columns=high.columns or low.columns),)


def _average(run: Items) -> Items | None:
    first = run[0]
    sign = first.sign if first.code == "m" else {">": 1, "<": -1}.get(first.operator, 0)
    return (Item("p", "average", operator=">" if sign > 0 else "<", payload="average"),) if sign else None


def condition_of(column: Column, bound: Item) -> Condition | None:
    """Return the condition that a bound sets to a column, or None where the two do not fit."""
    operator = _OF_TIME.get(bound.operator, bound.operator)
    if bound.payload == "average":
        return Condition(column.place, operator, average=True) if column.addable else None
    high = bound.payload if isinstance(bound.payload, Item) else None
    if column.kind == "date" or (column.is_year and bound.period):
        return _time_condition(column, bound, high, operator)
    is_of_time = bound.operator in _OF_TIME and not (bound.operator in ("since", "until") and column.kind == "number")
    if column.style.clock is not None and bound.payload != "average":
        return _clock_condition(column, bound, high, operator)
    if column.kind != "number" or bound.number is None or is_of_time:
        return None
    if not same_unit(bound.unit, column.unit) or (column.names_things and operator != "="):
        return None
    return Condition(column.place, operator, _scaled(bound, column), _scaled(high, column) if high else None)


def _clock_condition(column: Column, bound: Item, high: Item | None, operator: str) -> Condition | None:
    """Return the condition that a bound in hours, minutes or seconds sets to a column of durations."""
    numbers = [in_seconds(item.number, item.unit) for item in (bound, high) if item and item.number is not None]
    if None in numbers or len(numbers) != (2 if high else 1):
        return None
    return Condition(column.place, operator, numbers[0], numbers[1] if high else None)


def _scaled(bound: Item, column: Column) -> Decimal | None:
    """Return a bound's number in what its column counts: 30 million is 30 in a column of millions."""
    if bound.number is None or column.scale == 1:
        return bound.number
    return bound.number / column.scale if abs(bound.number) >= column.scale else bound.number


def _time_condition(column: Column, bound: Item, high: Item | None, operator: str) -> Condition | None:
    first, last = _period(column, bound), _period(column, high) if high else None
    if bound.month and first is None and not bound.many and operator == "=" and not high and column.kind == "date":
        return Condition(column.place, "month", Decimal(bound.month))
    if first is None or (high and last is None) or bound.unit:
        return None
    if not column.is_year:
        clock = {":" in value.first for value in column.values if isinstance(value, Period)}
        return Condition(column.place, operator, first, last) if clock == {":" in first.first} else None
    if first.first[:4] != first.last[:4]:
        low, end = Decimal(first.first[:4]), Decimal(first.last[:4])
        return Condition(column.place, "between", low, end) if operator == "=" else None
    return Condition(column.place, operator, Decimal(first.first[:4]), Decimal(last.first[:4]) if last else None)


def _period(column: Column, bound: Item) -> Period | None:
    """Return a bound's period; a month without its year is of the one year that the column has."""
    if not bound.month:
        return bound.period
    years = {value.first[:4] for value in column.values if isinstance(value, Period)}
    month = f"{min(years)}-{bound.month:02d}" if len(years) == 1 else ""
    if month and bound.many:
        return Period(f"{month}-{bound.many:02d}", f"{month}-{bound.many:02d}")
    return Period(f"{month}-01", f"{month}-31") if month else None


def filter_item(condition: Condition | None, text: str = "") -> Items | None:
    """Return a filter's item, None where there is no condition."""
    return (Item("f", text, payload=Filter((condition,))),) if condition else None


def _columns(item: Item, names: Vocabulary) -> Sequence[Column]:
    return [names.sheet.columns[index] for index in item.columns]


def _fitting(item: Item, bound: Item, names: Vocabulary) -> Condition | None:
    found = [condition for column in _columns(item, names) if (condition := condition_of(column, bound))]
    return found[0] if len(found) == 1 else None


def _measured(run: Items, names: Vocabulary) -> Items | None:
    bound = next(item for item in run if item.code in "qh")
    found = names.measures.measured_by(bound.measures)
    if not found:
        return None
    column, sign = found
    others = [item for item in run if item.code == "C"]
    if any(column.place not in item.columns for item in others):
        return None
    operator = (">" if sign > 0 else "<") if bound.code == "q" else bound.operator
    return filter_item(condition_of(column, bound._replace(operator=operator)))


def _same_column(run: Items, names: Vocabulary) -> Items | None:
    """Return the filter of a bound between two words for its column: "cost less than 120 euros per night"."""
    first, last = run[0], run[-1]
    shared = tuple(index for index in first.columns if index in last.columns)
    bound = next(item for item in run if item.code == "p")
    if not shared and first.operator == "verb" and (condition := _fitting(last, bound, names)):
        return filter_item(condition)
    if not shared:
        return None
    made = filter_item(_fitting(first._replace(columns=shared), bound, names))
    return (*run[1 : run.index(bound)], *made) if made else None


def _beside(run: Items, column: Item, names: Vocabulary, before: bool) -> Items | None:
    bound = next(item for item in run if item.code == "p")
    condition = _fitting(column, bound, names)
    own = _alone_condition(bound, names)
    if own and condition and own.column != condition.column and (bound.unit or bound.columns):
        return None
    return filter_item(condition)


def _alone_condition(bound: Item, names: Vocabulary) -> Condition | None:
    if bound.columns and (condition := _fitting(bound, bound, names)):
        return condition
    if bound.unit and (column := names.measures.column_of_unit(bound.unit)):
        return condition_of(column, bound)
    return None


def _alone(bound: Item, names: Vocabulary) -> Items | None:
    """Return the filter of a bound that no column stands beside: by its unit, or because one column alone can be meant."""
    if condition := _alone_condition(bound, names):
        return filter_item(condition)
    if bound.unit or bound.payload == "average":
        return None
    fitting = [
        condition
        for column in names.measures.happened
        if bound.period or bound.month
        if (condition := condition_of(column, bound))
    ]
    if bound.operator in _OF_TIME or bound.number is None:
        return filter_item(fitting[0]) if len(fitting) == 1 else None
    if bound.operator in ("=", "between") and fitting:
        return None
    if bound.operator == "=":
        return None
    if age := names.measures.measure(("age",)):
        return filter_item(condition_of(age, bound))
    if names.measures.sum_of_money:
        return filter_item(condition_of(names.measures.sum_of_money, bound))
    if len(names.measures.numbers) != 1:
        return None
    return filter_item(condition_of(names.measures.numbers[0], bound))
