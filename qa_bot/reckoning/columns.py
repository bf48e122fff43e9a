"""What a table's columns hold: numbers, dates, yes and no, or words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from qa_bot.reckoning.durations import is_rank, of_race, read_durations
from qa_bot.reckoning.numbers import Style, read_numbers
from qa_bot.reckoning.periods import Period, read_periods
from qa_bot.reckoning.roots import root, roots_of
from qa_bot.reckoning.tables import Row, Table
from qa_bot.reckoning.units import unit_named

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
_YES = frozenset(("yes", "true", "y", "✓", "✔", "✅", "☑", "x"))
_NO = frozenset(("no", "false", "n", "✗", "✘", "❌", "☐"))
_MARKS = frozenset(("x", "✓", "✔", "✅", "☑", "✗", "✘", "❌", "☐"))
# What is longer, in characters, is a description and names no row.
_LONGEST_NAME = 80
# Units that may close a header without brackets: "Price EUR".
_TRAILING = frozenset("EUR USD GBP CHF JPY NOK SEK DKK PLN CZK INR € $ £ % kg km cm mm m² km² kWh kW kcal km/h mph".split())
# Words of a header that carry nothing.
GLUE = frozenset("of the in per a an and for to at by on is has s no nr number".split())
# Columns whose numbers are names: never added up.
_NAMES_OF_THINGS = frozenset("id no nr number phone tel telephone mobil zip postcod code extens isbn ean sku ref key".split())
_CALLED = frozenset((root("name"), root("title")))
# Headers of codes by which rows are called.
_CODES = frozenset("no nr number code id ref inventori tag label asset".split())
_PLACES = frozenset(
    "room floor pier gate platform track line lane seat table group team house box shelf bay locker chapter lot class route flight berth bus".split()
)
_SCALES = {
    "thousand": 1000, "thousands": 1000, "000": 1000, "000s": 1000, "'000": 1000, "'000s": 1000, "million": 1_000_000, "millions": 1_000_000,
    "mn": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "billion": 1_000_000_000, "billions": 1_000_000_000, "bn": 1_000_000_000,
}  # fmt: skip
YEARS = frozenset(
    root(word)
    for word in (
        "year born birth founded built opened established since launched released published completed constructed started joined hired "
        "created inaugurated climbed discovered invented introduced bought made struck minted printed written composed painted planted erected"
    ).split()
)
_SUMS = frozenset("total totals sum subtotal subtotals overall average mean".split())


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


def read_sheet(table: Table) -> Sheet | None:
    """Return a table read, or None where it has no header or no rows."""
    if not table.columns or not any(name.strip() for name in table.columns):
        return None
    totals = tuple(row for row in table.rows if _is_total(row, len(table.columns)))
    rows = tuple(row for row in table.rows if row not in totals and any(not is_missing(cell.text) for cell in row.cells))
    if not rows:
        return None
    names, rows = _with_units(table.columns, rows)
    in_race = of_race(stems_of(table.title), names)
    columns = tuple(_read_column(index, name, rows, in_race) for index, name in enumerate(names))
    columns = _numbered(columns, stems_of(table.title))
    numbered = columns[0].names_things and (set(columns[0].stems) <= set(stems_of(table.title)) or _numbers_rows(columns))
    key, unique = (0, True) if numbered else _key(columns)
    return Sheet(table, rows, totals, columns, key, unique, _kind(columns, columns[key], stems_of(table.title)))


def _with_units(names: tuple[str, ...], rows: tuple[Row, ...]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return headers and rows without a first row that only says units: where it has a word, the rest has numbers."""
    if len(rows) < 2:
        return names, rows
    units = {index: text for index in range(len(names)) if not is_missing(text := cell_text(rows[0], index))}
    for index, text in units.items():
        below = [None if is_missing(cell) else cell for cell in (cell_text(row, index) for row in rows[1:])]
        if any(char.isdigit() and char not in "²³" for char in text) or read_numbers(below) is None:
            return names, rows
    if len(units) == len(names):
        return names, rows
    return tuple(f"{name} ({units[index]})" if index in units else name for index, name in enumerate(names)), rows[1:]


def _is_total(row: Row, width: int) -> bool:
    filled = [cell.text for cell in row.cells if not is_missing(cell.text)]
    first = set(stems_of(filled[0])) if filled else set()
    words = {root(word) for word in _SUMS}
    return width > 1 and bool(first & words) and len(first - words) <= 1


def _numbered(columns: tuple[Column, ...], title: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns, the first one as names of the rows where it numbers what the title says: stalls 1, 2, 3."""
    first = columns[0]
    values = [value for value in first.values if isinstance(value, Decimal)]
    whole = len(set(values)) == len(first.values) and all(value == value.to_integral_value() for value in values)
    if first.addable and whole and first.unit is None and set(first.stems) <= set(title):
        return (first._replace(names_things=True), *columns[1:])
    return columns


def _numbers_rows(columns: Sequence[Column]) -> bool:
    """Tell whether the first column calls the rows by a number: lines 10, 12 and 15, where no other column has names for them."""
    first = columns[0]
    unique = None not in first.values and len(set(first.values)) == len(first.values)
    return unique and _is_place(first.name) and not any(set(column.stems) & _CALLED for column in columns)


def _key(columns: Sequence[Column]) -> tuple[int, bool]:
    words = [column for column in columns if column.kind == "words"]
    called = [column for column in words if set(column.stems) & _CALLED and not set(stems_of(column.name)) & _CODES]
    coded = [column for column in words if set(stems_of(column.name)) & _CODES]
    for column in [*called, *words] if coded and coded[0] == words[0] else words:
        present = [value for value in column.values if value is not None]
        short = all(len(str(value)) <= _LONGEST_NAME for value in present)
        if short and len(present) == len(column.values) and len(set(present)) == len(present):
            return column.place, True
    if words:
        return words[0].place, False
    return 0, len(set(columns[0].values)) == len(columns[0].values)


def _kind(columns: Sequence[Column], key: Column, title: Sequence[str]) -> int | None:
    """Return the column that says what rows are where the key is a code: the one with the title's word for them."""
    if not set(stems_of(key.name)) & _CODES:
        return None
    held = [column.place for column in columns if column != key and column.kind == "words" and set(column.stems) <= set(title)]
    return held[0] if len(held) == 1 else None


def _read_column(index: int, header: str, rows: Sequence[Row], in_race: bool) -> Column:
    name, unit, shown = _header(header)
    words = stems_of(header)
    content = tuple(word for word in words if word not in GLUE) or words
    cells = [None if is_missing(text) else text for text in (cell_text(row, index) for row in rows)]
    truths = _truths(rows, index)
    if truths is not None:
        return Column(index, name, content, "yes_no", truths)
    durations = read_durations(cells, words, in_race)
    if durations is not None:
        return Column(
            index, name, content, "number", durations.values, "s", style=Style(clock=durations.places, worded=durations.worded)
        )
    numbers = read_numbers(cells)
    if numbers is not None:
        is_year = _are_years(numbers.values, content) and numbers.unit is None
        things = (
            (bool(set(words) & _NAMES_OF_THINGS) and "of" not in words) or _are_codes(cells) or _is_place(name) or is_rank(name)
        )
        found = numbers.unit or unit
        scale, scaled = _scale(header, numbers.unit)
        return Column(
            index, name, content, "number", numbers.values, found, shown or scaled, numbers.style, scale, things, is_year
        )
    periods = read_periods(cells)
    if periods is not None:
        return Column(index, name, content, "date", periods)
    return Column(index, name, content, "words", tuple(cells))


def _scale(header: str, unit: str | None) -> tuple[int, str]:
    """Return what a column's numbers are to be multiplied by ("in millions"), and the word for it."""
    if unit in _SCALES:
        return _SCALES[unit], ""
    for match in re.finditer(r"[A-Za-z]+|'?000s?\b", header):
        if match[0].casefold() in _SCALES:
            return _SCALES[match[0].casefold()], match[0]
    return 1, ""


def _header(header: str) -> tuple[str, str | None, str]:
    """Return a header's name, its unit, and the unit as the header writes it."""
    clean = " ".join(header.split())
    if match := re.fullmatch(r"(.+?)\s*[(\[]\s*(?:in )?([^()\[\]]+?)\s*[)\]]", clean):
        unit = unit_named(match[2])
        if unit or match[2].casefold() in _SCALES:
            return match[1], unit, match[2]
    if (match := re.fullmatch(r"(.+?)(?:\s+in\s+|\s*[,/]\s*|_)(\S+)", clean)) and (unit := unit_named(match[2])):
        return match[1].replace("_", " "), unit, match[2]
    before, _, last = clean.rpartition(" ")
    if before and last in _TRAILING and not before.endswith(" per") and (unit := unit_named(last)):
        return before, unit, last
    return clean.replace("_", " "), unit_named(clean), ""


def _are_years(values: Sequence[Decimal | None], stems: Sequence[str]) -> bool:
    present = [value for value in values if value is not None]
    whole = all(value == value.to_integral_value() and 1000 <= value <= 2200 for value in present)
    return whole and (bool(set(stems) & YEARS) or all(1700 <= value <= 2100 for value in present))


def _is_place(name: str) -> bool:
    """Tell whether a header says where something is by its number: "Room" does, "Rooms" counts them."""
    return name.casefold().split()[-1:] != [] and name.casefold().split()[-1] in _PLACES


def _are_codes(cells: Sequence[str | None]) -> bool:
    return any(cell is not None and re.fullmatch(r"0\d+", cell.strip()) for cell in cells)


def _truths(rows: Sequence[Row], index: int) -> tuple[bool | None, ...] | None:
    """Return yes and no of a column, or None; where it only has marks (an x), an empty cell says no."""
    texts = [cell_text(row, index).casefold() for row in rows]
    present = {text for text in texts if not is_missing(text)}
    if not present or not present <= _YES | _NO:
        return None
    if present <= _MARKS:
        return tuple(text in _YES for text in texts)
    return tuple(None if is_missing(text) else text in _YES for text in texts)
