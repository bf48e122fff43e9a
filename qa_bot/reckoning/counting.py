"""Questions for a count: the rows, the different values of a column, a share of the rows."""

from collections.abc import Sequence

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.conditions import Filter
from qa_bot.reckoning.nouns import PERSONS
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.subjects import are_rows, are_told, is_log
from qa_bot.reckoning.vocabulary import Vocabulary

# These count what happens, which only rows that are called so are.
_OFTEN = frozenset(("how often", "how many times"))
_QUANTITIES = frozenset(root(w) for w in "quantity qty stock count pieces units number".split())


def read_share(kinds: str, rest: Items, filters: tuple[Filter, ...], names: Vocabulary) -> Reckoning | None:
    """Return "what percentage of the dishes are vegan": how many in a hundred of a whole."""
    if "C" in kinds or set(kinds) - set("%WRGX") or not 1 <= len(filters) <= 2:
        return None
    phrase = next(item.text for item in rest if item.code == "%")
    if len(filters) == 2 and not phrase.endswith("of"):
        return None
    return Reckoning("share", filters=filters, base=filters[:-1])


def count_rows(rest: Items, bare: str, words: list[int], filters: tuple[Filter, ...], names: Vocabulary) -> Reckoning | None:
    """Return "how many": the rows, or the different values of a column of words."""
    has_rows = any(item.code == "R" for item in rest)
    if set(bare) - set("WLHUXT") or (not has_rows and any(item.text in _OFTEN for item in rest if item.code == "H")):
        return None
    if words and "H" not in bare:
        return Reckoning("list", shown=words[0]) if len(words) == 1 else None
    if words:
        if not _counts_column(rest, words[0]) or not (filters or "U" in bare or are_told(words[0], names.sheet)):
            return None
        of_one = any(c.column == words[0] and c.operator == "is" for chosen in filters for c in chosen.any_of)
        return Reckoning("distinct", words[0]) if len(words) == 1 and not of_one else None
    if not has_rows and not _are_kinds(filters, names):
        return None
    if not filters and not any(are_rows(item, names) for item in rest if item.code == "R"):
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


def _are_kinds(filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether filters alone say what is counted: rows are of a kind, but what a cell has for people is none of theirs."""
    conditions = [condition for chosen in filters for condition in chosen.any_of]
    held = {c.column for c in conditions if c.operator == "is"}
    plain = len(held) == len(filters) and all(chosen.any_of[0].operator == "is" for chosen in filters)
    if plain and is_log(names.sheet):
        return False
    return bool(conditions) and not any(set(names.sheet.columns[index].stems) & PERSONS for index in held)


def _has_quantity(filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether "how many drinks" may mean pieces: the table has a column that says how many there are of each."""
    only_values = all(condition.operator == "is" for chosen in filters for condition in chosen.any_of)
    return only_values and any(set(column.stems) & _QUANTITIES for column in names.measures.numbers)
