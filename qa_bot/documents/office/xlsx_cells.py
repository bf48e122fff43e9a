"""The cells of an Excel file as they are shown."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, iterparse

from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.office.number_formats import BUILT_IN, plain, shown
from qa_bot.documents.office.package import Package, is_on, strip_namespaces

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
MOST_COLUMNS = 16_384


class Cell(NamedTuple):
    """A cell's text as it is shown, whether it is a value to reckon with, and whether it is bold."""

    text: str
    is_value: bool = False
    is_bold: bool = False


class Row(NamedTuple):
    """The filled cells of a row by their columns, counted from 0; the row's number from 1."""

    number: int
    cells: dict[int, Cell]
    is_hidden: bool


class Range(NamedTuple):
    """A rectangle of cells: rows from 1, columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet's rows with its merged cells and hidden columns; `uncomputed` counts the formulas without a value."""

    rows: list[Row]
    merged: list[Range]
    hidden_columns: set[int]
    uncomputed: int
    is_cut: bool


class CellFormats:
    """What the styles and the shared texts of a workbook say of its cells."""

    def __init__(self, package: Package, styles: str | None, texts: str | None, is_1904: bool) -> None:
        self._is_1904 = is_1904
        self._texts = _shared_texts(package.read(texts)) if texts else []
        self._codes: list[str] = []
        self._bold: list[bool] = []
        root = package.xml(styles) if styles else None
        if root is None:
            return
        codes = {_int(form.get("numFmtId")): form.get("formatCode", "") for form in root.iter("numFmt")}
        fonts = [is_on(font, "b") for font in root.findall("fonts/font")]
        for style in root.findall("cellXfs/xf"):
            number, font = _int(style.get("numFmtId")), _int(style.get("fontId"))
            self._codes.append(codes.get(number) or BUILT_IN.get(number, ""))
            self._bold.append(font < len(fonts) and fonts[font])

    def cell(self, element: Element) -> Cell | None:
        """Return a cell, None where it is empty."""
        kind, style = element.get("t", "n"), _int(element.get("s"))
        bold = style < len(self._bold) and self._bold[style]
        said = element.findtext("v")
        if kind == "inlineStr":
            inline = element.find("is")
            return _filled(_text(inline) if inline is not None else "", bold)
        if said is None or not said.strip():
            return None
        if kind == "s":
            place = int(said)
            return _filled(self._texts[place] if 0 <= place < len(self._texts) else "", bold)
        if kind in ("str", "e"):
            return _filled(said, bold)
        if kind == "b":
            return Cell("TRUE" if said.strip() == "1" else "FALSE", True, bold)
        if kind == "d":
            return Cell(said.strip().removesuffix("Z").replace("T00:00:00", "").replace("T", " "), True, bold)
        try:
            number = float(said)
            return Cell(
                shown(number, self._codes[style], self._is_1904) if style < len(self._codes) else plain(number), True, bold
            )
        except (ValueError, OverflowError):
            return _filled(said, bold)


def read_sheet(data: bytes, formats: CellFormats, most_cells: int) -> Sheet:
    """Return what a sheet holds, of no more than so many cells; rows and cells without numbers are counted on."""
    rows: list[Row] = []
    merged: list[Range] = []
    hidden: set[int] = set()
    uncomputed = cells = 0
    for element in _elements(data):
        if element.tag == "row":
            row = _row(element, rows[-1].number + 1 if rows else 1, formats)
            uncomputed += sum(cell.find("f") is not None and not cell.findtext("v") for cell in element.iter("c"))
            cells += len(row.cells)
            if cells > most_cells:
                return Sheet(rows, merged, hidden, uncomputed, True)
            rows.append(row)
        elif element.tag == "mergeCell" and (found := range_of(element.get("ref", ""))):
            merged.append(found)
        elif element.tag == "col" and is_true(element.get("hidden")):
            last = min(_int(element.get("max")), MOST_COLUMNS)
            hidden.update(range(max(_int(element.get("min")), 1) - 1, last))
    return Sheet(rows, merged, hidden, uncomputed, False)


def _row(element: Element, next_number: int, formats: CellFormats) -> Row:
    cells: dict[int, Cell] = {}
    column = -1
    for child in element.iter("c"):
        place = _PLACE.match(child.get("r", ""))
        column = column_of(place[1]) if place else column + 1
        if (cell := formats.cell(child)) is not None and column < MOST_COLUMNS:
            cells[column] = cell
    return Row(_int(element.get("r")) or next_number, cells, is_true(element.get("hidden")))


def range_of(reference: str) -> Range | None:
    """Return the rectangle that a reference such as "A1:C3" names."""
    first, _, last = reference.partition(":")
    one, two = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    return Range(int(one[2]), column_of(one[1]), int(two[2]), column_of(two[1])) if one and two else None


def column_of(letters: str) -> int:
    """Return the number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def is_true(value: str | None) -> bool:
    """Tell whether an attribute is switched on."""
    return value in ("1", "true")


def _elements(data: bytes) -> Iterator[Element]:
    """Yield the elements of a sheet that matter, each forgotten once it is used."""
    holder: Element | None = None
    for event, element in _events(data):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            holder = element if name == "sheetData" else holder
        elif name in ("row", "mergeCell", "col"):
            for part in element.iter():
                strip_namespaces(part)
            yield element
            if name == "row" and holder is not None:
                holder.clear()


def _shared_texts(data: bytes | None) -> Sequence[str]:
    texts: list[str] = []
    if data is None:
        return texts
    holder: Element | None = None
    for event, element in _events(data):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            holder = element if holder is None else holder
        elif name == "si":
            for part in element.iter():
                strip_namespaces(part)
            texts.append(_text(element))
            if holder is not None:
                holder.clear()
    return texts


def _events(data: bytes) -> Iterator[tuple[str, Element]]:
    """Yield where elements start and end; raise UnreadableFileError where the XML is broken or declares entities."""
    if b"<!ENTITY" in data[:100_000]:
        raise UnreadableFileError("its XML declares entities")
    try:
        yield from iterparse(io.BytesIO(data), ("start", "end"))
    except ParseError as error:
        raise UnreadableFileError(f"its XML is broken ({error})") from error


def _text(element: Element) -> str:
    """Return a text of several runs, without the hints for its pronunciation."""
    return "".join(part.text or "" for child in element for part in child.iter("t") if child.tag != "rPh")


def _filled(text: str, bold: bool) -> Cell | None:
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return Cell(text.strip(), False, bold) if text.strip() else None


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
