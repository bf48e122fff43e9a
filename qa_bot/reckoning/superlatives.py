"""Superlatives of a question: which column they are about, which end, how many rows and from which place on."""

from typing import NamedTuple

from qa_bot.reckoning.adjectives import Measure
from qa_bot.reckoning.bounds import Items, replace
from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.measures import counts_times, nouns_of_unit
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.subjects import measure_of_rows
from qa_bot.reckoning.units import is_currency
from qa_bot.reckoning.vocabulary import Vocabulary

# Superlatives that say only which end, and measure nothing themselves.
BARE = frozenset("most least fewest maximum minimum max min maximal minimal top bottom highest lowest peak record".split())
_MANY = 50
# What is oldest is so by its own age, not by when something was done with it.
_OF_AGE = frozenset(("oldest", "eldest", "newest", "youngest"))


class End(NamedTuple):
    """A superlative read: the column, the end, and the items that it leaves to be explained."""

    column: Column
    sign: int
    rest: Items


def join_adjectives(items: Items) -> Items:
    """Return the items with "most expensive", "less old", "top 3", "second cheapest" as one item each."""
    items = replace(items, "s[aA]", lambda run: (_turned(run, "S"),) if run[0].text in ("most", "least") else None)
    items = replace(items, "m[a]", lambda run: (_turned(run, "A"),) if run[0].text in ("more", "less") else None)
    items = replace(items, "[sS]N[sS]", lambda run: _counted(run[2], run[1]))
    items = replace(items, "[sS]S", lambda run: (run[1],) if run[0].text in ("top", "bottom") else None)
    items = replace(items, "N[sS]", lambda run: _counted(run[1], run[0]))
    items = replace(items, "[sS]N", lambda run: _counted(run[0], run[1]))
    items = replace(items, "o[sS]", lambda run: (run[1]._replace(payload=run[0].many),))
    return replace(items, "[sS]o", lambda run: (run[0]._replace(payload=run[1].many),) if run[0].text != "top" else None)


def _turned(run: Items, code: str) -> Item:
    degree, adjective = run
    measures = tuple(Measure(measure.nouns, measure.sign * degree.sign) for measure in adjective.measures)
    text = degree.text if adjective.operator == "even" else f"{degree.text} {adjective.text}"
    return adjective._replace(code=code, text=text, measures=measures, sign=adjective.sign * degree.sign)


def _counted(superlative: Item, number: Item) -> Items | None:
    value = number.number
    if value is None or number.unit or number.period or value != int(value) or not 1 <= value <= _MANY:
        return None
    return (superlative._replace(many=int(value)),)


def read_end(items: Items, names: Vocabulary) -> End | None:
    """Return the superlative of a question with its column, or None where that is in doubt."""
    places = [place for place, item in enumerate(items) if item.code in "sS"]
    if len(places) != 1:
        return None
    place = places[0]
    superlative = items[place]
    following = place + 1
    while following < len(items) and items[following].code in "HEG":
        following += 1
    after = items[following] if following < len(items) else None
    if after and after.code == "C" and (column := ordered(after, names)) and fits(superlative, column):
        return End(column, sign_for(superlative, column), items[:place] + items[place + 1 : following] + items[following + 1 :])
    rest = items[:place] + items[place + 1 :]
    named = [(item, column) for item in rest if item.code == "C" and (column := ordered(item, names))]
    return _named_end(superlative, named, rest, names) if named else _unnamed_end(superlative, rest, names)


def _named_end(superlative: Item, named: list[tuple[Item, Column]], rest: Items, names: Vocabulary) -> End | None:
    """Return the end of a column that the question names apart from the superlative, or that the superlative measures."""

    def end_of(item: Item, column: Column) -> End:
        return End(column, sign_for(superlative, column), tuple(other for other in rest if other is not item))

    timed = [(item, column) for item, column in named if column.kind == "date" or column.is_year]
    aged = names.measures.measured_by(superlative.measures) if superlative.text in _OF_AGE else None
    if aged and len(timed) == 1 and aged[0] != timed[0][1]:
        return None
    if _is_of_time(superlative) and len(timed) == 1:
        return end_of(*timed[0])
    item, column = named[0]
    if counts_times(column) and superlative.measures:
        return None
    if superlative.text not in BARE and (own := _own_end(superlative, rest, names)):
        return own
    fitting = superlative.code == "s" or fits(superlative, column)
    return end_of(item, column) if len(named) == 1 and fitting else None


def _unnamed_end(superlative: Item, rest: Items, names: Vocabulary) -> End | None:
    """Return the end of the column that a superlative measures, or of the only one that can be meant."""
    if own := _own_end(superlative, rest, names):
        return own
    if superlative.code == "s" and names.measures.sum_of_money:
        return End(names.measures.sum_of_money, superlative.sign, rest)
    return None


def _own_end(superlative: Item, rest: Items, names: Vocabulary) -> End | None:
    own = measure_of_rows(superlative, rest, names)
    if own is None:
        return None
    column, sign = own
    verbs = [item for item in rest if item.code == "C" and item.columns == (column.place,) and item.operator == "verb"]
    return End(column, sign, tuple(item for item in rest if item not in verbs))


def fits(adjective: Item, column: Column) -> bool:
    """Tell whether a column may be what an adjective is about: the oldest trees are not the most trees."""
    if adjective.code not in "SA" or adjective.operator == "even" or not adjective.measures:
        return measures(adjective, column)
    if counts_times(column):
        return False
    if (
        adjective.text in ("best", "worst", "better", "worse")
        or adjective.text in column.name.casefold()
        or column.style.clock is not None
    ):
        return measures(adjective, column)
    nouns = {word for measure in adjective.measures for group in measure.nouns for word in group.split()}
    if column.kind == "date" or column.is_year:
        return bool(nouns & {"date", "year"})
    if any(root(noun) in column.stems for noun in nouns):
        return measures(adjective, column)
    of_unit = set(nouns_of_unit(column.unit)) & nouns or (is_currency(column.unit) and "price" in nouns)
    return measures(adjective, column) and bool(of_unit)


def measures(adjective: Item, column: Column) -> bool:
    """Tell whether an adjective may be about a column: the best time is no rating, and may be a low one."""
    if column.style.clock is not None and not column.style.worded:
        return True
    if adjective.text not in ("best", "worst", "better", "worse", "good", "bad"):
        return True
    meant = [nouns for measure in adjective.measures for nouns in measure.nouns]
    return any(root(word) in column.stems for nouns in (*meant, "salary wage pay income earnings") for word in nouns.split())


def ordered(item: Item, names: Vocabulary) -> Column | None:
    """Return the one column of numbers or dates that a word names."""
    found = [names.sheet.columns[index] for index in item.columns if names.sheet.columns[index].kind in ("number", "date")]
    return found[0] if len(found) == 1 else None


def _is_of_time(superlative: Item) -> bool:
    return any({"date", "year"} & set(nouns.split()) for measure in superlative.measures for nouns in measure.nouns)


def sign_for(adjective: Item, column: Column) -> int:
    """Return the end of a column that an adjective asks for: old is high of an age and early of a date."""
    if column.style.clock is not None and adjective.text in ("best", "better", "worst", "worse"):
        return -1 if adjective.text.startswith("b") else 1
    for measure in adjective.measures:
        words = {root(word) for nouns in measure.nouns for word in nouns.split()}
        if words & set(column.stems) or (column.style.clock is not None and root("time") in words):
            return measure.sign
    if column.kind == "date" or column.is_year:
        return next(
            (m.sign for m in adjective.measures if any({"date", "year"} & set(nouns.split()) for nouns in m.nouns)),
            adjective.sign,
        )
    return adjective.sign
