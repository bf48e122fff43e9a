"""A column read: its header's name and unit, and its cells as numbers, dates, yes and no, or words."""

import re
from collections.abc import Sequence
from decimal import Decimal

from qa_bot.reckoning.columns import GLUE, Column, cell_text, is_missing, stems_of
from qa_bot.reckoning.durations import is_rank, read_durations
from qa_bot.reckoning.numbers import Style, read_numbers
from qa_bot.reckoning.periods import read_periods
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.tables import Row
from qa_bot.reckoning.units import unit_named

_YES = frozenset(("yes", "true", "y", "✓", "✔", "✅", "☑", "x"))


_NO = frozenset(("no", "false", "n", "✗", "✘", "❌", "☐"))


_MARKS = frozenset(("x", "✓", "✔", "✅", "☑", "✗", "✘", "❌", "☐"))


# Units that may close a header without brackets: "Price EUR".
_TRAILING = frozenset("EUR USD GBP CHF JPY NOK SEK DKK PLN CZK INR € $ £ % kg km cm mm m² km² kWh kW kcal km/h mph".split())


# Columns whose numbers are names: never added up.
_NAMES_OF_THINGS = frozenset("id no nr number phone tel telephone mobil zip postcod code extens isbn ean sku ref key".split())


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


def read_column(index: int, header: str, rows: Sequence[Row], in_race: bool) -> Column:
    """Return a column of a table by its place, header and cells."""
    name, unit, shown = _header(header)
    words = stems_of(header)
    content = tuple(word for word in words if word not in GLUE) or words
    cells = [None if is_missing(text) else text for text in (cell_text(row, index) for row in rows)]
    truths = _truths(rows, index)
    if truths is not None:
        return Column(index, name, content, "yes_no", truths)
    durations = read_durations(cells, words, in_race)
    if durations is not None:
        style = Style(clock=durations.places, worded=durations.worded)
        return Column(index, name, content, "number", durations.values, "s", style=style)
    if numbers := read_numbers(cells):
        is_year = _are_years(numbers.values, content) and numbers.unit is None
        is_name = bool(set(words) & _NAMES_OF_THINGS) and "of" not in words
        things = is_name or _are_codes(cells) or _is_place(name) or is_rank(name)
        scale, scaled = _scale(header, numbers.unit)
        number = Column(index, name, content, "number", numbers.values, numbers.unit or unit, shown or scaled, numbers.style)
        return number._replace(scale=scale, names_things=things, is_year=is_year)
    if periods := read_periods(cells):
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
