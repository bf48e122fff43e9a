"""Reckoning inside one row: two of its cells added, one taken from the other, a price times a number."""

from decimal import Decimal

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.columns import Column, Sheet
from qa_bot.reckoning.conditions import Condition, Filter, rows_that_meet
from qa_bot.reckoning.filters import row_named
from qa_bot.reckoning.found import Found, cell_of
from qa_bot.reckoning.rates import is_rated
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.superlatives import ordered
from qa_bot.reckoning.units import is_currency
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.reckoning.wording import amount, text_of

_ALLOWED = frozenset("WMHTFmAZ&,RCVBGp")


def read_cells(items: Items, names: Vocabulary) -> Reckoning | None:
    """Return what is to be reckoned with the cells of the one row that a question names, None where it asks for no such thing."""
    codes = "".join(item.code for item in items)
    values = [item for item in items if item.code == "V"]
    if not set(codes) <= _ALLOWED or len(values) != 1 or (row := row_named(values[0], names)) is None:
        return None
    words = [item for item in items if item.code == "C" and item.operator != "verb"]
    columns = tuple(dict.fromkeys(column for item in words if (column := ordered(item, names))))
    chosen = (Filter((Condition(names.sheet.key, "is", stems=values[0].stems),)),)
    if "p" in codes:
        return _times(items, columns, row, chosen, names)
    if len(columns) < 2 or len(words) != len(columns) or not _alike(columns):
        return None
    takes = bool(set(codes) & set("mAF")) and len(columns) == 2 and bool(set(codes) & set("ZF"))
    adds = not set(codes) & set("mAFZB") and (
        "T" in codes or ("M" in codes and "C&C" in codes and is_currency(columns[0].unit))
    )
    if not takes and not adds:
        return None
    return Reckoning("cells", filters=chosen, columns=tuple(column.place for column in columns), sign=1 if adds else -1)


def _alike(columns: tuple[Column, ...]) -> bool:
    """Tell whether numbers of columns may be added: amounts of one unit."""
    return all(c.addable and c.scale == columns[0].scale for c in columns) and len({c.unit for c in columns}) == 1


def _times(
    items: Items, columns: tuple[Column, ...], row: int, chosen: tuple[Filter, ...], names: Vocabulary
) -> Reckoning | None:
    """Return "what does A cost for three days": a price per day, three times."""
    numbers = [item for item in items if item.code == "p"]
    codes = {item.code for item in items}
    if len(numbers) != 1 or numbers[0].operator != "=" or numbers[0].unit is None or codes - set("WMRCVp"):
        return None
    stem, unit = numbers[0].unit.removeprefix("per "), numbers[0].unit
    rated = [c for c in names.measures.numbers if is_currency(c.unit) and is_rated(c, stem, unit)]
    rated = [c for c in rated if not columns or c in columns]
    if len(rated) != 1 or set(columns) - set(rated) or numbers[0].number is None or rated[0].values[row] is None:
        return None
    return Reckoning("cells", rated[0].place, filters=chosen, columns=(rated[0].place,), times=numbers[0].number)


def cells(asked: Reckoning, sheet: Sheet) -> Found | None:
    """Reckon with the cells of one row."""
    rows = rows_that_meet(sheet, asked.filters)
    columns = [sheet.columns[index] for index in asked.columns]
    values = [value for column in columns if isinstance(value := column.values[rows[0]], Decimal)] if len(rows) == 1 else []
    if not values or len(values) < len(columns):
        return None
    name = sheet.label(rows[0])
    if asked.times is not None:
        total = values[0] * asked.times
        return Found(amount(total, columns[0]), rows, f"{name}: {asked.times} × {cell_of(rows[0], columns[0], sheet)}")
    ordered_values = values if asked.sign > 0 else sorted(values, reverse=True)
    total = sum(values, Decimal()) if asked.sign > 0 else ordered_values[0] - ordered_values[1]
    parts = ", ".join(f"{column.name} {cell_of(rows[0], column, sheet)}" for column in columns)
    joint = " + " if asked.sign > 0 else " - "
    sums = joint.join(text_of(value, columns[0]) for value in ordered_values)
    return Found(amount(total, columns[0]), rows, f"{name}: {parts}; {sums} = {amount(total, columns[0])}")
