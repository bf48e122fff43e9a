"""Read a file into documents: one table from suffix to reader."""

import csv
import io
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from zipfile import BadZipFile

from qa_bot.documents.blocks import Block
from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.docx import read_docx
from qa_bot.documents.encoding import decode
from qa_bot.documents.epub import read_epub
from qa_bot.documents.html import read_html
from qa_bot.documents.mail import read_mail
from qa_bot.documents.markdown import parse_markdown
from qa_bot.documents.metadata import read_metadata
from qa_bot.documents.odf import read_odf
from qa_bot.documents.pdf import read_pdf
from qa_bot.documents.pptx import read_pptx
from qa_bot.documents.rtf import read_rtf
from qa_bot.documents.xlsx import read_xlsx
from qa_bot.text.sentences import split_blocks

Reader = Callable[[bytes], Iterator[Document]]

MAX_TEXT_CHARS = 20_000_000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TITLE_KEYS = ("title", "headline", "subject", "name")
_DATE_KEYS = ("date", "published", "published_at", "publication_date", "pubdate")
_OUTLET_KEYS = ("source", "outlet", "publisher", "site_name")
_TEXT_KEYS = ("text", "content", "body", "article", "message", "answer")
_logger = logging.getLogger(__name__)


def read_file(entry: FileEntry, data: bytes) -> tuple[Document, ...]:
    """Return the documents of a file; raise UnreadableFileError with the reason when it cannot be read."""
    reader = READERS[entry.path.suffix.lower()]
    try:
        documents = tuple(document for document in reader(data) if document.text.strip())
    except UnreadableFileError:
        raise
    except (ValueError, KeyError, TypeError, LookupError, RecursionError, MemoryError, BadZipFile, OSError, csv.Error) as error:
        raise UnreadableFileError(f"it cannot be read as {entry.path.suffix} ({type(error).__name__})") from error
    except Exception as error:  # parsers of foreign formats raise classes of their own
        _logger.debug("reading %s failed", entry.source, exc_info=True)
        raise UnreadableFileError(f"it cannot be read as {entry.path.suffix} ({type(error).__name__})") from error
    if not documents:
        raise UnreadableFileError("it holds no text")
    for document in documents:
        _check(document)
    return tuple(d if d.blocks else d.model_copy(update={"blocks": _paragraphs(d)}) for d in documents)


def _paragraphs(document: Document) -> tuple[Block, ...]:
    return tuple(Block("paragraph", *span) for span in split_blocks(document.text, document.body_start))


def _check(document: Document) -> None:
    if len(document.text) > MAX_TEXT_CHARS:
        raise UnreadableFileError(f"its text is longer than {MAX_TEXT_CHARS:,} characters")
    if "\0" in document.text or _LONE_SURROGATE.search(document.text):
        raise UnreadableFileError("its text holds characters that no text may hold")


def _read_plain(data: bytes) -> Iterator[Document]:
    text = decode(data)
    title, date, outlet, body_start = read_metadata(text)
    blocks = tuple(Block("paragraph", *span) for span in split_blocks(text, body_start))
    yield Document(text=text, title=title, date=date, outlet=outlet, body_start=body_start, blocks=blocks)


def _read_markdown(data: bytes) -> Iterator[Document]:
    text = decode(data)
    title, date, outlet, body_start = read_metadata(text, markdown=True)
    blocks = parse_markdown(text, body_start)
    yield Document(text=text, title=title, date=date, outlet=outlet, body_start=body_start, blocks=blocks)


def _read_csv(data: bytes) -> Iterator[Document]:
    text = decode(data)
    csv.field_size_limit(min(sys.maxsize, MAX_TEXT_CHARS))
    first_line = text[: text.find("\n")] if "\n" in text else text
    delimiter = max("\t;,", key=first_line.count)
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        fields = {str(key).strip(): str(value).strip() for key, value in row.items() if key and value}
        yield from _row(fields, number)


def _read_json_lines(data: bytes) -> Iterator[Document]:
    for number, line in enumerate(decode(data).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise UnreadableFileError(f"line {number} is not JSON") from error
        yield from _row(_flatten(value), number)


def _read_json(data: bytes) -> Iterator[Document]:
    value = json.loads(decode(data))
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, 1):
        yield from _row(_flatten(row), number)


def _flatten(value: object, prefix: str = "") -> dict[str, str]:
    """Return the strings and numbers of a JSON value under dotted names."""
    if isinstance(value, dict):
        return {k: v for key, inner in value.items() for k, v in _flatten(inner, f"{prefix}{key}.").items()}
    if isinstance(value, list):
        parts = [text for inner in value for text in _flatten(inner, "").values()]
        return {prefix.rstrip("."): ", ".join(parts)} if parts else {}
    if value is None or isinstance(value, bool):
        return {}
    return {prefix.rstrip(".") or "text": str(value).strip()}


def _row(fields: Mapping[str, str], number: int) -> Iterator[Document]:
    """Yield the document of a row: its text column, or every column as a "name: value" line."""
    keys = {key.casefold(): key for key in fields}
    title, date, outlet, body = (
        next((fields[keys[key]] for key in wanted if fields.get(keys.get(key, ""))), None)
        for wanted in (_TITLE_KEYS, _DATE_KEYS, _OUTLET_KEYS, _TEXT_KEYS)
    )
    if body and len(body.split()) >= 5:
        text = body
    else:
        text = "\n".join(f"{key}: {value}" for key, value in fields.items() if value)
    text = text.replace("\0", "")
    if text.strip():
        yield Document(part=str(number), text=text, title=title, date=parse_date(date or ""), outlet=outlet)


READERS: Mapping[str, Reader] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".json": _read_json,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".pptx": read_pptx,
    ".odt": read_odf,
    ".ods": read_odf,
    ".odp": read_odf,
    ".epub": read_epub,
    ".rtf": read_rtf,
}
