"""The sheets of an OpenDocument spreadsheet."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.office.grids import grid_blocks
from qa_bot.documents.office.odf_body import Body
from qa_bot.documents.office.odf_styles import OdfStyles
from qa_bot.documents.office.xlsx_cells import MOST_COLUMNS, Cell, Range
from qa_bot.documents.writing import heading, one_line

MAX_CELLS = 500_000
# Rows and cells that say by number that they come again: beyond so many filled ones they are there for their style alone.
MAX_REPEATED = 1_000
MAX_REPEATED_CELLS = 10_000
_VALUES = frozenset({"float", "percentage", "currency", "date", "time", "boolean"})


def sheet_blocks(sheet: Element, styles: OdfStyles, body: Body) -> Iterator[str]:
    """Yield the heading and the tables of a sheet."""
    name = one_line(sheet.get("name", ""))
    if styles.is_hidden(sheet.get("style-name", "")):
        body.left_out.add(f"the hidden sheet {name!r} was not read")
        return
    rows: dict[int, dict[int, Cell]] = {}
    merged: list[Range] = []
    hidden: set[int] = set()
    number, cells = 1, 0
    for row in sheet.iter("table-row"):
        times = _count(row, "number-rows-repeated")
        found = _cells(row, number, merged, body)
        if row.get("visibility", "visible") != "visible":
            hidden.update(range(number, number + min(times, MAX_REPEATED)))
            if found:
                body.left_out.add(f"hidden rows of the sheet {name!r} were not read")
        elif found:
            for offset in range(min(times, MAX_REPEATED, max(1, MAX_REPEATED_CELLS // len(found)))):
                rows[number + offset] = found
                cells += len(found)
        if cells > MAX_CELLS:
            body.left_out.add(f"the sheet {name!r} was read up to {MAX_CELLS:,} cells")
            break
        number += times
    if blocks := list(grid_blocks(rows, merged, hidden)):
        yield heading(2, name)
        yield from blocks


def _cells(row: Element, number: int, merged: list[Range], body: Body) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    column = 0
    for cell in row:
        if cell.tag not in ("table-cell", "covered-table-cell"):
            continue
        times = _count(cell, "number-columns-repeated")
        wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if cell.tag == "table-cell" and (text := _shown(cell, body)):
            value = Cell(text, cell.get("value-type") in _VALUES)
            for offset in range(min(times, MAX_REPEATED)):
                found[column + offset] = value
            if wide > 1 or high > 1:
                merged.append(Range(number, column, number + high - 1, column + wide - 1))
        column += times
        if column >= MOST_COLUMNS:
            break
    return found


def _shown(cell: Element, body: Body) -> str:
    """Return a cell's text as it is shown; a date in ISO 8601."""
    match cell.get("value-type"):
        case "date":
            return cell.get("date-value", "").replace("T00:00:00", "").replace("T", " ")
        case "boolean":
            return cell.get("boolean-value", "").upper()
    return body.text(cell) or cell.get("value", "")


def _count(element: Element, name: str) -> int:
    said = element.get(name, "1")
    return max(int(said), 1) if said.isdecimal() and len(said) < 9 else 1
