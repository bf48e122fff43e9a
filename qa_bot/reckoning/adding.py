"""Questions for a sum or an average: whether the column may be added up, and whether all rows are meant."""

from collections.abc import Sequence

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.conditions import Filter, rows_that_meet
from qa_bot.reckoning.counting import count_rows
from qa_bot.reckoning.filters import lists_things
from qa_bot.reckoning.nouns import RATINGS, sums_up
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.superlatives import ordered
from qa_bot.reckoning.units import is_currency
from qa_bot.reckoning.vocabulary import Vocabulary

# Columns that say how many of a thing there are: "how many drinks" may then mean pieces, not rows.
SPENDING = frozenset(("spend", "spent", "spending", "pay", "paid", "earn", "earned"))


def read_average(bare: str, words: list[int], columns: list[Column], names: Vocabulary) -> Reckoning | None:
    """Return the average or the median of the one column that is asked for."""
    if words or len(columns) > 1 or set(bare) - set("WLMHEI"):
        return None
    column = columns[0] if columns else (names.measures.numbers[0] if len(names.measures.numbers) == 1 else None)
    if column is None or not column.addable:
        return None
    return Reckoning("median" if "I" in bare else "average", column.place)


def read_sum(
    rest: Items, bare: str, words: list[int], columns: list[Column], filters: tuple[Filter, ...], names: Vocabulary
) -> Reckoning | None:
    """Return "how much" and "in total": the sum of a column whose numbers may be added up."""
    if (words and "U" not in bare and columns) or set(bare) - set("WLMHTU"):
        return None
    if not columns and "H" in bare:
        shared = any(item.text == "together" for item in rest) and any(len(chosen.any_of) > 1 for chosen in filters)
        return None if shared else count_rows(rest, bare.replace("T", ""), words, filters, names)
    column = columns[0] if columns else names.measures.amount
    if column is None or (not columns and words) or len(columns) > 1 or not column.addable or "U" in bare:
        return None
    if not sums_up(column.stems, column.unit) or ("T" not in bare and not _is_total(column, rest, bare, filters, names)):
        return None
    if any(condition.operator == "missing" for chosen in filters for condition in chosen.any_of):
        return None
    return Reckoning("sum", column.place, stated=not filters and _states_total(column, names))


def _is_total(column: Column, rest: Items, bare: str, filters: Sequence[Filter], names: Vocabulary) -> bool:
    """Tell whether "how many" and "how much" without "in total" ask for the sum of a column."""
    if "H" in bare and (column.style.clock is not None or not _adds_up(column, rest)):
        return False
    return not _of_each_row(rest, filters, names) and ("M" not in bare or _means_all(rest, filters, names))


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
    spends = any(item.text in SPENDING for item in rest)
    return spends and len(rows_that_meet(names.sheet, filters)) > 0


def _states_total(column: Column, names: Vocabulary) -> bool:
    """Tell whether the table itself has the total of a column: that is quoted, not reckoned."""
    return any(
        len(row.cells) > column.place and any(c.isdigit() for c in row.cells[column.place].text) for row in names.sheet.totals
    )
