"""What a table's columns hold: numbers, dates, yes and no, or words."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from qa_bot.reckoning.numbers import Style
from qa_bot.reckoning.periods import Period
from qa_bot.reckoning.roots import roots_of
from qa_bot.reckoning.tables import Row, Table

Kind = Literal["number", "date", "yes_no", "words"]
Value = Decimal | Period | bool | str | None

_MISSING = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "--",
        "---",
        "?",
        "n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "unknown",
        "tbd",
        "tba",
        "nil",
        "…",
        "...",
        "dnf",
        "dns",
        "dsq",
        "dq",
        "did not finish",
        "did not start",
    )
)
# Words of a header that carry nothing.
GLUE = frozenset("of the in per a an and for to at by on is has s no nr number".split())


class Column(NamedTuple):
    """A column read: `name` is its header without the unit, `stems` its words, `values` one a row (None: empty cell)."""

    place: int
    name: str
    stems: tuple[str, ...]
    kind: Kind
    values: tuple[Value, ...]
    unit: str | None = None
    shown_unit: str = ""
    style: Style = Style()
    scale: int = 1
    names_things: bool = False
    is_year: bool = False

    @property
    def addable(self) -> bool:
        """Tell whether a sum or an average of the column means something."""
        return self.kind == "number" and not self.names_things and not self.is_year


class Sheet(NamedTuple):
    """A table read: its own total rows apart, the column that names its rows, and the words of its title."""

    table: Table
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    columns: tuple[Column, ...]
    key: int
    key_is_unique: bool
    kind: int | None = None

    def label(self, number: int) -> str:
        """Return the text by which a row is called; a code is called with what it is the code of."""
        name = cell_text(self.rows[number], self.key) or cell_text(self.rows[number], 0)
        kind = cell_text(self.rows[number], self.kind) if self.kind is not None else ""
        return f"{name} {kind}".strip()


@lru_cache(maxsize=50_000)
def stems_of(text: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, in order."""
    return roots_of(_spaced(text))


def _spaced(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)


def cell_text(row: Row, column: int) -> str:
    """Return the text of a row's cell, '' where the row is shorter."""
    return " ".join(row.cells[column].text.split()) if column < len(row.cells) else ""


def is_missing(text: str) -> bool:
    """Tell whether a cell says that there is nothing in it."""
    return text.strip().casefold() in _MISSING


@lru_cache(maxsize=50_000)
def parts_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the stems of a cell's text as a whole, without its brackets, and of each thing that it lists."""
    plain = re.sub(r"\s*\([^()]*\)", "", text)
    listed: Iterable[str] = re.split(r"\s*[,;/|\n·•]\s*|\s+and\s+|\s*&\s*", plain)
    found = (roots_of(part) for part in (text, plain, *listed))
    return tuple(dict.fromkeys(stems for stems in found if stems))
