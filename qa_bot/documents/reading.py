"""Read a file into documents: one table from suffix to reader."""

import csv
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from zipfile import BadZipFile

from qa_bot.documents.blocks import Block, check_blocks, tidied
from qa_bot.documents.delimited import read_delimited
from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.json_files import read_json, read_json_lines
from qa_bot.documents.mail import read_mail, read_mailbox
from qa_bot.documents.markup.asciidoc import read_asciidoc
from qa_bot.documents.markup.latex import read_latex
from qa_bot.documents.markup.mdx import read_mdx
from qa_bot.documents.markup.org import read_org
from qa_bot.documents.markup.rst import read_rst
from qa_bot.documents.office.docx import read_docx
from qa_bot.documents.office.odf import read_odf
from qa_bot.documents.office.package import read_old_office
from qa_bot.documents.office.pptx import read_pptx
from qa_bot.documents.office.rtf import read_rtf
from qa_bot.documents.office.xlsx import read_xlsx
from qa_bot.documents.pdf.reader import read_pdf
from qa_bot.documents.plain_files import read_log, read_settings, read_yaml
from qa_bot.documents.subtitles import read_subtitles
from qa_bot.documents.text_files import read_markdown, read_plain, read_unnamed
from qa_bot.documents.web.epub import read_epub
from qa_bot.documents.web.page import read_html
from qa_bot.text.printable import printable
from qa_bot.text.sentences import split_blocks

Reader = Callable[[bytes], Iterator[Document]]

MAX_TEXT_CHARS = 20_000_000
# A title is read with every passage, and a note is shown on a line.
MOST_LINE_CHARS = 500
_NUMBER = re.compile(r"\.\d{1,3}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_logger = logging.getLogger(__name__)


def read_file(entry: FileEntry, data: bytes) -> tuple[Document, ...]:
    """Return the documents of a file; raise UnreadableFileError with the reason when it cannot be read."""
    return read_named(entry.path.name, data)


def read_named(name: str, data: bytes) -> tuple[Document, ...]:
    """Return the documents of the bytes of a file, or of an attachment, by its name."""
    reader = reader_of(name)
    if reader is None:
        raise UnreadableFileError(unread_reason(name))
    suffix = PurePath(name).suffix or "text"
    try:
        documents = tuple(document for document in reader(data) if document.text.strip())
    except UnreadableFileError:
        raise
    except MemoryError as error:
        raise UnreadableFileError("it needs more memory than a file may take") from error
    except (ValueError, KeyError, TypeError, LookupError, RecursionError, BadZipFile, OSError, csv.Error) as error:
        raise UnreadableFileError(f"it cannot be read as {suffix} ({type(error).__name__})") from error
    except Exception as error:  # parsers of foreign formats raise classes of their own
        _logger.debug("reading %s failed", name, exc_info=True)
        raise UnreadableFileError(f"it cannot be read as {suffix} ({type(error).__name__})") from error
    if not documents:
        raise UnreadableFileError("it holds no text")
    for document in documents:
        _check(document)
    return tuple(_sound(document) for document in documents)


def reader_of(name: str) -> Reader | None:
    """Return what reads a file of that name: by its suffix, and without one as text; None where nothing does."""
    path = PurePath(name)
    while _NUMBER.fullmatch(path.suffix):  # server.log.1, LICENSE-2.0
        path = path.with_suffix("")
    return READERS.get(path.suffix.lower()) if path.suffix else read_unnamed


def unread_reason(name: str) -> str:
    """Return why a file of that name is not read."""
    return f"files of type {PurePath(name).suffix} are not read"


def _sound(document: Document) -> Document:
    """Return a document whose parts can be relied on, whatever odd characters misled its reader."""
    blocks = document.blocks or _paragraphs(document)
    try:
        check_blocks(document.text, blocks)
    except ValueError:
        _logger.debug("the blocks of a document are not sound", exc_info=True)
        blocks = tidied(document.text, blocks)
    said = {"title": _line(document.title), "outlet": _line(document.outlet), "notes": _notes(document.notes)}
    return document.model_copy(update={"blocks": blocks, **said})


def _line(text: str | None) -> str | None:
    """Return what a document says of itself on a line that is not too long; None where nothing of it can be seen."""
    line = " ".join(printable(text or "").split())
    return (line if len(line) <= MOST_LINE_CHARS else f"{line[: MOST_LINE_CHARS - 2].rstrip()} …") or None


def _notes(notes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for note in notes if (line := _line(note)))


def _paragraphs(document: Document) -> tuple[Block, ...]:
    return tuple(Block("paragraph", *span) for span in split_blocks(document.text, document.body_start))


def _check(document: Document) -> None:
    if len(document.text) > MAX_TEXT_CHARS:
        raise UnreadableFileError(f"its text is longer than {MAX_TEXT_CHARS:,} characters")
    if "\0" in document.text or _LONE_SURROGATE.search(document.text):
        raise UnreadableFileError("its text holds characters that no text may hold")


def _read_mail(data: bytes) -> Iterator[Document]:
    return read_mail(data, read_named)


def _read_mailbox(data: bytes) -> Iterator[Document]:
    return read_mailbox(data, read_named)


READERS: Mapping[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mdx": read_mdx,
    ".rst": read_rst,
    ".rest": read_rst,
    ".adoc": read_asciidoc,
    ".asciidoc": read_asciidoc,
    ".org": read_org,
    ".tex": read_latex,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json,
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".toml": read_settings,
    ".ini": read_settings,
    ".cfg": read_settings,
    ".conf": read_settings,
    ".env": read_settings,
    ".properties": read_settings,
    ".log": read_log,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".eml": _read_mail,
    ".mbox": _read_mailbox,
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
    ".doc": read_old_office,
    ".xls": read_old_office,
    ".ppt": read_old_office,
}
