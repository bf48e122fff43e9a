"""What a question asks to be done with the rows: count, add up, average, take the highest, list."""

from collections.abc import Sequence

from qa_bot.reckoning.bounds import Items, replace
from qa_bot.reckoning.columns import Column, stems_of
from qa_bot.reckoning.conditions import Filter, rows_that_meet
from qa_bot.reckoning.ends import column_of_words, columns_named_in, read_extreme, read_range
from qa_bot.reckoning.filters import lists_things
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.nouns import RATINGS, sums_up
from qa_bot.reckoning.reckonings import Operation, Reckoning
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.superlatives import ordered
from qa_bot.reckoning.units import is_currency, unit_named
from qa_bot.reckoning.vocabulary import Vocabulary

# Columns that say how many of a thing there are: "how many drinks" may then mean pieces, not rows.
_SPENDING = frozenset(("spend", "spent", "spending", "pay", "paid", "earn", "earned"))
_QUANTITIES = frozenset(root(w) for w in "quantity qty stock count pieces units number".split())


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
            *(item for item in rest[2:] if not (agents and item.operator == "agent") and item.text not in _SPENDING),
        )
    return rest


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
        return _share(kinds, rest, filters, names)
    if "s" in kinds or "S" in kinds or "c" in kinds:
        return read_range(rest, names) if "F" in kinds else read_extreme(rest, filters, names)
    if "F" in kinds:
        return None
    words, ordered_columns = columns_named_in(rest, names)
    if words is None:
        return None
    bare = kinds.replace("R", "").replace("G", "").replace("C", "")
    if "E" in bare or "I" in bare:
        return _average(bare, words, ordered_columns, names)
    if bare == "H" and not words and _dates_rows(rest, ordered_columns, filters):
        return Reckoning("count")
    if "T" in bare or "M" in bare or (ordered_columns and "H" in bare):
        return _sum(rest, bare, words, ordered_columns, filters, names)
    if "H" in bare or "U" in bare:
        return _count(rest, bare, words, filters, names)
    who = any(item.text in ("who", "whom") for item in rest if item.code == "W")
    if who and not words and names.person is not None:
        words = [names.person]
    if who and not words and not names.calls_people:
        return None
    if group is None and (bare == "X" or set(bare) <= {"W", "L"}):
        return _list(rest, bare, words, ordered_columns, filters, names)
    return None


def _dates_rows(rest: Items, columns: list[Column], filters: tuple[Filter, ...]) -> bool:
    """Tell whether "how many tenants moved in after 2019" is asked of a column of dates: the tenant is there "since"."""
    if len(columns) != 1 or not (columns[0].kind == "date" or columns[0].is_year):
        return False
    bounded = any(condition.column == columns[0].place for chosen in filters for condition in chosen.any_of)
    return bounded and all(unit_named(item.text) is None for item in rest) and root("since") in stems_of(columns[0].name)


def _share(kinds: str, rest: Items, filters: tuple[Filter, ...], names: Vocabulary) -> Reckoning | None:
    if "C" in kinds or set(kinds) - set("%WRGX") or not 1 <= len(filters) <= 2:
        return None
    phrase = next(item.text for item in rest if item.code == "%")
    if len(filters) == 2 and not phrase.endswith("of"):
        return None
    return Reckoning("share", filters=filters, base=filters[:-1])


def _average(bare: str, words: list[int], columns: list[Column], names: Vocabulary) -> Reckoning | None:
    if words or len(columns) > 1 or set(bare) - set("WLMHEI"):
        return None
    column = columns[0] if columns else (names.measures.numbers[0] if len(names.measures.numbers) == 1 else None)
    if column is None or not column.addable:
        return None
    return Reckoning("median" if "I" in bare else "average", column.place)


def _sum(
    rest: Items, bare: str, words: list[int], columns: list[Column], filters: tuple[Filter, ...], names: Vocabulary
) -> Reckoning | None:
    if words and "U" not in bare and columns:
        return None
    if set(bare) - set("WLMHTU"):
        return None
    shared = any(item.text == "together" for item in rest) and any(len(chosen.any_of) > 1 for chosen in filters)
    if not columns and "H" in bare and shared:
        return None
    if not columns and "H" in bare:
        return _count(rest, bare.replace("T", ""), words, filters, names)
    column = columns[0] if columns else names.measures.amount
    if column is None or (not columns and words):
        return None
    if len(columns) > 1 or not column.addable or "U" in bare:
        return None
    if "H" in bare and "T" not in bare and not _adds_up(column, rest):
        return None
    if "T" not in bare and "H" in bare and column.style.clock is not None:
        return None
    if not sums_up(column.stems, column.unit) or ("T" not in bare and _of_each_row(rest, filters, names)):
        return None
    if "M" in bare and "T" not in bare and not _means_all(rest, filters, names):
        return None
    if any(condition.operator == "missing" for chosen in filters for condition in chosen.any_of):
        return None
    return Reckoning("sum", column.place, stated=not filters and _states_total(column, names))


def _adds_up(column: Column, rest: Items) -> bool:
    """Tell whether "how many" asks for a column's sum: the column itself is counted, not named beside the rows."""
    place = next(place for place, item in enumerate(rest) if item.code == "H")
    following = rest[place + 1] if place + 1 < len(rest) else None
    if set(column.stems) & RATINGS:
        return False
    if following is None or (following.operator == "verb" and is_currency(column.unit)):
        return False
    return following.code == "C" and column.place in following.columns and column.unit != "%"


def _of_each_row(rest: Items, filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether a number of each row is asked for ("rooms of a hotel"), or what has a thing is not the row ("rooms with a balcony")."""
    nouns = [item for item in rest if item.code == "R"]
    if not filters:
        return any(item.columns and not item.text.endswith("s") for item in nouns)
    kinds = [names.sheet.columns[condition.column] for chosen in filters for condition in chosen.any_of]
    return not nouns and all(column.kind == "yes_no" or lists_things(column) for column in kinds)


def _means_all(rest: Items, filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether "how much" without "in total" means all rows together."""
    if any(item.code == "G" for item in rest):
        return True
    place = next(place for place, item in enumerate(rest) if item.code == "M")
    named = rest[place + 1] if place + 1 < len(rest) else None
    if named and named.code == "C" and named.operator == "" and filters and (column := ordered(named, names)):
        return not names.measures.is_level(column.place)
    spends = any(item.text in _SPENDING for item in rest)
    return spends and len(rows_that_meet(names.sheet, filters)) > 0


def _states_total(column: Column, names: Vocabulary) -> bool:
    """Tell whether the table itself has the total of a column: that is quoted, not reckoned."""
    return any(
        len(row.cells) > column.place and any(c.isdigit() for c in row.cells[column.place].text) for row in names.sheet.totals
    )


def _count(rest: Items, bare: str, words: list[int], filters: tuple[Filter, ...], names: Vocabulary) -> Reckoning | None:
    if set(bare) - set("WLHUXT"):
        return None
    if words and "H" not in bare:
        return Reckoning("list", shown=words[0]) if len(words) == 1 else None
    if words:
        if not _counts_column(rest, words[0]):
            return None
        of_one = any(c.column == words[0] and c.operator == "is" for chosen in filters for c in chosen.any_of)
        return Reckoning("distinct", words[0]) if len(words) == 1 and not of_one else None
    has_rows = any(item.code == "R" for item in rest)
    if not has_rows and not filters:
        return None
    if not has_rows and _has_quantity(filters, names):
        return None
    if "U" in bare and names.sheet.key_is_unique and has_rows:
        return Reckoning("count")
    return Reckoning("count") if "U" not in bare else None


def _counts_column(rest: Items, column: int) -> bool:
    """Tell whether "how many" is asked of the column, not of the rows that it has: "how many boats does the club have"."""
    place = next(place for place, item in enumerate(rest) if item.code == "H")
    following = next((item for item in rest[place + 1 :] if item.code not in "UGT"), None)
    return following is None or following.code != "R" or column in following.columns


def _has_quantity(filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether "how many drinks" may mean pieces: the table has a column that says how many there are of each."""
    only_values = all(condition.operator == "is" for chosen in filters for condition in chosen.any_of)
    return only_values and any(set(column.stems) & _QUANTITIES for column in names.measures.numbers)


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
