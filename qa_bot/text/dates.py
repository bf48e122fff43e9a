"""Dates in running text, and whether one is said by another: "July 22, 2020", "22 July", "2020-07-22", "last week"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_bot.text.english import ANY_MONTH, MONTH_NUMBERS, WEEKDAY, WEEKDAYS

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)"
_PATTERNS = (
    *tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
            rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{ANY_MONTH})\b\.?(?:\s*,?\s+{_YEAR}\b)?",
            rf"\b(?P<month>{ANY_MONTH})\b\.?\s+(?:the\s+)?{_DAY}\b(?:\s*,?\s+{_YEAR}\b)?",
            rf"\b(?P<month>{ANY_MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}\b",
            rf"\b(?P<relative>last|next|this|previous)\s+(?P<unit>week|month|year|{ANY_MONTH}|{WEEKDAY})\b",
            rf"\b(?P<weekday>{WEEKDAY}|yesterday|today|tomorrow)s?\b",
            rf"\b{_YEAR}(?!\d|[.,]\d)s?\b",
        )
    ),
    re.compile(rf"\b(?P<month>{'|'.join(name.capitalize() for name in MONTH_NUMBERS)})\b"),
)
_WEEKDAY = re.compile(rf"\b({'|'.join(day.removesuffix('day') for day in WEEKDAYS)})days?\b", re.I)


class Date(NamedTuple):
    """A date as far as it was said; `said` is a weekday or a relative date in lower case."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    said: str | None = None

    def is_in(self, other: "Date") -> bool:
        """Tell whether another date says all that this one does."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day), (self.said, other.said))
        return all(own is None or own == theirs for own, theirs in parts)


def dates_in(text: str) -> Iterator[tuple[int, int, Date]]:
    """Yield (start, end, date) for the dates of a text, each stretch of it once."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < b and a < end for a, b in taken):
                continue
            fields = match.groupdict()
            if (
                fields.get("month", "").lower() == "may"
                and not fields.get("day")
                and not fields.get("year")
                and not match.group()[0].isupper()
            ):
                continue
            taken.append((start, end))
            yield start, end, _date(fields)


def weekdays_in(text: str) -> frozenset[str]:
    """Return the days of the week that a text has, as the beginnings of their names in lower case."""
    return frozenset(match.group(1).lower() for match in _WEEKDAY.finditer(text))


def _date(fields: dict[str, str | None]) -> Date:
    if relative := fields.get("relative"):
        return Date(said=f"{relative} {fields['unit']}".lower())
    if weekday := fields.get("weekday"):
        return Date(said=weekday.lower())
    month = fields.get("month")
    return Date(
        year=int(fields["year"] or 0) if fields.get("year") else None,
        month=int(fields["number"] or 0) if fields.get("number") else MONTH_NUMBERS[month.lower()] if month else None,
        day=int(fields["day"] or 0) if fields.get("day") else None,
    )
