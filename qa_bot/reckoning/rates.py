"""What a price or a number is counted by: "a day", "per serving", "a kilo of", and the words that close a column's name."""

import re
from collections.abc import Sequence

from qa_bot.reckoning.columns import Column, stems_of
from qa_bot.reckoning.item import Item, Reading, Word
from qa_bot.reckoning.lexicon import RATES
from qa_bot.reckoning.nouns import alike
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import is_currency, unit_named
from qa_bot.reckoning.vocabulary import Vocabulary

_EACH = frozenset(("a", "an", "per", "each", "every"))
# What things are sold or used in: "a jar of honey" is the honey.
_PORTIONS = frozenset(
    "jar packet bottle bag box tin can cup glass slice piece bunch loaf pot tub portion serving plate bowl pair carton pint sack tray bar".split()
)


def read_rates(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of words that say by what something is counted: "a day", "in a year".

    They say nothing where headers say so, and name the column where others are counted by something else.
    """
    if words[place].folded in RATES:
        return _rated(root(RATES[words[place].folded]), words[place].folded, 1, names)
    start = place + 1 if words[place].folded in ("in", "for", "by") else place
    if not place or start + 1 >= len(words) or words[start].folded not in (_EACH if start == place else _EACH | {"the"}):
        return []
    text = words[start + 1].folded
    stem = root("person") if text == "head" else words[start + 1].stem
    return _rated(stem, text, start - place + 2, names)


def _rated(stem: str, text: str, width: int, names: Vocabulary) -> list[Reading]:
    rated = [column for column in names.measures.numbers if is_rated(column, stem, unit_named(text))]
    other = {index for index in names.columns_named((stem,))[0] if names.sheet.columns[index].kind != "number"}
    if not rated or other:
        return []
    priced = [column for column in names.measures.numbers if is_currency(column.unit) or column in rated]
    chosen = len(rated) == 1 and len(priced) > 1 and any(rate_of(column.name) for column in priced if column not in rated)
    item = (Item("C", f"per {text}", (rated[0].place,), operator="rate"),) if chosen else (Item("w", "per"),)
    return [(width, 10, item)]


def is_portion(word: str) -> bool:
    """Tell whether a word says in what things are sold: a packet, jars."""
    return word in _PORTIONS or word.removesuffix("s") in _PORTIONS


def is_rated(column: Column, stem: str, unit: str | None) -> bool:
    """Tell whether a column counts by what a word says: a price per kg by the kilo."""
    said = rate_of(column.name) | rate_of(column.shown_unit)
    same = alike({stem})
    return bool(same & said) or (unit is not None and any(unit_named(word) == unit for word in said))


def rate_of(header: str) -> frozenset[str]:
    """Return the words of what a header counts by."""
    said = [root(RATES[word]) for word in re.findall(r"[a-z]+", header.casefold()) if word in RATES]
    after = re.search(r"(?:\bper\b|/|\ban?\b)\s*(.*)", header)
    return frozenset((*said, *stems_of(after[1] if after else "")))
