"""Comparisons of two rows or two groups: which is more, is it more, how much more, are they the same."""

from typing import Literal

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.conditions import Condition, Filter, rows_that_meet
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.reckonings import Operand, Operation, Reckoning
from qa_bot.reckoning.subjects import measure_of_rows
from qa_bot.reckoning.superlatives import measures, ordered, sign_for
from qa_bot.reckoning.vocabulary import Vocabulary

_ALLOWED = frozenset("XWRL,|&BZCVmAYaETHMFGPKD")


def read_comparison(items: Items, names: Vocabulary) -> Reckoning | None:
    """Return the comparison that a question asks for, or None where it asks for none or leaves a doubt."""
    codes = "".join(item.code for item in items)
    values = [item for item in items if item.code == "V"]
    if not set(codes) <= _ALLOWED or len(values) < 2 or not set(codes) & set("mAYaF"):
        return None
    operands = tuple(operand for item in values if (operand := _operand(item, names)))
    if len(operands) < len(values):
        return None
    measured = _column(items, names)
    within = _within(codes)
    sizes = [len(rows_that_meet(names.sheet, (operand.filter,))) for operand in operands]
    if measured is None:
        if not _counts(items) or any(_is_key(operand, names) for operand in operands):
            return None
        column, sign, within = None, next(item.sign for item in items if item.code == "m"), "count"
    else:
        column, sign = measured
        if not within and max(sizes) > 1 and _adds(items) and not names.measures.is_level(column.place):
            within = "sum"
        if not within and (max(sizes) > 1 or min(sizes) < 1):
            return None
        if within and not column.addable:
            return None
    operation = _operation(codes, len(values))
    if operation is None:
        return None
    index = column.place if column else None
    return Reckoning(operation, index, sign=sign, operands=operands, within=within)


def _operand(item: Item, names: Vocabulary) -> Operand | None:
    key = names.sheet.key
    column = key if names.sheet.key_is_unique and key in item.columns else item.columns[0]
    if len(item.columns) != 1 and column != key:
        return None
    return Operand(item.text, Filter((Condition(column, item.operator or "is", stems=item.stems),)))


def _is_key(operand: Operand, names: Vocabulary) -> bool:
    return names.sheet.key_is_unique and operand.filter.any_of[0].column == names.sheet.key


def _within(codes: str) -> Literal["", "count", "sum", "average"]:
    if "E" in codes:
        return "average"
    return "sum" if "T" in codes else ""


def _counts(items: Items) -> bool:
    """Tell whether rows are to be counted: "more drinks than starters", with no column named."""
    codes = "".join(item.code for item in items)
    return (
        "m" in codes and "C" not in codes and all(item.text in ("more", "less", "fewer") for item in items if item.code == "m")
    )


def _adds(items: Items) -> bool:
    """Tell whether "more" is asked of groups: more units, sold by one and the other, are sums."""
    return any(item.code == "m" and item.text in ("more", "less", "fewer") for item in items)


def _column(items: Items, names: Vocabulary) -> tuple[Column, int] | None:
    """Return the column that is compared, and which end the question asks for."""
    words = [item for item in items if item.code == "C"]
    nouns = [item for item in words if item.operator != "verb"]
    words = nouns if any(ordered(item, names) for item in nouns) else words
    degrees = [item for item in items if item.code in "mAa"]
    columns = {column for item in words if (column := ordered(item, names))}
    of_operands = {index for item in items if item.code == "V" for index in item.columns}
    if not columns and any(item.code == "T" for item in items) and names.measures.amount:
        columns = {names.measures.amount}
    others = [item for item in words if not ordered(item, names) and not set(item.columns) & of_operands]
    if len(degrees) > 1 or len(columns) > 1 or (words and not columns) or others:
        return None
    degree = degrees[0] if degrees else None
    if columns:
        column = columns.pop()
        if degree is None:
            return column, 1
        if not measures(degree, column):
            return None
        return column, sign_for(degree, column) if degree.code in "Aa" else degree.sign
    return measure_of_rows(degree, items, names) if degree else None


def _operation(codes: str, operands: int) -> Operation | None:
    if "Y" in codes and operands == 2 and not set(codes) & set("mAF"):
        return "same"
    if set(codes) & set("HMF"):
        return "difference" if operands == 2 and ("F" in codes or set(codes) & set("mA")) and "W" not in codes[1:] else None
    if not set(codes) & set("mA"):
        return None
    if "Z" in codes and "W" not in codes:
        before, after = codes.split("Z", 1)
        if before.count("V") == 1 and after.count("V") == 1:
            return "holds"
        return None
    chosen = "|" in codes or "," in codes or "&" in codes or "B" in codes
    return "compare" if chosen and "Z" not in codes else None
