"""From the words of a question to what it asks of one table: every word must be understood, or there is no reckoning."""

from qa_bot.reckoning.adjectives import COMPARATIVE
from qa_bot.reckoning.bounds import Items, read_bounds, replace
from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.comparisons import read_comparison
from qa_bot.reckoning.filters import read_numbers_alone, read_row_bounds, read_truths, read_values
from qa_bot.reckoning.item import Item
from qa_bot.reckoning.items import read_items
from qa_bot.reckoning.lexicon import RATES
from qa_bot.reckoning.measures import counts_times
from qa_bot.reckoning.nouns import PEOPLE, PERSONS
from qa_bot.reckoning.operations import read_operation
from qa_bot.reckoning.phrasings import having
from qa_bot.reckoning.reckonings import Reckoning
from qa_bot.reckoning.roots import root, roots_of
from qa_bot.reckoning.superlatives import join_adjectives
from qa_bot.reckoning.units import unit_named
from qa_bot.reckoning.vocabulary import Vocabulary

_MOST_WORDS = 60
# Comparisons that say where something is where no number follows.
_PLACES = frozenset("over above under below beneath beyond".split())
# What all rows of a whole do: people work for the company. "How many people work?" does not ask how many there are.
_BELONGING = frozenset(
    "work works working worked live lives living belong belongs stay stays staying serve serves serving employed".split()
)
_NEEDED = ("need", "require", "want")
_PLAIN_WITHOUT_FILTERS = ("count", "exists", "every", "list", "sum")


def understand_with(question: str, names: Vocabulary) -> Reckoning | None:
    """Return what a question asks of a table whose names are known."""
    if len(question.split()) > _MOST_WORDS:
        return None
    items = _without_places(replace(read_items(question, names), "[HM][?R](?=[Am]|>V)|[HM]C(?=A|>V)", _without_unit), names)
    items = replace(replace(items, r"Hm\?", lambda run: _of_unit(run, names)), "N&?N", _added_times)
    if any(item.code == "?" for item in items):
        return None
    if not any(item.code in "CVSAf" or (item.code == "R" and (item.stems or item.columns)) for item in items):
        return None
    weight = _weight(items, names)
    if not weight and _does_something_else(items, names):
        return None
    found = read_question(items, names)
    return found._replace(weight=weight, names_table=_names_table(items, names)) if found else None


def read_question(items: Items, names: Vocabulary) -> Reckoning | None:
    """Return the reckoning that the items of a question come to."""
    whole = any(item.code == "w" and item.text != "per" for item in items)
    rated = any(item.text.startswith("per") for item in items if item.code in "wC")
    if _needs(items, names):
        return None
    kept_by_it = "wv" in "".join(item.code for item in items)
    acts = any(item.code == "v" and not kept_by_it and not (whole and item.text in _BELONGING) for item in items)
    items = replace(tuple(item for item in items if item.code not in "vw"), "G?>(?![ND])", _more_than)
    items = join_adjectives(read_bounds(items, names))
    items = replace(items, "Cc", lambda run: _often(run, names))
    items = _of_both(replace(items, "ZN(?=V)", lambda run: run[:1] if run[1].text == "one" else None))
    items, expected = _expected(replace(items, "C[smTEH]*C|[HM]CC", _without_verb))
    items = replace(_again(items, names), "C!C", lambda run: run[1:] if run[0].operator == "verb" else None)
    items = read_truths(read_numbers_alone(items, names), names)
    found = read_comparison(items, names) or read_operation(read_values(read_row_bounds(items, names), names), names)
    if found is None or (found.operation in ("count", "list", "exists") and _only_mentions(items)):
        return None
    if acts and _leaves_deed(found, items):
        return None
    if found.operation == "sum" and found.column is not None and not rated and _is_by_time(found.column, items, names):
        return None
    return found._replace(expected=expected)


def _leaves_deed(found: Reckoning, items: Items) -> bool:
    """Tell whether what rows do is a condition that nothing of the table meets: "how many people cycle"."""
    if found.filters:
        return all(c.operator == "coded" for chosen in found.filters for c in chosen.any_of)
    totals = any(item.code == "T" or (item.code == "G" and found.operation == "sum") for item in items)
    plain = not found.operands and found.group is None and found.operation in _PLAIN_WITHOUT_FILTERS
    return plain and not totals


def _does_something_else(items: Items, names: Vocabulary) -> bool:
    """Tell whether "who flew the longest" asks for people and a deed, of a table that names neither."""
    acts = any(item.code == "v" and item.text not in _BELONGING for item in items)
    called = set(names.sheet.columns[names.sheet.key].stems)
    return acts and any(item.code == "W" and item.text == "who" for item in items) and not called & (PERSONS | PEOPLE)


def _only_mentions(items: Items) -> bool:
    """Tell whether what is counted is but a word of a cell: "all members" is no kind of row."""
    values = [item for item in items if item.code == "V" and not item.operator]
    partly = [item for item in values if roots_of(item.text) != item.stems]
    return bool(partly) and len(partly) == len(values) and not any(item.code in "RC" for item in items)


def _is_by_time(index: int, items: Items, names: Vocabulary) -> bool:
    """Tell whether "how many" asks for a number that is counted by the day or week without saying so."""
    times = {root(word) for word in RATES.values()}
    said = {stem for item in items if item.code == "C" for stem in item.stems}
    after = set(roots_of(names.sheet.columns[index].name.partition(" per ")[2]))
    return any(item.code == "H" for item in items) and bool(after & times - said)


def _needs(items: Items, names: Vocabulary) -> bool:
    """Tell whether what is needed is asked for where the table only says what is there, or how many."""
    needed = {root(need) for need in _NEEDED}
    if not any(item.code == "v" and root(item.text) in needed for item in items):
        return False
    columns = [names.sheet.columns[index] for item in items if item.code == "C" for index in item.columns]
    counts = any(item.code in "Hs" for item in items)
    return any(
        not needed & set(column.stems) and (column.kind == "yes_no" or (counts and column.addable and column.unit is None))
        for column in columns
    )


def _without_places(items: Items, names: Vocabulary) -> Items:
    """Return the items without "over" that says where: "the bridges over the Orla"."""
    return tuple(
        item
        for place, item in enumerate(items)
        if not (
            item.code == ">"
            and item.text in _PLACES
            and place + 1 < len(items)
            and items[place + 1].code == "V"
            and names.sheet.key not in items[place + 1].columns
        )
    )


def _added_times(run: Items) -> Items | None:
    """Return "1 hour and 20 minutes" as one number."""
    first, last = run[0], run[-1]
    if (first.unit, last.unit) not in (("h", "min"), ("min", "s")) or first.number is None or last.number is None:
        return None
    return (last._replace(number=first.number * 60 + last.number),)


def _again(items: Items, names: Vocabulary) -> Items:
    """Return "the average toll of those that charge one" with the filter that "one" means."""
    columns = {index for item in items if item.code == "C" for index in item.columns}
    if len(columns) != 1:
        return items
    column = names.sheet.columns[columns.pop()]
    return replace(items, "O", lambda run: (Item("f", payload=having(column)),) if column.kind != "yes_no" else None)


def _often(run: Items, names: Vocabulary) -> Items | None:
    """Return "lent the most often" as the end of a column that counts how often."""
    columns = [names.sheet.columns[index] for index in run[0].columns]
    counts = len(columns) == 1 and columns[0].addable and _counts_deeds(columns[0], run[0].text)
    return (Item("s", "most", sign=1), run[0]) if counts and run[1].text in ("most often", "most frequently") else None


def _counts_deeds(column: Column, word: str) -> bool:
    """Tell whether a column counts how often something was done: "Times lent", the downloads of what was downloaded."""
    return counts_times(column) or (column.unit is None and word.endswith(("ed", "t", "ld", "en", "wn")))


def _without_verb(run: Items) -> Items | None:
    """Return "scored the most goals" and "how many goals were scored" without the verb, whose measure is the noun's."""
    first, last = (run[1], run[2]) if run[0].code in "HM" else (run[0], run[-1])
    shared = tuple(set(first.columns) & set(last.columns))
    if (
        len(shared) == 1
        and (first.columns, first.stems) != (last.columns, last.stems)
        and "verb" not in (first.operator, last.operator)
    ):
        kept, left = (first, last) if run[0].code in "HM" else (last, first)
        return tuple(item._replace(columns=shared) if item is kept else item for item in run if item is not left)
    verb, noun = (run[2], run[1]) if run[0].code in "HM" else (run[0], run[-1])
    if verb.operator != "verb" or noun.operator == "verb":
        return None
    return tuple(item for item in run if item is not verb)


def _without_unit(run: Items) -> Items | None:
    """Return "how many years older" without its unit."""
    return (run[0]._replace(code="M"),) if unit_named(run[1].text) else None


def _more_than(run: Items) -> Items | None:
    """Return a comparison without a number in its parts: "higher than" Veyra; a mere "from" is left out."""
    word = run[-1].text.split()[0]
    if word in ("from", "through", "following", "within", "since", "during"):
        return run[:-1]
    sign = {">": 1, "<": -1, "after": 1, "before": -1}.get(run[-1].operator)
    text = word if word in COMPARATIVE else ("more" if sign == 1 else "less")
    return (*run[:-1], Item("m", text, measures=COMPARATIVE.get(word, ()), sign=sign), Item("Z")) if sign else None


def _expected(items: Items) -> tuple[Items, int]:
    """Return the items without a number of rows, and that number: how many a superlative takes, or how many there must be.

    "Which two courses are the cheapest?" takes two; "the two drinks" must be two.
    """
    numbers = [
        place for place, item in enumerate(items[:-1]) if item.code == "N" and items[place + 1].code in "RV" and not item.unit
    ]
    if len(numbers) != 1 or (value := items[numbers[0]].number) is None or value != int(value):
        return items, 0
    rest = (*items[: numbers[0]], *items[numbers[0] + 1 :])
    ends = [item for item in rest if item.code in "sS"]
    if len(ends) == 1 and not ends[0].many and not ends[0].payload:
        return tuple(item._replace(many=int(value)) if item is ends[0] else item for item in rest), 0
    return rest, int(value)


def _weight(items: Items, names: Vocabulary) -> int:
    """Return how much of a question names this table: its title and whole headers count more than words that any table has."""
    weight = 0
    for item in items:
        if item.code == "R":
            weight += (
                3
                if set(item.stems) & names.title or (item.stems and names.columns_named(item.stems)[1])
                else 2
                if item.columns or names.like_title(item.stems)
                else 0
            )
        elif item.code in "CV":
            whole = item.code == "C" and item.stems and names.columns_named(item.stems)[1]
            exact = item.code == "V" and not item.operator and roots_of(item.text) == item.stems
            weight += 3 if whole or exact else 2 if item.stems else 1
    return weight


def _names_table(items: Items, names: Vocabulary) -> bool:
    """Tell whether a question names the rows ("how many grinders" by a cell) or a whole column, and asks for no deed of theirs."""
    if any(item.code == "v" and item.text not in _BELONGING for item in items):
        return False
    is_counted = [item.code for item in items[:2]] == ["H", "V"] and not items[1].operator
    return is_counted or any(item.code == "R" or (item.code == "C" and names.columns_named(item.stems)[1]) for item in items)


def _of_both(items: Items) -> Items:
    """Return "how much do both A and B cost" with the word that asks for their sum."""
    codes = "".join(item.code for item in items)
    asks = "M" in codes and "&V&V" in codes and not set(codes) & set("TEmAaYF")
    both = asks and any(item.code == "&" and item.text == "both" for item in items)
    return (*items, Item("T", "both")) if both else items


def _of_unit(run: Items, names: Vocabulary) -> Items | None:
    """Return "how many more minutes" as what is measured in minutes."""
    unit = unit_named(run[2].text)
    column = names.measures.column_of_unit(unit) if unit else None
    return (*run[:2], Item("C", run[2].text, (column.place,))) if column else None
