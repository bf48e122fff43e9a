"""Words of a question that add nothing to what its table says: per what a price is, where the rows are, what the asker does with them."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.adjectives import SUPERLATIVE
from qa_bot.reckoning.conditions import Condition, Filter
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.rates import read_rates
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.units import unit_named
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.reckoning.wholes import read_wholes
from qa_bot.text.english import MONTHS, WEEKDAYS

_ASKERS = frozenset("they we you i people".split())
_OFFERING = frozenset("lend sell offer have stock keep hire rent borrow buy choose book order get".split())
_PAST = frozenset("did have has had will would should must".split())
_ENDS = frozenset(("", "in", "at", "from", "to", "here", "there"))
_PARTICLES = frozenset("out in up away off".split())
_FITTING = frozenset("open welcome suitable suited allowed available fit meant fine okay good".split())
# Words for what has no place left, and the words of headers that say how many are.
_FULL = ("fully booked", "sold out", "booked up", "full")
_OUT = ("sold out", "out of stock", "used up", "all gone")
_STOCK = frozenset(root(word) for word in "stock quantity qty inventory".split())
_PLACES = frozenset(root(word) for word in "place seat spot space ticket vacancy".split())
_LEFT = frozenset(root(word) for word in "left free available remaining open vacancy".split())
_TIMES = frozenset(("year", "month", "week", "season", "spring", "summer", "autumn", "fall", "winter", *MONTHS, *WEEKDAYS))
_LASTING = frozenset(("longest", "longer"))
_POWERS = {"square": "²", "cubic": "³"}
# What may follow a value and says no more than that it is one: the garden tools.
_THINGS = frozenset(root(word) for word in "thing stuff item tool piece product article".split())


def read_asides(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of the words at a place that leave them out, or name the unit that is asked for."""
    return [
        *read_rates(words, place, names),
        *read_wholes(words, place, names),
        *_offered(words, place),
        *_beside(words, place, names),
        *_measured_in(words, place, names),
        *_longest_since(words, place),
        *_full(words, place, names),
        *_relative_time(words, place, names),
    ]


def _relative_time(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "last year" and "next winter" as words that no table explains: they count from today."""
    if words[place].folded not in ("last", "next") or folded(words, place - 1) == "the":
        return []
    time = folded(words, place + 1)
    if time not in _TIMES or names.has_in_order(None, tuple(word.stem for word in words[place : place + 2])):
        return []
    return [(2, 9, (Item("?", f"{words[place].folded} {time}"),))]


def _beside(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return words as nothing that only go with the one before or after them: "lent out", "the garden tools", "open to beginners"."""
    word, before, after = words[place].folded, words[place - 1] if place else None, folded(words, place + 1)
    if before is None:
        return []
    readings: list[Reading] = []
    if word in _PARTICLES - {"in"} and names.columns_named((before.stem,))[0]:
        readings.append((1, 2, ()))
    if (
        words[place].stem in _THINGS
        and names.value_columns((before.stem,))
        and not names.columns_named((words[place].stem,))[0]
    ):
        readings.append((1, 4, ()))
    if word in _FITTING and after in ("to", "for", "with") and _says_yes(words, place + 2, names):
        readings.append((1, 6, ()))
    dated = names.columns_named((words[place + 2].stem,))[0] if place + 2 < len(words) else ()
    if word == "due" and after == "for" and any(names.sheet.columns[index].kind == "date" for index in dated):
        readings.append((2, 6, ()))
    lasts = any(other.folded in _LASTING for other in words[place:])
    if before.folded == "been" and word.endswith("ing") and lasts and not names.columns_named((words[place].stem,))[0]:
        readings.append((1, 5, ()))
    if word == "time" and before.folded in _LASTING:
        readings.append((1, 5, ()))
    return readings


def _says_yes(words: Sequence[Word], place: int, names: Vocabulary) -> bool:
    """Tell whether a word names a column of yes and no."""
    if place >= len(words):
        return False
    columns = names.columns_named((words[place].stem,))[0]
    return bool(columns) and all(names.sheet.columns[index].kind == "yes_no" for index in columns)


def _measured_in(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "the longest in kilometres" as the column with that unit, and "square metres" as one unit."""
    if (power := _POWERS.get(words[place].folded)) and (unit := unit_named(folded(words, place + 1) + power)):
        column = names.measures.column_of_unit(unit)
        return [(2, 5, (Item("C", unit, (column.place,)) if column else Item("?", unit),))]
    unit = unit_named(folded(words, place + 1)) if words[place].folded == "in" and len(folded(words, place + 1)) > 1 else None
    column = names.measures.column_of_unit(unit) if unit else None
    return [(2, 9, (Item("C", words[place + 1].folded, (column.place,)),))] if column else []


def _longest_since(words: Sequence[Word], place: int) -> list[Reading]:
    """Return "has gone the longest since anyone surveyed it" and "surveyed longest ago" as the earliest date."""
    if words[place].folded in ("anyone", "anybody", "someone", "somebody") and folded(words, place - 1) == "since":
        return [(1, 10, ())]
    if words[place].folded != "longest" or folded(words, place + 1) not in ("since", "ago"):
        return []
    return [(2, 12, (Item("S", "earliest", measures=SUPERLATIVE["earliest"], sign=-1),))]


def _full(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "full" and "sold out" as the filter of the column that counts the places left."""
    text = next((text for text in (*_FULL, *_OUT) if folded(words, place, len(text.split())) == text), "")
    held = [c for c in names.measures.numbers if set(c.stems) & _LEFT and (text in _OUT or set(c.stems) & _PLACES)]
    held = held or [c for c in names.measures.numbers if set(c.stems) & _STOCK and text in _OUT]
    if not text or len(held) != 1:
        return []
    return [(len(text.split()), 10, (Item("f", payload=Filter((Condition(held[0].place, "<=", Decimal()),))),))]


def _offered(words: Sequence[Word], place: int) -> list[Reading]:
    """Return "they lend out" and "can you borrow" after the rows as nothing: what is asked of does not follow."""
    if words[place].folded in _ASKERS and folded(words, place + 1) in ("can", "could") and place > 1:
        return [(width + 1, 10, ()) for width, _, _ in _offered([*words[: place + 1], *words[place + 2 :]], place)]
    if words[place].folded not in _ASKERS or place < 2 or place + 1 == len(words) or words[place + 1].folded not in _OFFERING:
        return []
    if words[place - 1].folded in _PAST:
        return []
    width = 3 if folded(words, place + 2) in _PARTICLES and folded(words, place + 3) in _ENDS else 2
    return [(width, 10, ())] if folded(words, place + width) in _ENDS else []
