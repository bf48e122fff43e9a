"""Tables as they stand in documents: headers, rows and cells with their places."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from qa_bot.documents.blocks import Block, children_of
from qa_bot.documents.document import Document
from qa_bot.text.markup import readable

# The borders of a row of cells.
_BAR, _TAB = re.compile(r"(?<!\\)\|"), re.compile(r"\t")
_EMPHASIS = re.compile(r"(?<!\w)([*_])(?=\S)([^*_]+)(?<=\S)\1(?!\w)")
# A line this long above a table is a paragraph, not its caption.
_CAPTION = 160
# A sentence of more words is none either.
_CAPTION_WORDS = 6


class Cell(NamedTuple):
    """A cell of a table; `start` and `end` are offsets into the text of its row's document."""

    text: str
    start: int
    end: int


class Row(NamedTuple):
    """A row of a table and its place: `source` is the document that holds it, a CSV row's own document included."""

    cells: tuple[Cell, ...]
    source: str
    start: int
    end: int


class Table(NamedTuple):
    """A table: `title` is what names it (headings, caption, file name), `header` the place of its header row."""

    source: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header: tuple[int, int] | None = None


def tables_of(source: str, text: str, blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Return the tables of a document, and its records as tables, in the order of its text.

    The name of the file is part of a title where it is the only table, or has no other name: else it says nothing of its rows.
    """
    tables: list[Table] = []
    _collect(source, text, blocks, [_first_line(text, blocks)], tables)
    file = _file_words(source)
    return tuple(
        table if len(tables) > 1 and table.title else table._replace(title=f"{file} {table.title}".strip()) for table in tables
    )


def tables_of_rows(source: str, documents: Sequence[Document]) -> tuple[Table, ...]:
    """Return the tables of a file whose rows are documents of their own, those with the same labels together."""
    found: list[tuple[Row, tuple[str, ...]]] = []
    for document in documents:
        name = f"{source}#{document.part}" if document.part else source
        found.extend(_record(name, document.text, block) for block in _records(document.blocks))
    title = " ".join(
        [_file_words(source), *dict.fromkeys(d.title for d in documents if d.title and _shared(d.title, documents))]
    )
    return _grouped(source, title, found)


def _first_line(text: str, blocks: Sequence[Block]) -> str:
    """Return the line above the first block: a document's title stands in its text, but in no block."""
    above = text[: blocks[0].start].strip() if blocks else ""
    return above.splitlines()[0].lstrip("# ")[:_CAPTION] if above else ""


def _records(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the records that lie in no other: a chat row is a message with a record of its other columns inside."""
    for block in blocks:
        if block.kind == "record":
            yield block
        else:
            yield from _records(block.children)


def _shared(title: str, documents: Sequence[Document]) -> bool:
    return all(document.title == title for document in documents)


def _file_words(source: str) -> str:
    stem = PurePosixPath(source).name.split(".")[0]
    return re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)).strip()


def _collect(source: str, text: str, blocks: Sequence[Block], names: list[str], tables: list[Table]) -> None:
    names = list(names)
    headings: dict[int, str] = {}
    records: list[tuple[Row, tuple[str, ...]]] = []
    caption = ""
    for block in blocks:
        title = " ".join(name for name in (*names, *(headings[level] for level in sorted(headings)), caption) if name)
        if block.kind == "title":
            names.append(text[block.start : block.end])
        elif block.kind == "heading":
            headings = {level: name for level, name in headings.items() if level < block.level}
            headings[block.level] = text[block.start : block.end]
        elif block.kind == "table":
            tables.append(_table(source, title, text, block))
        elif block.kind == "record":
            records.append(_record(source, text, block))
        elif block.children:
            _collect(source, text, block.children, [title], tables)
        is_caption = block.kind == "paragraph" and not _is_sentence(text[block.start : block.end])
        caption = text[block.start : block.end] if is_caption else ""
    tables.extend(_grouped(source, " ".join(names), records))


def _is_sentence(text: str) -> bool:
    """Tell whether a paragraph says something of its own, so that it is no caption."""
    return len(text) > _CAPTION or (text.rstrip().endswith((".", "!")) and len(text.split()) > _CAPTION_WORDS)


def _table(source: str, title: str, text: str, block: Block) -> Table:
    headers = children_of(block, "table_header")
    columns = tuple(cell.text for cell in _cells(text, headers[0])) if headers else ()
    rows = tuple(Row(_cells(text, row), source, row.start, row.end) for row in children_of(block, "row"))
    if not any(columns) and _is_header(rows):
        first, rows = rows[0], rows[1:]
        return Table(source, title, tuple(cell.text for cell in first.cells), rows, (first.start, first.end))
    return Table(source, title, columns, rows, (headers[0].start, headers[0].end) if headers else None)


def _is_header(rows: Sequence[Row]) -> bool:
    """Tell whether the first row of a table without a header is one: names without a digit, above columns that have them."""
    if len(rows) < 3:
        return False
    first, *others = [[cell.text for cell in row.cells] for row in rows]
    named = all(text and not re.search(r"[0-9]", text) for text in first) and len(set(first)) == len(first) > 1
    return named and any(
        all(len(row) > place and re.match(r"\W*\d", row[place]) for row in others) for place in range(len(first))
    )


def _cells(text: str, row: Block) -> tuple[Cell, ...]:
    """Return the cells of a row, empty ones included: an empty cell has no block, so the borders before a cell are counted."""
    blocks = children_of(row, "cell")
    border = next((b for b in (_BAR, _TAB) if b.search(text, row.start, row.end)), None)
    if border is None:
        return tuple(_cell(text, block) for block in blocks)
    outer = 1 if border is _BAR and text[row.start] == "|" else 0
    cells: list[Cell] = []
    for block in blocks:
        place = sum(1 for _ in border.finditer(text, row.start, block.start)) - outer
        cells += [Cell("", block.start, block.start)] * (place - len(cells))
        cells.append(_cell(text, block))
    return tuple(cells)


def _cell(text: str, block: Block) -> Cell:
    shown = readable(text[block.start : block.end]).replace("`", "")
    return Cell(_EMPHASIS.sub(r"\2", shown).strip(), block.start, block.end)


def _record(source: str, text: str, block: Block) -> tuple[Row, tuple[str, ...]]:
    labels: list[str] = []
    cells: list[Cell] = []
    for field in children_of(block, "field"):
        label, value = children_of(field, "label"), children_of(field, "value")
        labels.append(text[label[0].start : label[0].end] if label else "")
        cells.append(_cell(text, value[0]) if value else Cell("", field.end, field.end))
    return Row(tuple(cells), source, block.start, block.end), tuple(labels)


def _grouped(source: str, title: str, records: Sequence[tuple[Row, tuple[str, ...]]]) -> tuple[Table, ...]:
    """Return records as one table whose columns are all their labels; a record without a label has an empty cell there.

    A label that one record holds twice keeps both places apart, as two columns of one name.
    """
    fullest = sorted(records, key=lambda record: -len(record[1]))
    columns = list(dict.fromkeys(label for _, labels in fullest for label in _numbered(labels)))
    rows = []
    for row, labels in records:
        known = dict(zip(_numbered(labels), row.cells, strict=True))
        rows.append(row._replace(cells=tuple(known.get(column, Cell("", row.end, row.end)) for column in columns)))
    return (Table(source, title, tuple(label for label, _ in columns), tuple(rows)),) if len(rows) > 1 else ()


def _numbered(labels: Sequence[str]) -> list[tuple[str, int]]:
    return [(label, list(labels[:place]).count(label)) for place, label in enumerate(labels)]
