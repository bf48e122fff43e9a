"""Numbers of a column: decimal and thousands marks decided by the whole column, units and currency signs kept."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from qa_bot.reckoning.durations import written_duration, written_in_words
from qa_bot.reckoning.units import is_currency, unit_named

_GAP = " '’\u00a0\u202f\u2009"
_SIGNS = r"[€$£¥₹]|[A-Za-z]{1,3}\$|[A-Z]{3}(?=[\s\d])"
_QUANTITY = re.compile(
    rf"(?P<before>{_SIGNS})?\s*(?P<sign>[-−–+])?\s*(?P<before2>{_SIGNS})?\s*"
    rf"(?P<digits>\d(?:[\d.,{_GAP}]*\d)?)(?:\s*(?P<after>%|[^\W\d_€$£¥₹][\w/²³]*(?:\s[^\W\d_]+)?|[€$£¥₹]|°\s?[CF]?))?\.?"
)


class Style(NamedTuple):
    """How numbers of a column are written: `decimal` and `group` marks, what stands `before` and `after`.

    `clock` is how many decimals the seconds have where numbers are durations; `worded` ones are written "1 h 35 min", the others
    with colons.
    """

    decimal: str = "."
    group: str = ""
    before: str = ""
    after: str = ""
    clock: int | None = None
    worded: bool = False


class Numbers(NamedTuple):
    """The numbers of a column, None where a cell is empty; `unit` is the one they share."""

    values: tuple[Decimal | None, ...]
    style: Style
    unit: str | None


def read_numbers(cells: Sequence[str | None]) -> Numbers | None:
    """Return the numbers of a column, or None where a cell is no number, or marks or units leave a doubt."""
    matches = [None if cell is None else _QUANTITY.fullmatch(cell.strip()) for cell in cells]
    present = [match for match, cell in zip(matches, cells, strict=True) if cell is not None]
    found = [match for match in present if match]
    if not found or len(found) < len(present):
        return None
    marks = _marks([match["digits"] for match in found])
    units = {name for match in found if (name := _unit_text(match))}
    names = {unit_named(unit) or unit.casefold() for unit in units}
    if marks is None or len(names) > 1:
        return None
    if (
        names
        and not (is_currency(next(iter(names))) or names == {"%"})
        and any(not _unit_text(m) and m["digits"].strip("0.,") for m in found)
    ):
        return None
    decimal, group = marks
    values = tuple(None if match is None else _value(match, decimal) for match in matches)
    style = Style(decimal, group, *_around(found))
    unit = units.pop() if units else None
    return Numbers(values, style, (unit_named(unit) or unit.casefold()) if unit else None)


def _unit_text(match: re.Match[str]) -> str | None:
    return match["before"] or match["before2"] or match["after"]


def _around(found: Sequence[re.Match[str]]) -> tuple[str, str]:
    before = next((sign for match in found if (sign := match["before"] or match["before2"])), "")
    longest = max(found, key=lambda match: len(match["after"] or ""))
    after = longest["after"] or ""
    spaced = bool(after) and longest.string.strip()[longest.end("digits") :].startswith((" ", "\u00a0", "\u202f"))
    return (before + " " if before.isalpha() else before), (" " + after if spaced else after)


def _marks(digits: Sequence[str]) -> tuple[str, str] | None:
    """Return (decimal mark, thousands mark) of a column, or None where its numbers contradict each other or could be either."""
    decimals: set[str] = set()
    groups: set[str] = set()
    unsure: set[str] = set()
    for text in digits:
        marks = [char for char in text if not char.isdigit()]
        last = marks[-1] if marks else ""
        tail = text.rpartition(last)[2] if last else ""
        if not marks:
            continue
        if len(set(marks)) == 1 and len(marks) == 1 and last in ".,":
            if len(tail) == 3 and 1 <= len(text) - 4 <= 3 and not text.startswith("0"):
                unsure.add(last)
            else:
                decimals.add(last)
        elif len(set(marks)) == 1:
            groups.add(last)
        else:
            decimals.add(last)
            groups.update(marks[:-1])
        if not _well_grouped(text, decimals):
            return None
    for mark in unsure - decimals - groups:
        if mark == ".":
            return None if not groups and "," not in decimals else (",", ".")
        groups.add(mark)
    if decimals & groups or len(decimals) > 1 or len(groups) > 1 or (unsure & decimals and groups):
        return None
    return next(iter(decimals), "," if "." in groups else "."), next(iter(groups), "")


def _well_grouped(text: str, decimals: set[str]) -> bool:
    whole = re.split("[" + re.escape("".join(decimals)) + "]", text)[0] if decimals else text
    parts = re.split(rf"[.,{_GAP}]", whole)
    return len(parts) == 1 or (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]))


def _value(match: re.Match[str], decimal: str) -> Decimal:
    plain = "".join("." if char == decimal else char for char in match["digits"] if char.isdigit() or char == decimal)
    return -Decimal(plain) if match["sign"] in ("-", "−", "–") else Decimal(plain)


def written(value: Decimal, style: Style, unit: str = "") -> str:
    """Return a number as its column writes numbers, with its unit; `unit` is the header's where cells have none."""
    if style.worded:
        return written_in_words(value)
    if style.clock is not None:
        return written_duration(value, style.clock)
    text = f"{abs(value):,f}".replace(",", "\0").replace(".", style.decimal).replace("\0", style.group)
    sign = "-" if value < 0 else ""
    after = style.after or (f" {unit}" if unit and not style.before else "")
    return f"{sign}{style.before}{text}{after}"


def rounded(value: Decimal, shown: Sequence[Decimal] = ()) -> Decimal:
    """Return a number with two decimals, or without where it is whole and so are those it came from."""
    places = max((-int(number.as_tuple().exponent) for number in shown), default=0)
    cut = value.quantize(Decimal(10) ** -max(2, places), rounding=ROUND_HALF_UP)
    if cut == cut.to_integral_value() and not places:
        return cut.quantize(Decimal(1))
    return cut
