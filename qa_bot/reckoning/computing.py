"""Reckon exactly, in decimals: from what a question asks of a table to the value, the rows that count and the working."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from qa_bot.reckoning.columns import Column, Sheet, cell_text
from qa_bot.reckoning.conditions import rows_that_meet
from qa_bot.reckoning.numbers import rounded
from qa_bot.reckoning.periods import Period
from qa_bot.reckoning.reckonings import Reckoned, Reckoning
from qa_bot.reckoning.wording import amount, of_rows, plural, series, text_of

# A working that would name more rows than this names the first ones.
_MOST_NAMED = 12


class Found(NamedTuple):
    """What was found: the value in words, the numbers of the rows that count, the working."""

    value: str
    rows: tuple[int, ...]
    working: str


def compute(asked: Reckoning, sheet: Sheet) -> Reckoned | None:
    """Return what a reckoning comes to, or None where there is nothing to reckon with."""
    found = _GROUPED(asked, sheet) if asked.group is not None else _OPERATIONS[asked.operation](asked, sheet)
    if found is None or (asked.expected and asked.expected != len(found.rows)):
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
        return f"{name} {_column(asked, sheet).name}: {found.value} ({found.working})"
    return f"{found.value}. {found.working}" if found.value in ("Yes", "No") else f"{found.value} ({found.working})"


def _rows(asked: Reckoning, sheet: Sheet) -> tuple[int, ...]:
    return rows_that_meet(sheet, asked.filters)


def _all_if_none(rows: tuple[int, ...], sheet: Sheet) -> tuple[int, ...]:
    """Return the rows that an answer rests on: for "none", all that were looked at."""
    return rows or tuple(range(len(sheet.rows)))


def _labels(rows: Sequence[int], sheet: Sheet) -> str:
    return ", ".join(dict.fromkeys(sheet.label(row) for row in rows))


def _some(texts: Sequence[str], joint: str) -> str:
    """Return the first texts of many, and how many more there are."""
    shown = list(texts[:_MOST_NAMED])
    more = [f"and {len(texts) - len(shown)} more"] if len(texts) > len(shown) else []
    return joint.join([*shown, *more])


def _named(rows: Sequence[int], sheet: Sheet) -> str:
    return _some([sheet.label(row) for row in rows], ", ")


def _count(asked: Reckoning, sheet: Sheet) -> Found:
    rows = _rows(asked, sheet)
    working = f"{len(rows)} of {plural(len(sheet.rows), 'row')}" + (f": {_named(rows, sheet)}" if rows else "")
    return Found(str(len(rows)), _all_if_none(rows, sheet), working)


def _distinct(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    rows = [row for row in _rows(asked, sheet) if column.values[row] is not None]
    values = _distinct_texts(rows, column, sheet)
    if not rows:
        return None
    working = f"{len(values)} different in {plural(len(rows), 'row')} ({column.name}): {_some(values, ', ')}"
    return Found(str(len(values)), tuple(rows), working + of_rows(column, _rows(asked, sheet)))


def _distinct_texts(rows: Sequence[int], column: Column, sheet: Sheet) -> list[str]:
    texts: dict[str, str] = {}
    for row in rows:
        text = cell_text(sheet.rows[row], column.place)
        texts.setdefault(text.casefold(), text)
    return list(texts.values())


def _numbers(rows: Sequence[int], column: Column) -> list[tuple[int, Decimal]]:
    return [(row, value) for row in rows if isinstance(value := column.values[row], Decimal)]


def _sum(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    numbers = _numbers(_rows(asked, sheet), column)
    if not numbers:
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    working = f"{plural(len(values), 'row')}: {series(values, column)} = {amount(total, column)}"
    return Found(amount(total, column), tuple(row for row, _ in numbers), working + of_rows(column, _rows(asked, sheet)))


def _average(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    numbers = _numbers(_rows(asked, sheet), column)
    if not numbers:
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    mean = rounded(total / len(values), values)
    working = f"average of {plural(len(values), 'row')}: ({series(values, column)}) / {len(values)} = {amount(mean, column)}"
    if len(values) > 6:
        working = f"average of {plural(len(values), 'row')}: {text_of(total, column)} / {len(values)} = {amount(mean, column)}"
    return Found(amount(mean, column), tuple(row for row, _ in numbers), working + of_rows(column, _rows(asked, sheet)))


def _median(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    numbers = sorted(_numbers(_rows(asked, sheet), column), key=lambda pair: pair[1])
    if not numbers:
        return None
    middle = numbers[(len(numbers) - 1) // 2 : len(numbers) // 2 + 1]
    values = [value for _, value in middle]
    median = rounded(sum(values, Decimal()) / len(values), values) if len(values) > 1 else values[0]
    working = f"median of {plural(len(numbers), 'row')}, in order: {series([v for _, v in numbers], column, ', ')}"
    return Found(amount(median, column), tuple(row for row, _ in numbers), working + of_rows(column, _rows(asked, sheet)))


def _extreme(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    rows = _rows(asked, sheet)
    ordered = [(row, _sortable(column.values[row])) for row in rows if column.values[row] is not None]
    ends = sorted({value for _, value in ordered}, reverse=asked.sign > 0)
    if len(ends) < asked.rank:
        return None
    if asked.many > 1:
        ranked = sorted(ordered, key=lambda pair: ends.index(pair[1]))
        last = ranked[min(asked.many, len(ranked)) - 1][1]
        chosen = [row for row, value in ranked if ends.index(value) <= ends.index(last)]
    else:
        chosen = [row for row, value in ordered if value == ends[asked.rank - 1]]
    shown = sheet.columns[asked.shown] if asked.shown is not None else None
    if shown is None:
        value = _labels(chosen, sheet)
    else:
        texts = (
            _distinct_texts(chosen, shown, sheet)
            if shown.kind == "words"
            else list(dict.fromkeys(_cell(r, shown, sheet) for r in chosen))
        )
        value = ", ".join(text for text in texts if text)
        if not value:
            return None
    end = (
        ("highest" if asked.sign > 0 else "lowest")
        if column.kind == "number" and not column.is_year
        else ("latest" if asked.sign > 0 else "earliest")
    )
    named = _some([f"{sheet.label(row)}: {_cell(row, column, sheet)}" for row in chosen], "; ")
    if len({column.values[row] for row in chosen}) == 1 and shown is None:
        named = _cell(chosen[0], column, sheet)
    place = f"number {asked.rank} from the {end}" if asked.rank > 1 else end
    working = f"{place} {column.name} of {plural(len(ordered), 'row')}: {named}"
    return Found(value, tuple(chosen), working + of_rows(column, rows))


def _cell(row: int, column: Column, sheet: Sheet) -> str:
    value = column.values[row]
    return amount(value, column) if isinstance(value, Decimal) else cell_text(sheet.rows[row], column.place)


def _sortable(value: object) -> Decimal | str:
    if isinstance(value, Period):
        return value.first
    return value if isinstance(value, Decimal) else Decimal()


def _list(asked: Reckoning, sheet: Sheet) -> Found:
    rows = _rows(asked, sheet)
    column = sheet.columns[asked.shown] if asked.shown is not None else None
    value = ", ".join(_distinct_texts(rows, column, sheet)) if column else _labels(rows, sheet)
    working = f"{len(rows)} of {plural(len(sheet.rows), 'row')}" + (f": {_details(rows, asked, sheet)}" if rows else "")
    return Found(value or "none", _all_if_none(rows, sheet), working)


def _details(rows: Sequence[int], asked: Reckoning, sheet: Sheet) -> str:
    """Return the rows with the cells that the filters looked at."""
    looked = dict.fromkeys(
        condition.column for chosen in asked.filters for condition in chosen.any_of if condition.column != sheet.key
    )
    lines = []
    for row in rows:
        cells = [(sheet.columns[index].name, cell_text(sheet.rows[row], index)) for index in looked]
        lines.append(", ".join([sheet.label(row), *(f"{name} {text}" for name, text in cells if text)]))
    return _some(lines, "; ")


def _exists(asked: Reckoning, sheet: Sheet) -> Found:
    listed = _list(asked._replace(shown=None), sheet)
    return listed._replace(value="Yes" if listed.value != "none" else "No")


def _every(asked: Reckoning, sheet: Sheet) -> Found | None:
    base = rows_that_meet(sheet, asked.filters[:-1])
    rows = _rows(asked, sheet)
    if not base:
        return None
    others = [row for row in base if row not in rows]
    working = f"{len(rows)} of {plural(len(base), 'row')}" + (f", not: {_named(others, sheet)}" if others else "")
    return Found("No" if others else "Yes", tuple(others or base), working)


def _share(asked: Reckoning, sheet: Sheet) -> Found | None:
    whole, rows = rows_that_meet(sheet, asked.base), _rows(asked, sheet)
    if not whole:
        return None
    share = rounded(Decimal(100 * len(rows)) / len(whole))
    working = f"{len(rows)} of {plural(len(whole), 'row')} = {share} %"
    return Found(f"{share} %", _all_if_none(rows, sheet), working + (f": {_named(rows, sheet)}" if rows else ""))


def _check(asked: Reckoning, sheet: Sheet) -> Found | None:
    named = rows_that_meet(sheet, asked.filters[:1])
    column = sheet.columns[asked.filters[-1].any_of[0].column]
    if len(named) != 1 or column.values[named[0]] is None:
        return None
    met = bool(_rows(asked, sheet))
    return Found("Yes" if met else "No", named, f"{sheet.label(named[0])}: {column.name} {_cell(named[0], column, sheet)}")


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
    column = _column(asked, sheet)
    if asked.within:
        inner = Reckoning("sum", column.place, filters=())
        numbers = _numbers(rows, column)
        if not numbers:
            return None
        total = sum((value for _, value in numbers), Decimal())
        value = total if asked.within == "sum" else total / len(numbers)
        shown = amount(rounded(value, [v for _, v in numbers]) if asked.within == "average" else value, column)
        return _Side(name, tuple(row for row, _ in numbers), value, f"{inner and asked.within} {column.name} {shown}")
    if len(rows) != 1 or column.values[rows[0]] is None:
        return None
    return _Side(
        sheet.label(rows[0]), rows, _sortable(column.values[rows[0]]), f"{column.name} {_cell(rows[0], column, sheet)}"
    )


def _both(sides: Sequence[_Side]) -> tuple[tuple[int, ...], str]:
    rows = tuple(dict.fromkeys(row for side in sides for row in side.rows))
    return rows, "; ".join(f"{side.name}: {side.shown}" for side in sides)


def _compare(asked: Reckoning, sheet: Sheet) -> Found | None:
    sides = _sides(asked, sheet)
    if not sides:
        return None
    values = [side.value for side in sides]
    best = (max if asked.sign > 0 else min)(values, key=_order)
    chosen = [side.name for side in sides if side.value == best]
    rows, working = _both(sides)
    value = f"the same ({', '.join(chosen)})" if len(chosen) == len(sides) else ", ".join(chosen)
    return Found(value, rows, working)


def _holds(asked: Reckoning, sheet: Sheet) -> Found | None:
    sides = _sides(asked, sheet)
    if not sides or len(sides) != 2:
        return None
    first, second = sides[0].value, sides[1].value
    met = _order(first) > _order(second) if asked.sign > 0 else _order(first) < _order(second)
    rows, working = _both(sides)
    return Found("Yes" if met else "No", rows, working + (" (the same)" if first == second else ""))


def _same(asked: Reckoning, sheet: Sheet) -> Found | None:
    sides = _sides(asked, sheet)
    if not sides or len(sides) != 2:
        return None
    rows, working = _both(sides)
    return Found("Yes" if sides[0].value == sides[1].value else "No", rows, working)


def _difference(asked: Reckoning, sheet: Sheet) -> Found | None:
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
    column = _column(asked, sheet)
    difference = rounded(high - low, [high, low]) if asked.within == "average" else high - low
    if column.is_year:
        return Found(plural(int(difference), "year"), rows, f"{working}; {high} - {low} = {difference}")
    return Found(
        amount(difference, column),
        rows,
        f"{working}; {text_of(high, column)} - {text_of(low, column)} = {amount(difference, column)}",
    )


def _range(asked: Reckoning, sheet: Sheet) -> Found | None:
    column = _column(asked, sheet)
    numbers = _numbers(_rows(asked, sheet), column)
    if not numbers:
        return None
    high, low = max(value for _, value in numbers), min(value for _, value in numbers)
    rows = tuple(row for row, value in numbers if value in (high, low))
    named = "; ".join(f"{sheet.label(row)}: {column.name} {_cell(row, column, sheet)}" for row in rows)
    difference = plural(int(high - low), "year") if column.is_year else amount(high - low, column)
    return Found(difference, rows, f"{named}; {text_of(high, column)} - {text_of(low, column)} = {difference}")


def _grouped(asked: Reckoning, sheet: Sheet) -> Found | None:
    group = sheet.columns[asked.group or 0]
    rows = [row for row in _rows(asked, sheet) if group.values[row] is not None]
    column = sheet.columns[asked.column] if asked.column is not None else None
    members: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for row in rows:
        text = cell_text(sheet.rows[row], group.place)
        members.setdefault(text.casefold(), []).append(row)
        names.setdefault(text.casefold(), text)
    sides = [_of_group(asked, names[key], held, column) for key, held in members.items()]
    known = [side for side in sides if side]
    if not known:
        return None
    listed = "; ".join(f"{side.name}: {side.shown}" for side in known)
    if not asked.sign:
        return Found(
            ", ".join(f"{side.name}: {side.shown}" for side in known), tuple(row for side in known for row in side.rows), listed
        )
    ends = sorted({side.value for side in known}, reverse=asked.sign > 0)
    best = [side for side in known if side.value in ends[: asked.many]]
    what = f"{asked.operation} of {column.name}" if column else "rows"
    return Found(
        ", ".join(side.name for side in best),
        tuple(row for side in best for row in side.rows),
        f"{what} by {group.name}: {listed}",
    )


class _Group(NamedTuple):
    name: str
    rows: list[int]
    value: Decimal
    shown: str


def _of_group(asked: Reckoning, name: str, rows: list[int], column: Column | None) -> _Group | None:
    if column is None or asked.operation == "count":
        return _Group(name, rows, Decimal(len(rows)), str(len(rows)))
    numbers = _numbers(rows, column)
    if not numbers:
        return None
    values = [value for _, value in numbers]
    total = sum(values, Decimal())
    if asked.operation == "sum":
        return _Group(name, [row for row, _ in numbers], total, amount(total, column))
    mean = total / len(values)
    return _Group(name, [row for row, _ in numbers], mean, amount(rounded(mean, values), column))


def _column(asked: Reckoning, sheet: Sheet) -> Column:
    assert asked.column is not None
    return sheet.columns[asked.column]


_GROUPED = _grouped
_OPERATIONS = {
    "count": _count,
    "distinct": _distinct,
    "sum": _sum,
    "average": _average,
    "median": _median,
    "extreme": _extreme,
    "list": _list,
    "exists": _exists,
    "every": _every,
    "share": _share,
    "check": _check,
    "compare": _compare,
    "holds": _holds,
    "same": _same,
    "difference": _difference,
    "range": _range,
}
