"""Superlatives as operations: the rows or groups at one end of a column, and how far its ends are apart."""

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.columns import Column, stems_of
from qa_bot.reckoning.conditions import Filter
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.nouns import PERSONS, sums_up
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.superlatives import BARE, End, ordered, read_end
from qa_bot.reckoning.vocabulary import Vocabulary


def columns_named_in(rest: Items, names: Vocabulary) -> tuple[list[int] | None, list[Column]]:
    """Return the columns of words and those of numbers or dates that the question names; None where one is in doubt."""
    words: list[int] = []
    found: list[Column] = []
    for item in rest:
        if item.code != "C":
            continue
        column, index = ordered(item, names), column_of_words(item, names)
        if column is not None:
            found += [column] if column not in found else []
        elif index is not None:
            words += [index] if index not in words else []
        else:
            return None, []
    return words, found


def column_of_words(item: Item, names: Vocabulary) -> int | None:
    """Return the one column of words that an item names; a "Branch manager" is no branch."""
    found = [index for index in item.columns if names.sheet.columns[index].kind == "words"]
    if len(found) == 1 and item.operator == "" and item.stems and _is_of_another(item, names.sheet.columns[found[0]]):
        return None
    return found[0] if len(found) == 1 == len(item.columns) else None


def _is_of_another(item: Item, column: Column) -> bool:
    """Tell whether a word only goes with the noun of a header of people."""
    head = stems_of(column.name)[-1]
    return head in PERSONS - {root("name")} and head not in item.stems


def read_range(rest: Items, names: Vocabulary) -> Reckoning | None:
    """Return "the difference between the highest and the lowest price"."""
    ends = [item for item in rest if item.code in "sS"]
    if len(ends) != 2:
        return None
    read = [read_end(tuple(item for item in rest if item not in ends or item is end), names) for end in ends]
    found = [end for end in read if end]
    if len(found) < 2 or found[0].column != found[1].column or found[0].sign == found[1].sign:
        return None
    left = "".join(item.code for item in found[0].rest if item.code not in "RGWMHF")
    return Reckoning("range", found[0].column.place) if not left.strip("Z") else None


def read_extreme(rest: Items, filters: tuple[Filter, ...], names: Vocabulary) -> Reckoning | None:
    """Return the rows, or the groups, at the end of a column that a superlative asks for."""
    if grouped := _read_group(rest, names):
        return grouped
    end = None if _is_only_counted(rest, names) else read_end(rest, names)
    if end is None or (end.column.names_things and end.column != names.measures.rank):
        return None
    words, columns = columns_named_in(end.rest, names)
    columns = [column for column in columns if column != end.column]
    if any(item.text in ("who", "whom", "whose") for item in rest if item.code == "W") and not words:
        if names.person is None and not names.calls_people:
            return None
        words = words if names.person is None else [names.person]
    if words is None or len(words) + len(columns) > 1 or {item.code for item in end.rest} - set("WHMLRGC"):
        return None
    if words and _groups_instead(words[0], end, rest, filters, names):
        return None
    superlative = next(item for item in rest if item.code in "sS")
    shown = words[0] if words else (columns[0].place if columns else None)
    if shown is None and (_asks_value(rest, end) or (_asks_of_end(rest, end) and superlative.many < 2)):
        shown = end.column.place
    return Reckoning(
        "extreme", end.column.place, sign=end.sign, rank=superlative.payload or 1, many=superlative.many or 1, shown=shown
    )


def _asks_of_end(rest: Items, end: End) -> bool:
    """Tell whether the column itself is asked for in front of the superlative: "what weight is the highest"."""
    before = rest[: next(place for place, item in enumerate(rest) if item.code in "sS")]
    asks = any(item.code == "M" or (item.code == "W" and item.text in ("what", "what are")) for item in rest)
    return asks and any(item.code in "MC" and end.column.place in item.columns for item in before)


def _groups_instead(word: int, end: End, rest: Items, filters: tuple[Filter, ...], names: Vocabulary) -> bool:
    """Tell whether values of a column of words are asked for that several rows have: "the biggest city" is no hotel's."""
    superlative = next(item for item in rest if item.code in "sS")
    if not _repeats(word, names):
        return False
    alone = not filters and superlative.text not in BARE and not any(item.code == "R" for item in end.rest)
    if alone and (superlative.text != "longest" or end.column.addable):
        return True
    sums = end.column.addable and not names.measures.is_level(end.column.place) and not names.sheet.key_is_unique
    return sums and word != names.person


def _is_only_counted(rest: Items, names: Vocabulary) -> bool:
    """Tell whether one of the things is asked for that the table only counts: "the biggest room" of hotels with "Rooms"."""
    place = next(place for place, item in enumerate(rest) if item.code in "sS")
    beside = [*rest[place - 1 : place], *rest[place + 1 : place + 2]] if place else []
    columns = [(item.text, column) for item in beside if item.code == "C" and (column := ordered(item, names))]
    return any(column.addable and column.name.casefold() == f"{text}s" for text, column in columns)


def _asks_value(rest: Items, end: End) -> bool:
    """Tell whether the value at the end is asked for ("what is the highest price"), not the row that has it."""
    kinds = "".join(item.code for item in rest)
    place = next(place for place, item in enumerate(rest) if item.code in "sS")
    named_after = place + 1 < len(rest) and rest[place + 1].code == "C"
    asks_what = (
        any(item.text in ("what", "what are") for item in rest if item.code == "W")
        or "M" in kinds
        or "H" in kinds
        or "L" in kinds
    )
    pays = any(item.code == "C" and item.operator == "verb" and end.column.place in item.columns for item in rest[place + 1 :])
    if asks_what and pays and rest[place].many < 2:
        return True
    return asks_what and (named_after or "M" in kinds or "H" in kinds) and "R" not in kinds[:place] and rest[place].many < 2


def _read_group(rest: Items, names: Vocabulary) -> Reckoning | None:
    """Return "which city has the most hotels": the groups of a column, counted, added up or averaged, and the end of these."""
    place = next(place for place, item in enumerate(rest) if item.code in "sSc")
    superlative, before, later = rest[place], rest[:place], rest[place + 1 :]
    groups = [index for item in before if item.code == "C" and (index := _group_of(item, names)) is not None]
    if superlative.code == "c" and not groups:
        groups = [index for item in later if item.code == "C" and (index := column_of_words(item, names)) is not None]
    if len(groups) != 1 or superlative.payload:
        return None
    columns, before, later = _added(before, later, names)
    kinds = "".join(item.code for item in (*before, *later) if item.code not in "WRG")
    common = Reckoning("count", sign=superlative.sign or 1, group=groups[0], many=superlative.many or 1)
    if superlative.code == "c":
        return common if kinds in ("C", "LC") else None
    if superlative.code != "s" or len(columns) > 1:
        return None
    adds = superlative.text in ("most", "fewest", "least") or bool(set(kinds) & set("TH"))
    if columns:
        return _at_end_by(columns[0], common, kinds, adds and _repeats(groups[0], names))
    counted = any(item.code == "R" for item in later) or kinds == "C"
    return common if counted and adds and kinds in ("C", "CH") and _repeats(groups[0], names) else None


def _added(before: Items, later: Items, names: Vocabulary) -> tuple[list[Column], Items, Items]:
    """Return the column that groups are added up by, and the items before and after the superlative with it after it."""
    columns = [column for item in later if item.code == "C" and (column := ordered(item, names))]
    if not columns and "T" in (item.code for item in (*before, *later)) and names.measures.amount:
        return [names.measures.amount], before, (*later, Item("C", columns=(names.measures.amount.place,)))
    if columns:
        return columns, before, later
    verbs = [item for item in before if item.operator == "verb" and ordered(item, names)]
    columns = [column for item in verbs if (column := ordered(item, names))]
    return columns, tuple(item for item in before if item not in verbs), (*later, *verbs)


def _at_end_by(column: Column, common: Reckoning, kinds: str, adds: bool) -> Reckoning | None:
    """Return the groups at an end by the average or the sum of a column; None where that means nothing."""
    if not column.addable:
        return None
    if "E" in kinds:
        return common._replace(operation="average", column=column.place) if kinds == "CEC" else None
    if adds and sums_up(column.stems, column.unit) and kinds in ("CC", "CTC", "CHC", "CTHC", "TCC", "CCT"):
        return common._replace(operation="sum", column=column.place)
    return None


def _group_of(item: Item, names: Vocabulary) -> int | None:
    """Return the column that a word names as one to group by: one of words, or the year or day that is asked for."""
    column = ordered(item, names)
    if column is None or item.text not in ("year", "date", "day") or column.addable or not _repeats(column.place, names):
        return column_of_words(item, names)
    return column.place if column.is_year == (item.text == "year") else None


def _repeats(index: int, names: Vocabulary) -> bool:
    values = [value for value in names.sheet.columns[index].values if value is not None]
    return len(set(values)) < len(values)
