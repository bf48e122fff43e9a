"""Read dates that are complete and can be read in one way only."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from qa_bot.text.english import MONTH_NUMBERS, WEEKDAYS

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_PATTERNS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"),
)
_WEEKDAY = re.compile(rf"^(?:{'|'.join(day[:3] for day in WEEKDAYS)})[a-z]*\.?,?\s+", re.I)
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})$")
_YEAR = re.compile(r"(?P<year>\d{4})$")


def parse_date(text: str) -> str | None:
    """Return the ISO 8601 date that a text starts with, to the day, month or year, or None.

    07/08/2020 could be either of two days and gives None, as does a date without its year.
    """
    text = _WEEKDAY.sub("", text.strip())
    for pattern in _PATTERNS:
        if match := pattern.match(text):
            return _iso(match)
    if match := _YEAR_MONTH.match(text):
        return text if 1 <= int(match["number"]) <= 12 else None
    if _YEAR.match(text):
        return text
    return None


def parse_mail_date(text: str) -> str | None:
    """Return the ISO 8601 day of an RFC 5322 date, or None."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError):
        return None


def _iso(match: re.Match[str]) -> str | None:
    fields = match.groupdict()
    month = int(fields["number"]) if fields.get("number") else MONTH_NUMBERS.get(fields["month"].lower(), 0)
    try:
        return date(int(fields["year"]), month, int(fields["day"])).isoformat()
    except ValueError:
        return None
