"""The filters of a question: values of columns, yes and no, empty cells, and what is not."""

from decimal import Decimal

from qa_bot.reckoning.bounds import Items, condition_of, filter_item, replace
from qa_bot.reckoning.columns import Column, parts_of
from qa_bot.reckoning.conditions import Condition, Filter, rows_that_meet
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.phrasings import having
from qa_bot.reckoning.superlatives import ordered, sign_for
from qa_bot.reckoning.vocabulary import Vocabulary


def read_numbers_alone(items: Items, names: Vocabulary, last: bool = True) -> Items:
    """Return the items with numbers that stand by their column, and years and dates, made filters."""
    items = replace(items, "D", lambda run: (run[0]._replace(code="p", operator="in"),))
    items = replace(items, "N", lambda run: (run[0]._replace(code="p", operator="in" if run[0].period else "="),))
    if not last:
        return items
    for pattern in ("Cp", "pC"):
        items = replace(items, pattern, lambda run: _equal(run, names))
    return replace(items, "p", lambda run: _equal_alone(run[0], names))


def _equal(run: Items, names: Vocabulary) -> Items | None:
    bound, word = (run[0], run[1]) if run[0].code == "p" else (run[1], run[0])
    found = [c for index in word.columns if (c := condition_of(names.sheet.columns[index], bound))]
    return filter_item(found[0]) if len(found) == 1 else None


def _equal_alone(bound: Item, names: Vocabulary) -> Items | None:
    columns = names.measures.happened if bound.period or bound.month else ()
    found = [condition for column in columns if (condition := condition_of(column, bound))]
    return filter_item(found[0]) if len(found) == 1 else None


def read_truths(items: Items, names: Vocabulary) -> Items:
    """Return the items with columns of yes and no made filters, and what is "not" turned round."""
    items = replace(items, "!C", lambda run: _without(run[1], names))
    items = replace(items, "C", lambda run: _yes(run[0], names))
    items = replace(items, "C(?!P?V|p)", lambda run: _having(run[0], names))
    return replace(items, "!f", lambda run: _turned(run[1]))


def _turned(item: Item) -> Items | None:
    negated = item.payload.negated()
    return (Item("f", payload=negated),) if negated else None


def _yes(item: Item, names: Vocabulary) -> Items | None:
    columns = [index for index in item.columns if names.sheet.columns[index].kind == "yes_no"]
    return filter_item(Condition(columns[0], "yes")) if len(columns) == len(item.columns) == 1 else None


def _having(item: Item, names: Vocabulary) -> Items | None:
    """Return the filter of "is hired out" and "charges a toll"."""
    if item.operator not in ("state", "having"):
        return None
    return (Item("f", payload=having(names.sheet.columns[item.columns[0]])),)


def _without(item: Item, names: Vocabulary) -> Items | None:
    """Return the filter of "without a price": the cell is empty, or says no or nought."""
    if len(item.columns) != 1 or item.operator == "agent":
        return None
    column = names.sheet.columns[item.columns[0]]
    if column.kind == "yes_no":
        return filter_item(Condition(column.place, "yes", negated=True))
    empty = Condition(column.place, "missing")
    nought = condition_of(column, Item("p", operator="=", number=Decimal())) if column.kind == "number" else None
    return (Item("f", payload=Filter((empty, nought) if nought else (empty,))),)


def read_values(items: Items, names: Vocabulary) -> Items:
    """Return the items with values made filters; alternatives of one column are one filter."""
    items = replace(items, "P(?=V)", lambda run: () if run[0].text == "by" else None)
    items = replace(items, "C?(?:V[,&|]*!?[,&|]*)*VC?", lambda run: _narrowed(run, names))
    items = replace(items, "!V", lambda run: _set(run[1:], names, negated=True))
    items = replace(items, "(?:V[&|,]+)+V", lambda run: _set(run, names))
    return replace(items, "V", lambda run: _set(run, names))


def _narrowed(run: Items, names: Vocabulary) -> Items | None:
    """Return a run of values without the word for their column at its ends ("the Sales department")."""
    made = run
    for place in (0, -1):
        word = run[place]
        if word.code == "C" and all(set(word.columns) & set(item.columns) for item in run if item.code == "V"):
            made = tuple(
                item._replace(columns=tuple(set(item.columns) & set(word.columns))) if item.code == "V" else item
                for item in made
                if item is not word
            )
    return made if made != run else None


def condition_of_value(item: Item, names: Vocabulary) -> Condition | None:
    """Return the condition that a value sets, None where two columns hold it."""
    return Condition(item.columns[0], item.operator or "is", stems=item.stems) if len(item.columns) == 1 else None


def _set(run: Items, names: Vocabulary, negated: bool = False) -> Items | None:
    conditions = [condition_of_value(item, names) for item in run if item.code == "V"]
    found = [condition for condition in conditions if condition]
    if len(found) < len(conditions):
        return None
    codes = {item.code for item in run}
    apart = "|" not in codes and (len({c.column for c in found}) > 1 or lists_things(names.sheet.columns[found[0].column]))
    groups = [Filter((condition,)) for condition in found] if apart else [Filter(tuple(found))]
    turned = [group.negated() if negated else group for group in groups]
    if any(group is None for group in turned):
        return None
    return tuple(Item("f", payload=group) for group in turned)


def lists_things(column: Column) -> bool:
    """Tell whether cells of a column list several things that another cell has alone or in another list."""
    lists = [parts_of(str(value)) for value in column.values if value is not None]
    several = [parts for parts in lists if len(parts) > 2]
    return bool(several) and any(
        part in other for parts in several for part in parts[1:] for other in lists if other is not parts
    )


def read_row_bounds(items: Items, names: Vocabulary) -> Items:
    """Return the items with "costs more than the lasagne" and "older than Anna" made filters."""
    items = replace(items, "CmZV", lambda run: _row_bound(run[3], run[0], run[1], names))
    items = replace(items, "m[C]ZV", lambda run: _row_bound(run[3], run[1], run[0], names))
    return replace(items, "C?[A]ZV", lambda run: _row_bound(run[-1], run[0] if len(run) == 4 else None, run[-3], names))


def _row_bound(value: Item, word: Item | None, comparative: Item, names: Vocabulary) -> Items | None:
    row = row_named(value, names)
    measured = names.measures.measured_by(comparative.measures)
    column = ordered(word, names) if word else (measured[0] if measured else None)
    if row is None or column is None:
        return None
    sign = sign_for(comparative, column) if word or not measured else measured[1]
    return filter_item(Condition(column.place, ">" if sign > 0 else "<", row=row))


def row_named(item: Item, names: Vocabulary) -> int | None:
    """Return the one row that a value names by the column that names rows."""
    if names.sheet.key not in item.columns:
        return None
    rows = rows_that_meet(names.sheet, (Filter((Condition(names.sheet.key, "is", stems=item.stems),)),))
    return rows[0] if len(rows) == 1 else None
