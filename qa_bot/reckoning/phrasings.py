"""Phrases that mean a filter or an end only where the table has the column for it: "did not finish", "came second", "is hired out"."""

from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.adjectives import Measure
from qa_bot.reckoning.columns import GLUE, Column, stems_of
from qa_bot.reckoning.conditions import Condition, Filter
from qa_bot.reckoning.durations import of_race
from qa_bot.reckoning.headers import DATING
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.lexicon import ORDINALS
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.vocabulary import Vocabulary

_UNFINISHED = frozenset(
    "did not finish|didnt finish|do not finish|have not finished|failed to finish|did not complete|didnt complete|dropped out|gave up|not finish".split(
        "|"
    )
)
_FINISHED = frozenset("finished finish finishers finisher completed".split())
_CAME = frozenset("came come finished finish placed ranked ended".split())
_FIRST = {"first": 1, "1st": 1, **ORDINALS}
_BE = frozenset("is are was were been be being".split())
_BETWEEN = frozenset("not still currently already now yet ever never all".split())
_PARTICLES = frozenset("out off up away".split())
_HAVING = frozenset(
    "have has had having with charge charges charging ask asks demand demands require requires offer offers take takes pay pays paid".split()
)
_STAYING = frozenset("been lived stayed served had held owned worked kept rented".split())
_SINCE = "came moved arrived arrival arrives admitted intake since joined hired started start employed taken acquired"
# The measure of a place in a race: the time where there is one, else the place itself.
RANK = Measure(("rank",), -1)


def read_phrasings(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of the words at a place that hold for this table."""
    return [
        *_finishing(words, place, names),
        *_ranks(words, place, names),
        *_states(words, place, names),
        *_having(words, place, names),
        *_taking_part(words, place, names),
        *_staying(words, place, names),
    ]


def _finishing(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    clock = names.measures.race_clock
    if clock is None or None not in clock.values:
        return []
    for width in (3, 2):
        if folded(words, place, width) in _UNFINISHED and place + width <= len(words):
            return [(width, 10, (Item("f", payload=Filter((Condition(clock.place, "missing"),))),))]
    following = {folded(words, place + 1), folded(words, place + 2)}
    if words[place].folded in _FINISHED and not following & {*_FIRST, "last"}:
        return [(1, 10, (Item("f", payload=Filter((Condition(clock.place, "present"),))),))]
    return []


def _taking_part(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "took part" without a meaning of its own where rows are those who took part, else as not understood."""
    if folded(words, place + 1) != "part" or words[place].stem != "take":
        return []
    sheet = names.sheet
    in_race = of_race(tuple(names.title), [column.name for column in sheet.columns])
    return [(2, 10, () if in_race else (Item("?", "take part"),))]


def _ranks(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "came second" and "won" as ends of the time or the place."""
    if names.measures.race_clock is None and names.measures.rank is None:
        return []
    word = words[place].folded
    if word in ("won", "win", "wins", "winner"):
        return [(1, 4, (Item("S", word, measures=(RANK,), sign=-1, payload=1),))]
    before = {folded(words, place - 1), folded(words, place - 2) if folded(words, place - 1) in ("in", "the") else ""}
    came = before & _CAME or (words[0].folded == "who" and before & {"was", "is"})
    if not came or (place + 1 < len(words) and folded(words, place + 1) not in ("in", "of", "among", "place", "at")):
        return []
    width = 2 if folded(words, place + 1) == "place" else 1
    if word in _FIRST:
        return [(width, 10, (Item("S", word, measures=(RANK,), sign=-1, payload=_FIRST[word]),))]
    if word == "last":
        return [(width, 10, (Item("S", word, measures=(Measure(RANK.nouns, 1),), sign=1, payload=1),))]
    return []


def _states(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "is hired out" as the column "Hired to", whose empty cells say no."""
    before = place - 1
    while before > 0 and words[before].folded in _BETWEEN:
        before -= 1
    if before < 0 or words[before].folded not in _BE:
        return []
    for width in (4, 3, 2):
        stems = tuple(word.stem for word in words[place : place + width])
        columns, whole = names.columns_named(stems)
        whole = whole and len(stems) == width and stems[-1] not in GLUE
        if whole and len(columns) == 1 and _may_lack(names.sheet.columns[columns[0]]):
            return [(width, 10, (Item("C", folded(words, place, width), columns, stems, operator="state"),))]
    negated = words[place].folded.startswith("un")
    stem = root(words[place].folded[2:]) if negated else words[place].stem
    # Who was hired after 2019 is none that is out on hire.
    if not words[place].folded.endswith(("ed", "en", "t", "d", "n")) or folded(words, place + 1) in DATING:
        return []
    columns, _ = names.columns_named((stem,))
    held = [index for index in columns if _may_lack(names.sheet.columns[index])]
    if len(held) != 1 or len(columns) != 1:
        return []
    width = 2 if folded(words, place + 1) in _PARTICLES else 1
    item = Item("C", words[place].folded, columns, (stem,), operator="state")
    return [(width, 10, (Item("!"), item) if negated else (item,))]


def _may_lack(column: Column) -> bool:
    return column.kind in ("words", "date") and None in column.values


def _having(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "charge a toll" as a column whose empty cells say no, and "that charge one" as what says so again."""
    if words[place].folded in _HAVING and folded(words, place + 1) == "one" and place + 2 == len(words):
        return [(2, 10, (Item("O"),))]
    if folded(words, place - 1) not in ("a", "an", "any") or folded(words, place - 2) not in _HAVING:
        return []
    for width in (3, 2, 1):
        stems = tuple(word.stem for word in words[place : place + width])
        columns, whole = names.columns_named(stems) if len(stems) == width else ((), False)
        columns = columns or (names.columns_like(stems[0]) if width == 1 else ())
        if len(columns) == 1 and (whole or width == 1) and lacks(names.sheet.columns[columns[0]]):
            return [(width, 10, (Item("C", folded(words, place, width), columns, stems, operator="having"),))]
    return []


def lacks(column: Column) -> bool:
    """Tell whether cells of a column are empty or nought, so that the others are those that have it."""
    return column.kind != "yes_no" and (
        None in column.values or (column.kind == "number" and any(v == 0 for v in column.values))
    )


def having(column: Column) -> Filter:
    """Return the filter of the rows that have what a column says: the cell is neither empty nor nought."""
    if column.kind == "number":
        return Filter((Condition(column.place, "=", Decimal(), negated=True),))
    return Filter((Condition(column.place, "present"),))


def _has_been(words: Sequence[Word], place: int, names: Vocabulary) -> bool:
    """Tell whether "has been with us" stands before a word, and no column of numbers after it: cheese has been aged in months."""
    stays = [
        n
        for n, other in enumerate(words[:place])
        if other.folded in _STAYING and folded(words, n - 1) in ("has", "have", "whos", "had")
    ]
    later = (
        [index for other in words[stays[-1] + 1 : place] for index in names.columns_named((other.stem,))[0]] if stays else []
    )
    return bool(stays) and not any(
        names.sheet.columns[index].kind == "number" and names.sheet.columns[index].addable for index in later
    )


def _staying(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "has been there longest" as the earliest arrival."""
    word = words[place].folded
    doing = any(
        other.folded == "been" and words[number + 1].folded.endswith("ing") for number, other in enumerate(words[:place])
    )
    since = {other for column in names.measures.days if root("since") in stems_of(column.name) for other in column.stems}
    stays = (
        doing
        or _has_been(words, place, names)
        or any(other.stem in since for other in words[:place])
        or folded(words, place + 1) == "serving"
    )
    if word not in ("longest", "longer") or not stays:
        return []
    measures = (Measure(("service tenure stay",), 1), Measure((_SINCE,), -1))
    width = 2 if folded(words, place + 1) == "serving" else 1
    found = names.measures.measured_by(measures)
    if found is None or (found[0] not in names.measures.days and found[1] < 0):
        return [(width, 10, (Item("?", word),))]
    return [(width, 10, (Item("S" if word == "longest" else "A", word, measures=measures, sign=1),))]
