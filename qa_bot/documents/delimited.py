"""Read files of rows: cells between commas, semicolons, bars or tabs."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from qa_bot.documents.columns import column_names, is_header, split_title
from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.records import paragraphs
from qa_bot.documents.rows import row_document

# No cell is longer: the longest text that a document may have.
MOST_CELL_CHARS = 20_000_000
SNIFFED_ROWS = 100
_DELIMITERS = ",;\t|"
_DECLARED = re.compile(r"\"?sep=(?P<mark>.)\"?[^\S\n]*\r?\n?", re.I)


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
    title = "\n".join(", ".join(cell.strip() for cell in row if cell.strip()) for row in rows[:above]).strip()
    if title:
        yield Document(part="0", text=title, title=_line(title), blocks=paragraphs(title, 0, len(title)))
    body = rows[above:]
    has_header = is_header(body)
    names = column_names(body[0] if has_header else (), max(map(len, body), default=0))
    for number, row in enumerate(body[has_header:], 1):
        document = row_document(list(zip(names, row, strict=False)), str(number), _line(title))
        if document:
            yield document


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


def _line(title: str) -> str | None:
    return " ".join(title.split()) or None
