"""Whether what a question speaks of is what the rows of a table are, or only something that they mention.

The rows of a list of boats are boats: they are counted, and the oldest one is at the end of a column. The rows of a log of trips
are trips, whatever boats and guides they name: how many boats there are, and which is the oldest, such a table does not say.
"""

import re
from collections.abc import Sequence

from qa_bot.reckoning.columns import Column, Sheet, stems_of
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.nouns import GENERIC, HAPPENINGS, PERSONS, alike
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.vocabulary import Vocabulary

_DAYS = frozenset(root(w) for w in "date day time when weekday".split())
# Words of titles that say how the rows are kept, not what they are: a flight log has flights.
_KEPT = frozenset(
    root(w) for w in "log list register table record sheet data book diary overview schedule plan calendar".split()
)
# Adjectives of when something was done, whoever or whatever it was done with, and of how well.
_OF_DEEDS = frozenset(
    "first last latest earliest later earlier soonest sooner fastest slowest quickest faster slower quicker best worst better worse".split()
)

_OF_AGE = frozenset("oldest eldest youngest older elder younger".split())
_BIRTHS = frozenset(root(w) for w in "age birth born birthday birthdate".split())


def is_log(sheet: Sheet) -> bool:
    """Tell whether rows are what happened: they begin with when it did, or have nothing but a date for it."""
    return _says_when(_leading(sheet)) or any(
        column.kind == "date" and column.stems == (root("date"),) for column in sheet.columns
    )


def _leading(sheet: Sheet) -> Column:
    """Return the first column that does not only number the rows."""
    return next((column for column in sheet.columns if not column.names_things), sheet.columns[0])


def _says_when(column: Column) -> bool:
    return column.kind == "date" or column.is_year or set(column.stems) <= _DAYS


def are_rows(item: Item, names: Vocabulary) -> bool:
    """Tell whether a word of the question calls what the rows are: all rows of a list, only the happenings of a log."""
    if set(item.stems) & GENERIC:
        return True
    if not is_log(names.sheet):
        return item.code == "R"
    return bool(set(item.stems) & (_titled(names) | HAPPENINGS)) or _leading(names.sheet).place in item.columns


def are_told(index: int, sheet: Sheet) -> bool:
    """Tell whether the values of a column are told of the rows, and are all there are: the languages of a list of books.

    What stands before the name of the rows, or in a log, is only mentioned there, and so is what each row has for itself alone:
    the flats of a list of members.
    """
    told = [value for value in sheet.columns[index].values if value is not None]
    is_own = index != sheet.key and 1 < len(told) == len(set(told))
    return index >= sheet.key and not is_log(sheet) and not is_own


def _titled(names: Vocabulary) -> frozenset[str]:
    """Return the roots of the nouns that a title calls its rows by: its plurals and its last word; "kite flights" are flights."""
    words = [word for word in re.findall(r"[^\W\d_]+", names.sheet.table.title) if root(word.casefold()) not in _KEPT]
    heads = {word for word in words if word.casefold().endswith("s")} | set(words[-1:])
    return alike({stem for word in heads for stem in stems_of(word)} - names.surroundings)


def measure_of_rows(adjective: Item, items: Sequence[Item], names: Vocabulary) -> tuple[Column, int] | None:
    """Return the column that an adjective measures without naming it, and its end, where the question is about the rows."""
    measured = names.measures.measured_by(adjective.measures)
    if measured is None or adjective.text in _OF_DEEDS:
        return measured
    asked = [item for item in items if item.code == "R" or (item.code == "C" and _is_of_words(item, names))]
    asked = asked or [item for item in items if item.code == "V"]
    if is_log(names.sheet):
        of_rows = bool(asked) and all(are_rows(item, names) for item in asked)
    else:
        of_rows = not asked or any(item.code in "RV" for item in asked)
    if not of_rows or (adjective.text in _OF_AGE and _are_people(items) and not set(measured[0].stems) & _BIRTHS):
        return None
    return measured


def _is_of_words(item: Item, names: Vocabulary) -> bool:
    return any(names.sheet.columns[index].kind == "words" for index in item.columns)


def _are_people(items: Sequence[Item]) -> bool:
    """Tell whether people are asked for: only a birth or an age says how old they are."""
    return any(
        (item.code == "W" and item.text in ("who", "whose", "whom")) or (item.code in "RC" and set(item.stems) & PERSONS)
        for item in items
    )
