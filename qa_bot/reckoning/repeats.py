"""Groups by how many rows they have: "who has more than one plot", "which guests came twice"."""

from collections.abc import Sequence

from qa_bot.reckoning.bounds import Items, replace
from qa_bot.reckoning.ends import column_of_words
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.nouns import PERSONS
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.vocabulary import Vocabulary

_TIMES = {"once": 1, "twice": 2}
_HAVING = {">": ">", ">=": ">=", "=": "=", "<": "<", "<=": "<="}


def read_repeats(items: Items, names: Vocabulary) -> tuple[Items, tuple[str, int] | None, int | None]:
    """Return the items without the bound on how many rows a group has, the bound, and the column of the groups.

    The bound is None where the question sets none.
    """
    codes = "".join(item.code for item in items)
    if not codes.startswith("W") or set(codes) & set("HMTEsScFA"):
        return items, None, None
    group, place = _group(items, names)
    if group is None:
        return items, None, None
    bounds = [n for n in range(place, len(items)) if items[n].code == "N" and _counts_rows(items, n)]
    if len(bounds) != 1 or (names.sheet.key_is_unique and group == names.sheet.key):
        return items, None, None
    number = items[bounds[0]]
    before = items[bounds[0] - 1]
    bounded = before.code == ">" and before.operator in _HAVING
    value = int(number.number or 0)
    operator = _HAVING[before.operator] if bounded else "="
    after = items[bounds[0] + 1 : bounds[0] + 3]
    if not bounded and after and "".join(i.code for i in after).endswith("+"):
        return items, None, None
    left = tuple(i for n, i in enumerate(items) if n != bounds[0] and not (bounded and n == bounds[0] - 1) and n >= place)
    return left, (operator, value), group


def _counts_rows(items: Items, place: int) -> bool:
    """Tell whether a number counts rows: they follow it, or it says how many times."""
    number = items[place]
    following = items[place + 1].code if place + 1 < len(items) else ""
    plain = number.number is not None and number.number == int(number.number) and not number.unit and not number.period
    return plain and (following == "R" or number.text in _TIMES)


def _group(items: Items, names: Vocabulary) -> tuple[int | None, int]:
    """Return the column whose values are asked for, and the place after its word: "who" is the one column of people."""
    if items[0].text in ("who", "whom"):
        sheet = names.sheet
        key = sheet.key if not sheet.key_is_unique and set(sheet.columns[sheet.key].stems) & PERSONS else None
        return names.person if names.person is not None else key, 1
    if len(items) > 1 and items[1].code in "CR":
        return column_of_words(items[1], names), 2
    return None, 0


def reckon_repeats(rest: Sequence[Item], bound: tuple[str, int], group: int, filters: tuple) -> Reckoning | None:  # type: ignore[type-arg]
    """Return the groups that have so many rows; None where an item is left unexplained."""
    if {item.code for item in rest} - set("RWC") or any(item.code == "C" and item.columns != (group,) for item in rest):
        return None
    return Reckoning("count", group=group, filters=filters, having=bound)


def without_one(items: Items) -> Items:
    """Return "dearer than one at" the other without the word that stands for what is compared."""
    return replace(items, "ZN(?=V)", lambda run: run[:1] if run[1].text == "one" else None)
