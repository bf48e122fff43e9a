"""Dates and times of day as periods that can be compared: a year is the period from its first day to its last."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.documents.dates import parse_date

_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:\s*([ap])\.?m\.?)?|(\d{1,2})\s*([ap])\.?m\.?", re.I)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})")


class Period(NamedTuple):
    """A stretch of time: its first and last day as ISO 8601, or one time of day as HH:MM."""

    first: str
    last: str


def period_of(text: str) -> Period | None:
    """Return the period of a date to the day, month or year, a decade, or a time of day.

    >>> period_of("2021"), period_of("3 May 2024").first, period_of("1990s").last, period_of("9:05").first
    (Period(first='2021-01-01', last='2021-12-31'), '2024-05-03', '1999-12-31', '09:05')
    """
    text = text.strip()
    if match := re.fullmatch(r"(\d{3}0)s", text):
        return Period(f"{match[1]}-01-01", f"{int(match[1]) + 9}-12-31")
    if match := _CLOCK.fullmatch(text):
        return _clock(match)
    if match := _MONTH_YEAR.fullmatch(text):
        day = parse_date(f"1 {match[1]} {match[2]}")
        return _period(day[:7]) if day else None
    found = parse_date(text) if re.search(r"\d{4}", text) else None
    return _period(found) if found and _is_whole(text, found) else None


def read_periods(cells: Sequence[str | None]) -> tuple[Period | None, ...] | None:
    """Return the periods of a column, or None where a cell is no date or the order of day and month is in doubt."""
    present = [cell for cell in cells if cell is not None]
    numeric = [match for cell in present if (match := _NUMERIC.match(cell.strip()))]
    if not present:
        return None
    if numeric and len(numeric) == len(present):
        day_first = _day_first(numeric)
        return None if day_first is None else tuple(_of_numeric(cell, day_first) for cell in cells)
    periods = tuple(None if cell is None else period_of(cell) for cell in cells)
    complete = all(period is not None for period, cell in zip(periods, cells, strict=True) if cell is not None)
    kinds = {":" in period.first for period in periods if period}
    return periods if complete and len(kinds) == 1 else None


def _is_whole(text: str, found: str) -> bool:
    """Tell whether a date is all of a text: a time of day may follow a full day, nothing else."""
    rest = re.sub(r"T?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$", "", text).strip()
    if len(found) < 10:
        return rest == found
    return len(re.sub(r"[\s,.]", "", rest)) <= 24 and bool(re.search(r"(\d{4}|\d{1,2})$", rest))


def _period(iso: str) -> Period:
    return Period((iso + "-01-01")[:10], iso if len(iso) == 10 else (iso + "-12-31" if len(iso) == 4 else iso + "-31"))


def _clock(match: re.Match[str]) -> Period | None:
    hours, minutes = int(match[1] or match[4]), int(match[2] or 0)
    half = (match[3] or match[5] or "").lower()
    hours = hours % 12 + (12 if half == "p" else 0) if half else hours
    text = f"{hours:02d}:{minutes:02d}"
    return Period(text, text) if hours < 24 and minutes < 60 else None


def _day_first(found: Sequence[re.Match[str]]) -> bool | None:
    if any(int(match[1]) > 12 for match in found) or all(match[2] == "." for match in found):
        return None if any(int(match[3]) > 12 for match in found) else True
    return False if any(int(match[3]) > 12 for match in found) else None


def _of_numeric(cell: str | None, day_first: bool) -> Period | None:
    if cell is None or not (match := _NUMERIC.match(cell.strip())):
        return None
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    iso = f"{match[4]}-{int(month):02d}-{int(day):02d}"
    return Period(iso, iso)
