"""Read Excel files (.xlsx, .xlsm)."""

from collections.abc import Iterator

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.grids import grid_blocks
from qa_bot.documents.office.package import Package, Relation
from qa_bot.documents.office.properties import office_properties
from qa_bot.documents.office.xlsx_cells import CellFormats, Sheet, is_true, read_sheet
from qa_bot.documents.writing import compose, heading, one_line, paragraph

MAX_CELLS = 1_000_000


def read_xlsx(data: bytes) -> Iterator[Document]:
    """Yield the one document of a workbook: a heading for every sheet, its tables below."""
    package = Package(data)
    main = package.main_part("xl/workbook.xml")
    root = package.xml(main)
    if root is None or root.tag != "workbook":
        raise UnreadableFileError("it is no Excel workbook")
    relations = package.relations(main)
    kinds = {relation.kind: relation.target for relation in relations.values()}
    properties = root.find("workbookPr")
    is_1904 = properties is not None and is_true(properties.get("date1904"))
    formats = CellFormats(package, kinds.get("styles"), kinds.get("sharedStrings"), is_1904)
    body: list[str] = []
    notes: list[str] = []
    cells_left = MAX_CELLS
    for entry in root.iter("sheet"):
        name = one_line(entry.get("name", ""))
        part = relations.get(entry.get("r:id", ""), Relation("", ""))
        if part.kind == "chartsheet" or not (content := package.read(part.target)):
            notes.append(f"the sheet {name!r} holds no cells and was not read")
        elif entry.get("state", "visible") != "visible":
            notes.append(f"the hidden sheet {name!r} was not read")
        else:
            sheet = read_sheet(content, formats, cells_left)
            cells_left -= sum(len(row.cells) for row in sheet.rows)
            notes += _notes(name, sheet)
            blocks = [*_blocks(sheet), *_remarks(package, part.target)]
            body += [heading(2, name), *blocks] if blocks else []
    text, blocks_of_text = compose(body)
    title, date = office_properties(package)
    yield Document(text=text, blocks=blocks_of_text, title=title, date=date, notes=tuple(notes))


def _blocks(sheet: Sheet) -> Iterator[str]:
    rows = {
        row.number: {column: cell for column, cell in row.cells.items() if column not in sheet.hidden_columns}
        for row in sheet.rows
        if not row.is_hidden
    }
    hidden_rows = {row.number for row in sheet.rows if row.is_hidden}
    yield from grid_blocks(rows, sheet.merged, hidden_rows, sheet.hidden_columns)


def _notes(name: str, sheet: Sheet) -> Iterator[str]:
    rows = sum(bool(row.cells) for row in sheet.rows if row.is_hidden)
    columns = {column for row in sheet.rows for column in row.cells} & sheet.hidden_columns
    if rows:
        yield f"{_counted(rows, 'hidden row')} of the sheet {name!r} not read"
    if columns:
        yield f"{_counted(len(columns), 'hidden column')} of the sheet {name!r} not read"
    if sheet.uncomputed:
        yield f"{_counted(sheet.uncomputed, 'formula')} of the sheet {name!r} without a value: open and save it in a program that computes"
    if sheet.is_cut:
        yield f"the sheet {name!r} was read up to {MAX_CELLS:,} cells"


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def _remarks(package: Package, part: str) -> Iterator[str]:
    """Yield the comments on cells and the texts of boxes that lie on the sheet."""
    for relation in package.relations(part).values():
        root = package.xml(relation.target) if relation.kind in ("comments", "drawing") else None
        if root is None:
            continue
        for comment in root.iter("comment"):
            said = one_line("".join(text.text or "" for text in comment.iter("t")))
            yield paragraph(f"[Comment on {comment.get('ref', '')}] {said}") if said else ""
        for box in root.iter("txBody"):
            lines = ("".join(text.text or "" for text in line.iter("t")) for line in box.iter("p"))
            yield paragraph("\n".join(lines))
