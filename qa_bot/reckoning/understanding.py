"""From the words of a question to what it asks of one table: every word must be understood, or there is no reckoning."""

from qa_bot.reckoning.bounds import Items, read_bounds, replace
from qa_bot.reckoning.columns import Sheet, read_sheet
from qa_bot.reckoning.comparisons import read_comparison
from qa_bot.reckoning.filters import read_numbers_alone, read_row_bounds, read_truths, read_values
from qa_bot.reckoning.items import Item, read_items
from qa_bot.reckoning.operations import read_operation
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.superlatives import join_adjectives
from qa_bot.reckoning.tables import Table
from qa_bot.reckoning.vocabulary import Vocabulary

_MOST_WORDS = 60


def understand(question: str, table: Table) -> Reckoning | None:
    """Return what a question asks of a table, or None where a word, a column or the kind of question is not understood."""
    sheet = read_sheet(table)
    return understand_sheet(question, sheet) if sheet else None


def understand_sheet(question: str, sheet: Sheet) -> Reckoning | None:
    """Return what a question asks of a table that has been read."""
    names = Vocabulary(sheet)
    if len(question.split()) > _MOST_WORDS:
        return None
    items = read_items(question, names)
    if any(item.code == "?" for item in items):
        return None
    weight = _weight(items, names)
    found = read_question(items, names)
    return found._replace(weight=weight) if found else None


def read_question(items: Items, names: Vocabulary) -> Reckoning | None:
    """Return the reckoning that the items of a question come to."""
    items = replace(items, ">(?=[^ND])", _more_than)
    items = join_adjectives(read_bounds(items, names))
    items = read_truths(read_numbers_alone(items, names), names)
    return read_comparison(items, names) or read_operation(read_values(read_row_bounds(items, names), names), names)


def _more_than(run: Items) -> Items | None:
    sign = {">": 1, "<": -1, "after": 1, "before": -1}.get(run[0].operator)
    return (Item("m", "more" if sign > 0 else "less", sign=sign), Item("Z")) if sign else None


def _weight(items: Items, names: Vocabulary) -> int:
    """Return how much of a question names this table: its title and whole headers count more than words that any table has."""
    weight = 0
    for item in items:
        if item.code == "R":
            weight += 3 if set(item.stems) & names.title else 2 if item.columns else 0
        elif item.code in "CV":
            weight += 2 if item.stems else 1
    return weight
