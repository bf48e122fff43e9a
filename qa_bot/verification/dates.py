"""Dates in running text, and whether one is said by another: "July 22, 2020", "22 July", "2020-07-22", "last week"."""

import re
from collections.abc import Iterator

from qa_bot.frozen import Frozen

_MONTHS = (
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec"
).split()
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)"
_PATTERNS = (
    *tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})\b",
            rf"\b{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:\s*,?\s+{_YEAR}\b)?",
            rf"\b(?P<month>{_MONTH})\b\.?\s+(?:the\s+)?{_DAY}\b(?:\s*,?\s+{_YEAR}\b)?",
            rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}\b",
            rf"\b(?P<relative>last|next|this|previous)\s+(?P<unit>week|month|year|{_MONTH}|"
            r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
            r"\b(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow)s?\b",
            rf"\b{_YEAR}(?!\d|[.,]\d)s?\b",
        )
    ),
    re.compile(rf"\b(?P<month>{'|'.join(name.capitalize() for name in _NUMBER_OF)})\b"),
)


class Date(Frozen):
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


def _date(fields: dict[str, str | None]) -> Date:
    if relative := fields.get("relative"):
        return Date(said=f"{relative} {fields['unit']}".lower())
    if weekday := fields.get("weekday"):
        return Date(said=weekday.lower())
    month = fields.get("month")
    return Date(
        year=int(fields["year"] or 0) if fields.get("year") else None,
        month=int(fields["number"] or 0) if fields.get("number") else _NUMBER_OF[month.lower()] if month else None,
        day=int(fields["day"] or 0) if fields.get("day") else None,
    )
