"""Read PDF files: the words of each page with their places, put back into columns, tables, paragraphs and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.properties import real_date, real_title, with_metadata
from qa_bot.documents.pdf.annotations import annotations_of
from qa_bot.documents.pdf.furniture import without_furniture
from qa_bot.documents.pdf.layout import Segment, segments_of
from qa_bot.documents.pdf.pages import PAGE_START, page_text
from qa_bot.documents.pdf.rules import rules_of
from qa_bot.documents.pdf.words import words_of
from qa_bot.documents.writing import clean, compose

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 10_000
# So many page numbers are named in a note; of more pages only how many.
MOST_NAMED = 10
# pdfium may not be used by two threads at once.
_lock = Lock()


def read_pdf(data: bytes) -> Iterator[Document]:
    """Yield the one document of a PDF as Markdown; `page_starts` are the places of its pages' first words."""
    with _lock:
        content = _read(data)
    body, furniture = without_furniture(content.pages)
    marked = clean(page_text(body, content.rules))
    starts, length = [], 0
    for piece in marked.split(PAGE_START)[:-1]:
        length += len(piece)
        starts.append(length)
    text, blocks = compose([marked.replace(PAGE_START, ""), *content.comments], furniture)
    document = Document(text=text, blocks=blocks, page_starts=tuple(starts), notes=content.notes)
    yield with_metadata(document, content.title, content.date)


class _Content(NamedTuple):
    """What a file holds: the stretches of words and the horizontal lines of each page, comments, notes, title and date."""

    pages: list[list[Segment]]
    rules: list[list[float]]
    comments: list[str]
    notes: tuple[str, ...]
    title: str | None
    date: str | None


def _read(data: bytes) -> _Content:
    pdf = _open(data)
    try:
        if len(pdf) > MAX_PAGES:
            raise UnreadableFileError(f"it has more than {MAX_PAGES:,} pages")
        pages: list[list[Segment]] = []
        rules: list[list[float]] = []
        turned: list[int] = []
        comments: list[str] = []
        for number in range(len(pdf)):
            page = pdf[number]
            words, turn, left_out = words_of(page)
            more, said = annotations_of(pdf, page, turn)
            comments += [f"[Comment on page {number + 1}] {text}" for text in said]
            pages.append(segments_of([*words, *more]))
            rules.append(rules_of(page))
            turned += [number + 1] if left_out else []
            page.close()
        empty = [number for number, page in enumerate(pages, 1) if not page]
        if len(empty) == len(pages):
            raise UnreadableFileError("its pages hold no text (a scan?)")
        notes = [f"{_named(empty)} no text (a scan?)"] if empty else []
        notes += [f"{_named(turned)} text that stands askew, which was not read"] if turned else []
        found = pdf.get_metadata_dict()
        date = real_date(_day(found.get("CreationDate", "")), _day(found.get("ModDate", "")))
        return _Content(pages, rules, comments, tuple(notes), real_title(clean(found.get("Title", ""))), date)
    finally:
        pdf.close()


def _open(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(data)
        pdf.init_forms()
        return pdf
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFileError("it is protected by a password") from error
        raise UnreadableFileError("it is no PDF or broken") from error


def _named(numbers: Sequence[int]) -> str:
    if len(numbers) > MOST_NAMED:
        return f"{len(numbers)} pages hold"
    return f"page {numbers[0]} holds" if len(numbers) == 1 else f"pages {', '.join(map(str, numbers))} hold"


def _day(text: str) -> str | None:
    """Return the day of a PDF date, "D:20200722..." (ISO 32000-1, 7.9.4)."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", text)
    return parse_date("-".join(match.groups())) if match else None
