"""Which documents a question is limited to: by their place in the corpus and by their date."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from qa_bot.errors import FilterError
from qa_bot.frozen import Frozen

# in:hr/ since:2024 until:2024-06 in:"annual reports/"
_IN_QUESTION = re.compile(r"(?<!\S)(?P<key>in|since|until):(?P<value>\"[^\"]*\"|\S+)", re.I)
_AFTER_VALUE = "?!,;"
# in:annual reports/ is a folder whose name has a space, without the quotes that it needs.
_UNQUOTED = re.compile(r"(?<!\S)in:(?P<folder>[^\s\"/*.?!,;]+(?:\s+[^\s\"/:?!,;]+){0,1}\s+[^\s\"/:?!,;]+/)(?=[\s?!,;]|$)", re.I)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
MOST_PATTERNS = 50


def _date(value: object) -> object:
    """Return a date as it was written; raise ValueError if it is no year, month or day in ISO 8601."""
    text = value.isoformat() if isinstance(value, date) else value
    if text is None:
        return None
    try:
        if not isinstance(text, str) or not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(f"{text}-01-01"[: len("2024-01-01")])
    except ValueError:
        raise ValueError("write a date like 2024, 2024-03 or 2024-03-15") from None
    return text


def _patterns(value: object) -> object:
    """Return one pattern as a list of one; raise ValueError for an empty pattern."""
    patterns = [value] if isinstance(value, str) else value
    if isinstance(patterns, list | tuple) and not all(isinstance(p, str) and p.strip() for p in patterns):
        raise ValueError("write a folder, a file or a pattern, like hr/ or *.pdf")
    return patterns


Day = Annotated[str | None, BeforeValidator(_date)]


class Filters(Frozen):
    """A choice of documents; nothing chosen means all of them.

    `within` are patterns of paths in the corpus, as in a .gitignore file: `hr/`, `*.pdf`, `minutes/2024-*`; one of them must
    match. `since` and `until` are a year, month or day (ISO 8601), both included; a document without a date is then left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    within: Annotated[tuple[str, ...], BeforeValidator(_patterns)] = Field(default=(), alias="in", max_length=MOST_PATTERNS)
    since: Day = None
    until: Day = None

    def __bool__(self) -> bool:
        """Tell whether documents are chosen."""
        return bool(self.within or self.since or self.until)

    def __or__(self, other: "Filters") -> "Filters":
        """Return the choice with what another one sets in place of its own."""
        return self.model_copy(update={name: value for name, value in other if value})

    def includes_date(self, day: str | None) -> bool:
        """Tell whether a document's date (ISO 8601, to the day, month or year) is chosen."""
        if not (self.since or self.until):
            return True
        return bool(day) and _compared(day, self.since) >= 0 and _compared(day, self.until) <= 0

    def path_matcher(self) -> Callable[[str], bool]:
        """Return a function that tells whether a path in the corpus is chosen."""
        if not self.within:
            return lambda path: True
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines([_literal(pattern) for pattern in self.within]).match_file

    def told(self) -> str:
        """Return the choice as it is typed in a question."""
        parts = [f'in:"{p}"' if " " in p else f"in:{p}" for p in self.within]
        return " ".join([*parts, *(f"{key}:{day}" for key, day in (("since", self.since), ("until", self.until)) if day)])


class AppliedFilters(Filters):
    """The choice that a question was limited to; `documents` is how many documents it includes."""

    documents: int


EVERYTHING = Filters()


def read_filters(question: str) -> tuple[str, Filters]:
    """Return a question without the filters in it, and these: `in:hr/ since:2024`.

    Raise FilterError for a wrong date, and for a folder whose name has a space and no quotes.
    """
    if unquoted := _UNQUOTED.search(question):
        raise FilterError(f'a name with a space needs quotes: in:"{unquoted["folder"]}"')
    found: dict[str, Any] = {}
    for match in _IN_QUESTION.finditer(question):
        key, value = match["key"].lower(), match["value"].rstrip(_AFTER_VALUE).strip('"')
        if key == "in":
            found.setdefault(key, []).append(value)
        else:
            found[key] = value
    if not found:
        return question, EVERYTHING
    rest = " ".join(_IN_QUESTION.sub(_mark_after, question).split())
    return rest, make_filters(**found)


def with_filters(question: str, within: str, since: str, until: str) -> str:
    """Return a question with filters in it, as they are typed; an empty one is left out."""
    typed = (("in", within), ("since", since), ("until", until))
    return " ".join([question, *(f'{key}:"{value.replace(chr(34), "")}"' for key, value in typed if value.strip())])


def make_filters(**values: object) -> Filters:
    """Return filters from `in`, `since` and `until`; raise FilterError when one does not fit."""
    try:
        return Filters.model_validate({key: value for key, value in values.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        raise FilterError(f"{first['loc'][0]}:{first['input']} is not understood: {_said(first['msg'])}") from error


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")


def _mark_after(match: re.Match[str]) -> str:
    """Return the mark of the sentence that ends a filter: "Who pays in:hr/?"."""
    return "?" if match["value"].endswith("?") else ""


def _literal(pattern: str) -> str:
    """Return a pattern that neither excludes nor is a comment."""
    return f"\\{pattern}" if pattern.startswith(("!", "#")) else pattern


def _compared(day: str | None, bound: str | None) -> int:
    """Return -1, 0 or 1 as a date is before, in or after a bound, as exactly as both are given."""
    if not day or not bound:
        return 0
    length = min(len(day), len(bound))
    return (day[:length] > bound[:length]) - (day[:length] < bound[:length])
