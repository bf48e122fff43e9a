"""Durations written with colons, as the results of races are: 38:12 is minutes and seconds, 1:02:30 has hours."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from qa_bot.reckoning.roots import root

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)(?:[.,](\d{1,3}))?")
_WORDED = re.compile(r"(?:(\d{1,4})\s*h(?:ours?|rs?)?\.?)?[\s,]*(?:and\s+)?(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?\.?)?", re.I)
_SECONDS = {"h": 3600, "min": 60, "s": 1}
# Headers of times of day.
_OF_DAY = frozenset(
    root(w) for w in "start begin depart departure arrive arrival open close end from until till at clock day sunrise".split()
)
_OF_RACES = frozenset(
    root(w)
    for w in "race run runner result marathon swim swimmer lap relay ride rider stage finish finisher triathlon sprint heat km mile crossing".split()
)
_RANKS = frozenset("place rank pos position standing placing finish bib".split())


class Durations(NamedTuple):
    """The durations of a column in seconds, None where a cell is empty; `places` is how many decimals the seconds have."""

    values: tuple[Decimal | None, ...]
    places: int
    worded: bool = False


def is_rank(header: str) -> bool:
    """Tell whether a header says who came in which place.

    >>> is_rank("Pos."), is_rank("Market place")
    (True, False)
    """
    return header.strip(" .#").casefold() in _RANKS


def of_race(title: Sequence[str], headers: Sequence[str]) -> bool:
    """Tell whether the words of a title or the headers are those of a race."""
    return bool(set(title) & _OF_RACES) or any(is_rank(header) for header in headers)


def seconds_of(text: str) -> Decimal | None:
    """Return a duration in seconds.

    >>> seconds_of("38:12"), seconds_of("1:02:30"), seconds_of("noon")
    (Decimal('2292'), Decimal('3750'), None)
    """
    match = _CLOCK.fullmatch(text.strip())
    if not match or (match[1] and int(match[2]) > 59):
        return None
    whole = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    return Decimal(f"{whole}.{match[4]}") if match[4] else Decimal(whole)


def in_seconds(number: Decimal, unit: str | None) -> Decimal | None:
    """Return a number of hours, minutes or seconds in seconds, None where the unit is another."""
    return number * _SECONDS[unit] if unit in _SECONDS else None


def worded_seconds(text: str) -> Decimal | None:
    """Return a duration in hours and minutes, each with its letter, in seconds.

    >>> worded_seconds("1 h 35 min"), worded_seconds("2h05m"), worded_seconds("55m"), worded_seconds("35")
    (Decimal('5700'), Decimal('7500'), Decimal('3300'), None)
    """
    match = _WORDED.fullmatch(text.strip())
    if not match or (match[1] is None and match[2] is None) or (match[1] and int(match[2] or 0) > 59):
        return None
    return Decimal(int(match[1] or 0) * 3600 + int(match[2] or 0) * 60)


def _read_worded(present: Sequence[str], cells: Sequence[str | None]) -> Durations | None:
    """Return the durations of cells in hours and minutes; what has only hours, or only minutes, is a plain number."""
    values = [worded_seconds(cell) for cell in present]
    if None in values or not any((match := _WORDED.fullmatch(cell)) and match[1] and match[2] for cell in present):
        return None
    return Durations(tuple(None if cell is None else worded_seconds(cell) for cell in cells), 0, worded=True)


def read_durations(cells: Sequence[str | None], header: Sequence[str], in_race: bool) -> Durations | None:
    """Return the durations of a column, or None where a cell is none or they may be times of day."""
    present = [cell.strip() for cell in cells if cell is not None]
    if present and (worded := _read_worded(present, cells)):
        return worded
    if not present or set(header) & _OF_DAY or any(seconds_of(cell) is None for cell in present):
        return None
    matches = [match for cell in present if (match := _CLOCK.fullmatch(cell))]
    mixed = len({match[1] is None for match in matches}) > 1
    past_day = any(match[1] is None and int(match[2]) > 23 for match in matches)
    unpadded = any(match[1] and len(match[1]) == 1 for match in matches)
    if not (mixed or past_day or unpadded or in_race or any(match[4] for match in matches)):
        return None
    places = max(len(match[4] or "") for match in matches)
    return Durations(tuple(None if cell is None else seconds_of(cell) for cell in cells), places)


def written_in_words(seconds: Decimal) -> str:
    """Return seconds as hours and minutes, each with its unit.

    >>> written_in_words(Decimal(9300)), written_in_words(Decimal(2700))
    ('2 h 35 min', '45 min')
    """
    whole = int(abs(seconds).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [f"{count} {unit}" for count, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if count]
    return ("-" if seconds < 0 else "") + (" ".join(parts) or "0 min")


def written_duration(seconds: Decimal, places: int) -> str:
    """Return seconds as h:mm:ss, or mm:ss below an hour.

    >>> written_duration(Decimal("3212.33"), 0), written_duration(Decimal(3750), 0)
    ('53:32', '1:02:30')
    """
    value = abs(seconds).quantize(Decimal(10) ** -places, rounding=ROUND_HALF_UP)
    whole = int(value)
    tail = f".{str(value).rpartition('.')[2]}" if places else ""
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    text = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    return f"{'-' if seconds < 0 else ''}{text}{tail}"
