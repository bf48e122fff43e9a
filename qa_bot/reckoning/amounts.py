"""Numbers, durations and dates of a question."""

import re
from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.durations import seconds_of
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.lexicon import COUNTING, DURATIONS, SCALES
from qa_bot.reckoning.numbers import read_numbers
from qa_bot.reckoning.periods import Period, period_of
from qa_bot.reckoning.units import unit_named
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.text.english import ANY_MONTH
from qa_bot.text.english import MONTHS as _MONTHS

_MONTH = rf"(?:{ANY_MONTH})"
DATE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+\d{{4}}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"{_MONTH}\.?,?\s+(?:of\s+)?\d{{4}}|\d{{3}}0s|\d{{1,2}}:\d{{2}}(?:\s*[ap]\.?m\b\.?)?|\d{{1,2}}\s*[ap]\.?m\b\.?|\d{{1,2}}\s*o['’]?clock)",
    re.I,
)
_BOUNDING = frozenset("than over under above below least most within exactly".split())


def read_amounts(
    question: str, words: Sequence[Word], place: int, dates: dict[int, re.Match[str]], names: Vocabulary
) -> list[Reading]:
    """Return the readings of the words at a place as a number, a duration or a date."""
    word = words[place]
    if lasting := _lasting(question, words, place, names):
        return [lasting]
    if match := dates.get(word.start):
        width = sum(match.start() <= other.start < match.end() for other in words)
        if period := period_of(re.sub(r"\s*o['’]?clock", ":00", match[0].replace(" of ", " "))):
            return [(width, 9, (Item("D", match[0], period=period),))]
    if day := _day_of_month(words, place):
        return [day]
    if word.folded in _MONTHS and question[word.start].isupper():
        return [(1, 3, (Item("D", word.folded, month=_MONTHS.index(word.folded) + 1),))]
    if one := _one_unit(words, place):
        return [one]
    number, width = _number(question, words, place)
    if number is None:
        return []
    text = question[word.start : words[place + width - 1].end]
    before, after = question[: word.start].rstrip()[-1:], question[words[place + width - 1].end :]
    unit = unit_named(before) if before in "€$£¥₹" and before else None
    columns: tuple[int, ...] = ()
    if unit is None and after.lstrip().startswith(("%", "€", "$", "£")):
        unit = unit_named(after.lstrip()[0])
    elif unit is None and place + width < len(words) and (unit := unit_named(words[place + width].folded)):
        columns, _ = names.columns_named((words[place + width].stem,))
        width += 1
    found = [Item("N", text, columns, number=number, unit=unit, period=_year(text))]
    return [(width, 7, tuple(found))]


def _day_of_month(words: Sequence[Word], place: int) -> Reading | None:
    """Return "10 March" and "March 10th" as a day whose year is that of the column."""
    for first in (place, place + 1):
        of = 1 if first == place and folded(words, place + 1) == "of" else 0
        other = place + 1 + of if first == place else place
        day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", folded(words, first))
        if day and folded(words, other) in _MONTHS and 1 <= int(day[1]) <= 31:
            item = Item(
                "D", f"{day[1]} {folded(words, other)}", month=_MONTHS.index(folded(words, other)) + 1, many=int(day[1])
            )
            return 2 + of, 9, (item,)
    return None


def _one_unit(words: Sequence[Word], place: int) -> Reading | None:
    """Return "more than a metre" as one metre."""
    if words[place].folded not in ("a", "an") or folded(words, place - 1) not in _BOUNDING or len(folded(words, place + 1)) < 3:
        return None
    unit = unit_named(folded(words, place + 1))
    return (2, 9, (Item("N", folded(words, place, 2), number=Decimal(1), unit=unit),)) if unit else None


def _lasting(question: str, words: Sequence[Word], place: int, names: Vocabulary) -> Reading | None:
    """Return "half an hour" or "38:12" as a number with its unit."""
    for width in (6, 5, 4, 3, 2):
        if place + width <= len(words) and (found := DURATIONS.get(folded(words, place, width))):
            return width, 9, (Item("N", folded(words, place, width), number=Decimal(found[0]), unit=found[1]),)
    match = re.compile(r"(?:\d+:)?\d+:\d{2}(?!\d|:)").match(question, words[place].start)
    if names.measures.clock is None or match is None or (seconds := seconds_of(match[0])) is None:
        return None
    width = sum(match.start() <= word.start < match.end() for word in words)
    return width, 10, (Item("N", match[0], number=seconds, unit="s"),)


def _year(text: str) -> Period | None:
    return period_of(text) if re.fullmatch(r"1[0-9]\d\d|20\d\d|21\d\d", text) else None


def _number(question: str, words: Sequence[Word], place: int) -> tuple[Decimal | None, int]:
    """Return the number that starts at a word, in digits or in words, and how many words it takes."""
    word = words[place]
    value: Decimal | None = None
    width = 1
    text = question[word.start : word.end]
    if re.fullmatch(r"\d+(?:[.,]\d+)*", text):
        read = read_numbers([text])
        value = read.values[0] if read else (Decimal(text) if re.fullmatch(r"\d+\.\d+", text) else None)
    elif word.folded in COUNTING:
        value = Decimal(COUNTING[word.folded])
        following = words[place + 1].folded if place + 1 < len(words) else ""
        if value >= 20 and COUNTING.get(following, 99) < 10:
            value, width = value + COUNTING[following], 2
    if value is not None and place + width < len(words):
        after = words[place + width]
        joined = after.start == words[place + width - 1].end
        scale = SCALES.get(after.folded) if joined or len(after.folded) > 1 else None
        if scale:
            return value * scale, width + 1
    return value, width
