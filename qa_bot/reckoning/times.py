"""When something happened: "in which year", "when", "has had it the longest", "for the first time"."""

from collections.abc import Sequence

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.vocabulary import Vocabulary

_ASKED = frozenset("year month date day".split())
# Rows that are places: where something is cheapest is one of them.
_PLACES = frozenset(
    root(word)
    for word in "pool bath hotel hut cabin restaurant shop museum castle beach campsite school city town village island park lake venue place camp pitch branch".split()
)
_ASKING = frozenset(("which", "what"))


def read_times(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "in which year" and "when" as the columns of dates, of which the rest of the question chooses one."""
    columns = tuple(column.place for column in names.measures.days)
    first = folded(words, place, 4) == "for the first time"
    if first and any("first" in column.name.casefold().split() for column in names.measures.days):
        return [(4, 10, ())]
    if words[place].folded == "where" and place == 0 and any(names.names_rows(noun) for noun in _PLACES):
        return [(1, 10, (Item("W", "which"),))]
    if not columns or (place and words[place - 1].folded not in ("in", "on", "of", "from")):
        return []
    if words[place].folded == "when" and place == 0:
        return [(1, 10, (Item("W", "what"), Item("C", "when", columns, operator="when")))]
    if (
        words[place].folded in _ASKING
        and folded(words, place + 1) in _ASKED
        and not names.value_columns((words[place + 1].stem,))
    ):
        return [(2, 10, (Item("W", "what"), Item("C", words[place + 1].folded, columns, operator="when")))]
    return []


def dated(items: Items, names: Vocabulary) -> Items:
    """Return the items with what "when" asks for made one column: the one beside it, or the only one there is."""
    asked = next((item for item in items if item.operator == "when"), None)
    if asked is None:
        return items
    named = [item for item in items if item.code == "C" and item is not asked and set(item.columns) & set(asked.columns)]
    shared = {index for item in named for index in item.columns if index in asked.columns}
    if len(shared or asked.columns) != 1 or not (shared or any(item.code == "R" for item in items)):
        return (*items, Item("?", "when"))
    column = tuple(shared or asked.columns)
    return tuple(item._replace(columns=column, operator="") if item is asked else item for item in items if item not in named)
