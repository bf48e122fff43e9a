"""What is new: the files that came or changed with the last generations of the index, or that are dated later than a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from qa_bot.storage.contents import AnyIndex, One, changed_since, each, generations, gone_since
from qa_bot.storage.document_list import newest_files
from qa_bot.text.dates import Date
from qa_bot.text.english import MONTH_NUMBERS, WEEKDAYS

_DAYS = {"week": 7, "month": 30, "year": 365}


class News(NamedTuple):
    """What is new since a day: the files, each with a remark, and those that are gone; `is_first` says that all is new.

    If nothing is new, `files` are the newest.
    """

    since: date
    files: Mapping[str, str]
    gone: tuple[str, ...] = ()
    is_first: bool = False
    is_nothing: bool = False


def news(index: AnyIndex, since: Date | None, today: date, most: int) -> News:
    """Return what is new since a date, or since the generation before."""
    day = beginning(since, today) if since else None
    dated = dict.fromkeys(newest_files(index, most, day.isoformat()), "") if day else {}
    told = [_of_one(one, day) for one in each(index)]
    first = min(found.since for found in told)
    files = {**dated, **{file: remark for found in told for file, remark in found.files.items()}}
    gone = tuple(file for found in told for file in found.gone)
    if files or gone:
        return News(day or first, files, gone)
    is_first = all(found.is_first for found in told)
    return News(first if is_first else day or first, dict.fromkeys(_newest(index, most), ""), (), is_first, not is_first)


def _of_one(one: One, day: date | None) -> News:
    """Return what is new in one corpus; nothing, if the index has no generation from before the day."""
    published = generations(one)
    before = [generation for generation in published if generation.at.date() < day] if day else published[1:]
    if not before:
        return News(published[-1].at.date(), {}, is_first=True)
    number = before[0].number
    files = {file: "changed" if was else "new" for file, was in changed_since(one, number)}
    return News(before[0].at.date(), files, gone_since(one, number))


def beginning(since: Date, today: date) -> date:
    """Return the first day of a date as it is meant on a day: "2024", "May", "Monday", "last week"."""
    if since.said:
        return _said(since.said, today)
    year = since.year or today.year
    month, day = since.month or 1, since.day or 1
    try:
        found = date(year, month, day)
        return found if since.year or found <= today else date(year - 1, month, day)
    except ValueError:
        return date(year, month, 1)


def _said(said: str, today: date) -> date:
    relative, unit = said.split() if " " in said else ("", said)
    if unit in WEEKDAYS:
        return today - timedelta((today.weekday() - WEEKDAYS.index(unit)) % 7 or 7)
    if unit in MONTH_NUMBERS:
        return beginning(Date(month=MONTH_NUMBERS[unit]), today)
    if relative == "this":
        first = {
            "week": today - timedelta(today.weekday()),
            "month": today.replace(day=1),
            "year": today.replace(month=1, day=1),
        }
        return first.get(unit, today)
    return today - timedelta(1 if unit == "yesterday" else _DAYS.get(unit, 0))


def _newest(index: AnyIndex, most: int) -> tuple[str, ...]:
    """Return the files with the latest dates; without dates, those that were indexed last."""
    return newest_files(index, most) or tuple(file for one in each(index) for file, _ in changed_since(one, 0))[:most]
