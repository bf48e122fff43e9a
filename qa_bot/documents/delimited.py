"""Read files of rows: cells between commas, semicolons, bars or tabs."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from qa_bot.documents.columns import column_names, count_notes, is_header, is_units, split_title
from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.lines import lines_as_blocks
from qa_bot.documents.records import clean
from qa_bot.documents.rows import TEXT_KEYS, row_document

# No cell is longer: the longest text that a document may have.
MOST_CELL_CHARS = 20_000_000
SNIFFED_ROWS = 100
_DELIMITERS = ",;\t|"
_DECLARED = re.compile(r"\"?sep=(?P<mark>.)\"?[^\S\n]*\r?\n?", re.I)
_LABELLED = re.compile(r"[^\s:][^:\n]{0,40}:\s+\S")


class _Rows(NamedTuple):
    """The rows of a file that hold a cell, and the places of those that a blank line follows."""

    cells: list[list[str]]
    blank_after: frozenset[int]


def read_delimited(data: bytes) -> Iterator[Document]:
    """Yield a document a row, numbered from 1 below the header; what stands above the header is document 0."""
    text, notes = decode_with_notes(data)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared["mark"] if declared else sniff_delimiter(text)
    rows = _rows(text, delimiter)
    if _is_quote_unclosed(rows.cells, delimiter):
        rows = _rows(text, delimiter, is_quoted=False)
        notes = (*notes, "a quotation mark is never closed: quotation marks are read as characters like others")
    documents = table_documents(rows.cells, rows.blank_after)
    for number, document in enumerate(documents):
        yield document.model_copy(update={"notes": notes}) if number == 0 and notes else document


def table_documents(rows: Sequence[Sequence[str]], blank_after: frozenset[int] = frozenset()) -> Iterator[Document]:
    """Yield the documents of rows that may have titles and a header above them."""
    above = split_title(rows, blank_after)
    lines = [line for row in rows[:above] if (line := _title_line(row))]
    title = _line(" ".join(line for line in lines if not _LABELLED.match(line)) or " ".join(lines))
    if lines:
        text = "\n".join(lines)
        yield Document(part="0", text=text, title=title, blocks=tuple(lines_as_blocks(text, 0, len(text))))
    body = rows[above:]
    header, body = _split_header(body)
    width = max(map(len, (header, *body)), default=0)
    # A list without a header is no table: its lines stand for themselves.
    names = column_names(header, width) if header or width > 1 else [TEXT_KEYS[0]]
    notes_from = len(body) - count_notes(body)
    for number, row in enumerate(body, 1):
        # A note below the table is a text of its own.
        labels = names if number <= notes_from else [TEXT_KEYS[0]]
        document = row_document(list(zip(labels, row, strict=False)), str(number), title)
        if document:
            yield document


def _split_header(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the names of the columns, with their units where a row gives those, and the rows below; no names, no header."""
    if len(rows) < 2 or not is_header(rows):
        return (), rows
    header, units = rows[0], rows[1]
    if not is_units(units, rows[2:]):
        return header, rows[1:]
    named = [f"{name} ({unit.strip()})" if unit.strip() else name for name, unit in zip_longest(header, units, fillvalue="")]
    return named, rows[2:]


def sniff_delimiter(text: str) -> str:
    """Return the character that cuts most of the first rows into equally many cells."""
    scores = {}
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in islice(_reader(text, delimiter), SNIFFED_ROWS) if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        scores[delimiter] = (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _rows(text: str, delimiter: str, is_quoted: bool = True) -> _Rows:
    cells: list[list[str]] = []
    blank_after = set()
    for row in _reader(text, delimiter, is_quoted):
        if row:
            cells.append(row)
        elif cells:
            blank_after.add(len(cells) - 1)
    return _Rows(cells, frozenset(blank_after))


def _reader(text: str, delimiter: str, is_quoted: bool = True) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, MOST_CELL_CHARS))
    lines = io.StringIO(text, newline="")
    if is_quoted:
        return csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, skipinitialspace=True)


def _is_quote_unclosed(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Tell whether the last cell swallowed lines that look like rows."""
    last = rows[-1][-1] if rows and rows[-1] else ""
    return last.count("\n") >= 2 and sum(delimiter in line for line in last.split("\n")[1:]) >= 2


def _title_line(row: Sequence[str]) -> str:
    """Return a row above the header as a line; two cells are a label and its value."""
    cells = [clean(" ".join(cell.split())) for cell in row if cell.strip()]
    return f"{cells[0].rstrip(':')}: {cells[1]}" if len(cells) == 2 else ", ".join(cells)


def _line(title: str) -> str | None:
    return " ".join(title.split()) or None
