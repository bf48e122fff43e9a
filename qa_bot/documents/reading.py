"""Read a file into documents: one table from suffix to reader."""

import csv
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from zipfile import BadZipFile

from qa_bot.documents.delimited import read_delimited
from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.encoding import decode
from qa_bot.documents.html import read_html
from qa_bot.documents.json_files import read_json, read_json_lines
from qa_bot.documents.mail import read_mail
from qa_bot.documents.metadata import read_metadata
from qa_bot.documents.office import read_docx, read_pdf

Reader = Callable[[bytes], Iterator[Document]]

MAX_TEXT_CHARS = 20_000_000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
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
    return documents


def _check(document: Document) -> None:
    if len(document.text) > MAX_TEXT_CHARS:
        raise UnreadableFileError(f"its text is longer than {MAX_TEXT_CHARS:,} characters")
    if "\0" in document.text or _LONE_SURROGATE.search(document.text):
        raise UnreadableFileError("its text holds characters that no text may hold")


def _read_plain(data: bytes) -> Iterator[Document]:
    text = decode(data)
    title, date, outlet, body_start = read_metadata(text)
    yield Document(text=text, title=title, date=date, outlet=outlet, body_start=body_start)


def _read_markdown(data: bytes) -> Iterator[Document]:
    text = decode(data)
    title, date, outlet, body_start = read_metadata(text, markdown=True)
    yield Document(text=text, title=title, date=date, outlet=outlet, body_start=body_start)


READERS: Mapping[str, Reader] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".eml": read_mail,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
