"""What a question asks to be done with the rows: count, add up, average, take the highest, list."""

from collections.abc import Sequence

from qa_bot.reckoning.adding import SPENDING, read_average, read_sum
from qa_bot.reckoning.adjectives import SUPERLATIVE_OF
from qa_bot.reckoning.bounds import Items, replace
from qa_bot.reckoning.columns import Column, stems_of
from qa_bot.reckoning.conditions import Filter, rows_that_meet
from qa_bot.reckoning.counting import count_rows, read_share
from qa_bot.reckoning.ends import column_of_words, columns_named_in, read_extreme, read_range
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.reckonings import Operation, Reckoning
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import unit_named
from qa_bot.reckoning.vocabulary import Vocabulary


def read_operation(items: Items, names: Vocabulary) -> Reckoning | None:
    """Return the reckoning for items whose filters have been read, None where an item is left that no operation takes."""
    kinds = "".join(item.code for item in items)
    items = replace(items, "[,&KB]" if "F" in kinds else "[,&K]", lambda run: ())
    items = replace(items, "E[^P]*PR", lambda run: run[:-2])
    if "T" in kinds or "E" in kinds:
        items = replace(items, "Cf", lambda run: run[1:] if column_of_words(run[0], names) is not None else None)
    items = replace(items, "Ma(?=[ETF])", lambda run: (Item("W", "what"),))
    items = replace(items, "[MHW]a", lambda run: _measured(run, names))
    group, items = _group(items, names)
    filters = tuple(item.payload for item in items if item.code == "f")
    rest = tuple(item for item in items if item.code not in "f")
    rest = _without_verbs(rest, names)
    rest = _of_two(rest, filters, names)
    if _names_a_row(filters, names):
        return _check(rest, filters) if kinds.startswith("X") else None
    asked = _asked(rest, filters, names, group)
    if asked is None or (group is not None and asked.operation not in ("count", "sum", "average")):
        return None
    if group is not None and asked.operation == "average" and not names.measures.is_level(asked.column):
        return None
    return asked._replace(filters=asked.filters or filters, group=asked.group if group is None else group)


def _without_verbs(rest: Items, names: Vocabulary) -> Items:
    """Return "how many expenses did Karl pay" without its verb: rows are counted, and the verb measures nothing."""
    kinds = "".join(item.code for item in rest)
    if kinds.startswith(("HR", "HC")) and not set(kinds) & set("EITsSF"):
        agents = kinds.startswith("HR") or column_of_words(rest[1], names) is not None
        return (
            *rest[:2],
            *(item for item in rest[2:] if not (agents and item.operator == "agent") and item.text not in SPENDING),
        )
    return rest


def _of_two(rest: Items, filters: tuple[Filter, ...], names: Vocabulary) -> Items:
    """Return "which rope is longer" as a superlative where there are two ropes: with no other thing named, the longer is the longest."""
    kinds = "".join(item.code for item in rest)
    if kinds.count("A") != 1 or not kinds.startswith("W") or set(kinds) - set("WRA") or not kinds.endswith("A"):
        return rest
    if len(rows_that_meet(names.sheet, filters)) != 2:
        return rest
    degree, *adjective = rest[-1].text.split()
    text = " ".join((SUPERLATIVE_OF.get(degree, degree), *adjective))
    return (*rest[:-1], rest[-1]._replace(code="S", text=text))


def _measured(run: Items, names: Vocabulary) -> Items | None:
    """Return "how long" as the column that it asks for."""
    found = names.measures.measured_by(run[1].measures)
    return (run[0]._replace(code="M"), Item("C", run[1].text, (found[0].place,), operator="verb")) if found else None


def _group(items: Items, names: Vocabulary) -> tuple[int | None, Items]:
    """Return the column by which the rows are grouped ("per city") and the other items."""
    for place, item in enumerate(items):
        if item.code != "P" or place + 1 == len(items):
            continue
        following = items[place + 1]
        column = column_of_words(following, names)
        if following.code == "C" and column is not None:
            return column, items[:place] + items[place + 2 :]
        if following.code in "Cf":
            return None, items[:place] + items[place + 1 :]
    return None, items


def _names_a_row(filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether one row is named: what is asked of it stands in its cells."""
    key = names.sheet.key
    named = [f for f in filters if f.any_of[0].operator == "is" and f.any_of[0].column == key and not f.any_of[0].negated]
    return any(len(rows_that_meet(names.sheet, (chosen,))) <= 1 for chosen in named)


def _check(rest: Items, filters: tuple[Filter, ...]) -> Reckoning | None:
    """Return "does the trout cost more than 15 euros": whether the one row named meets a bound."""
    conditions = [condition for chosen in filters for condition in chosen.any_of]
    if len(conditions) != 2 or conditions[0].operator != "is" or conditions[1].operator in ("is", "yes", "missing", "present"):
        return None
    return Reckoning("check", filters=filters) if not {item.code for item in rest} - set("XRC") else None


def _asked(rest: Items, filters: tuple[Filter, ...], names: Vocabulary, group: int | None) -> Reckoning | None:
    kinds = "".join(item.code for item in rest)
    if set(kinds) & set("?V!NDp|BZmAaY>+oP"):
        return None
    if "%" in kinds:
        return read_share(kinds, rest, filters, names)
    if "s" in kinds or "S" in kinds or "c" in kinds:
        return read_range(rest, names) if "F" in kinds else read_extreme(rest, filters, names)
    if "F" in kinds:
        return None
    words, ordered_columns = columns_named_in(rest, names)
    if words is None:
        return None
    bare = kinds.replace("R", "").replace("G", "").replace("C", "")
    if "E" in bare or "I" in bare:
        return read_average(bare, words, ordered_columns, names)
    if bare == "H" and not words and _dates_rows(rest, ordered_columns, filters):
        return Reckoning("count")
    if "T" in bare or "M" in bare or (ordered_columns and "H" in bare):
        return read_sum(rest, bare, words, ordered_columns, filters, names)
    if "H" in bare or "U" in bare:
        return count_rows(rest, bare, words, filters, names)
    if any(item.text in ("who", "whom") for item in rest if item.code == "W") and not words:
        if names.person is None and not names.calls_people:
            return None
        words = [] if names.person is None else [names.person]
    plain = group is None and (bare == "X" or set(bare) <= {"W", "L"})
    return _list(rest, bare, words, ordered_columns, filters, names) if plain else None


def _dates_rows(rest: Items, columns: list[Column], filters: tuple[Filter, ...]) -> bool:
    """Tell whether "how many tenants moved in after 2019" is asked of a column of dates: the tenant is there "since"."""
    if len(columns) != 1 or not (columns[0].kind == "date" or columns[0].is_year):
        return False
    bounded = any(condition.column == columns[0].place for chosen in filters for condition in chosen.any_of)
    return bounded and all(unit_named(item.text) is None for item in rest) and root("since") in stems_of(columns[0].name)


def _list(
    rest: Items, bare: str, words: list[int], columns: list[Column], filters: tuple[Filter, ...], names: Vocabulary
) -> Reckoning | None:
    has_all = any(item.code == "G" for item in rest)
    if not filters:
        return None
    if bare == "X":
        asks_any = has_all or len(filters) > 1 or any(item.code in "RC" for item in rest)
        operation: Operation = "every" if has_all else "exists"
        return Reckoning(operation, filters=filters) if asks_any and not columns and len(words) == 0 else None
    if columns or len(words) > 1 or (bare == "" and not any(item.code == "R" for item in rest)):
        return None
    conditions = [condition for chosen in filters for condition in chosen.any_of]
    names_one = all(c.operator in ("is", "=") and not c.negated for c in conditions)
    equals = any(c.operator in ("=", "headed") for c in conditions)
    if len(rows_that_meet(names.sheet, filters)) < (2 if names_one else equals):
        return None
    return Reckoning("list", shown=words[0] if words else None)
