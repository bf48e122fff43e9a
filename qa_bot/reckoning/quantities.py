"""People, money and amounts that stand for a column of numbers: "room for the most people", "how much money", "the average amount"."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.bounds import Items
from qa_bot.reckoning.columns import Column
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.lexicon import COUNTING
from qa_bot.reckoning.rates import is_rated
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import is_currency
from qa_bot.reckoning.vocabulary import Vocabulary

_MONEY = frozenset(("money", "cash"))
_AMOUNTS = frozenset(("amount", "sum", "figure", "number", "level", "value"))
_DEGREES = frozenset(
    "much most least more average total mean smallest biggest largest highest lowest greatest median combined overall".split()
)
_PERSONS = frozenset("people persons guests passengers visitors listeners spectators viewers".split())
_OF_PERSONS = frozenset(
    root(word)
    for word in "capacity sleep seat place bed audience attendance visitor guest listener viewer spectator passenger participant".split()
)


def read_quantities(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of the words at a place as a quantity that a column has."""
    word = words[place]
    if names.columns_named((word.stem,))[0] or names.value_columns((word.stem,)):
        return []
    before, after = folded(words, place - 1), words[place + 1 : place + 3]
    money = [column for column in names.measures.numbers if is_currency(column.unit)]
    if word.folded in _MONEY and before == "much" and money:
        return [(1, 6, (Item("C", word.folded, (money[0].place,), operator="verb"),) if len(money) == 1 else ())]
    if word.folded in _AMOUNTS and before in _DEGREES and after and _is_numeric(after, names):
        return [(2 if after[0].folded == "of" else 1, 9, ())]
    return _so_many(words, place, names)


def _is_numeric(after: Sequence[Word], names: Vocabulary) -> bool:
    noun = after[1] if after[0].folded == "of" and len(after) > 1 else after[0]
    columns = names.columns_named((noun.stem,))[0]
    return bool(columns) and all(names.sheet.columns[index].addable for index in columns)


def _so_many(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "three nights" as a number of what prices are counted by: a price per night."""
    text, following = words[place].folded, words[place + 1] if place + 1 < len(words) else None
    number = Decimal(text) if text.isdecimal() else Decimal(COUNTING[text]) if text in COUNTING else None
    if number is None or following is None or names.columns_named((following.stem,))[1]:
        return []
    rated = [column for column in names.measures.numbers if is_currency(column.unit) and is_rated(column, following.stem, None)]
    item = Item("N", f"{text} {following.folded}", number=number, unit=f"per {following.stem}")
    return [(2, 9, (item,))] if rated else []


def of_persons(items: Items, names: Vocabulary) -> Items:
    """Return "how many people can sleep in" as the column that says for how many there is room."""
    places = [n for n, item in enumerate(items) if item.text in _PERSONS and item.code in "?R" and not item.columns and n]
    columns = {index: names.sheet.columns[index] for item in items if item.code == "C" for index in item.columns}
    held = [column for column in columns.values() if column.addable and set(column.stems) & _OF_PERSONS]
    if len(places) != 1 or len(held) != 1 or items[places[0] - 1].code not in "Hsm":
        return items
    return tuple(
        _counted(item, n == places[0], held[0]) for n, item in enumerate(items) if n == places[0] or not _is_of(item, held[0])
    )


def _is_of(item: Item, column: Column) -> bool:
    return item.code == "C" and column.place in item.columns


def _counted(item: Item, is_noun: bool, column: Column) -> Item:
    return Item("C", item.text, (column.place,)) if is_noun else item


def of_two(items: Items, rows: int) -> Items:
    """Return "the newer one" of two rows as the newest."""
    codes = "".join(item.code for item in items)
    degrees = [item for item in items if item.code in "Am"]
    if rows != 2 or len(degrees) != 1 or "W" not in codes or set(codes) & set("ZHMF|sSVp?>B"):
        return items
    kept = tuple(item for item in items if not (item.code == "N" and item.text == "one"))
    return tuple(item._replace(code="S" if item.code == "A" else "s") if item in degrees else item for item in kept)
