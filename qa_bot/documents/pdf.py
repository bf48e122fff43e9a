"""Read PDF files: the words of each page with their places, put back into columns, tables, paragraphs and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.pdf_furniture import without_furniture
from qa_bot.documents.pdf_layout import Segment, segments_of
from qa_bot.documents.pdf_pages import PAGE_START, page_text
from qa_bot.documents.pdf_rules import rules_of
from qa_bot.documents.pdf_words import words_of
from qa_bot.documents.properties import real_date, real_title, with_metadata
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
        pages, rules, notes, title, date = _read(data)
    body, furniture = without_furniture(pages)
    marked = clean(page_text(body, rules))
    starts, length = [], 0
    for piece in marked.split(PAGE_START)[:-1]:
        length += len(piece)
        starts.append(length)
    text, blocks = compose([marked.replace(PAGE_START, "")], furniture)
    yield with_metadata(Document(text=text, blocks=blocks, page_starts=tuple(starts), notes=notes), title, date)


def _read(data: bytes) -> tuple[list[list[Segment]], list[list[float]], tuple[str, ...], str | None, str | None]:
    """Return the stretches of words of each page, its horizontal lines, notes, title and date."""
    pdf = _open(data)
    try:
        if len(pdf) > MAX_PAGES:
            raise UnreadableFileError(f"it has more than {MAX_PAGES:,} pages")
        pages: list[list[Segment]] = []
        rules: list[list[float]] = []
        turned: list[int] = []
        for number in range(len(pdf)):
            page = pdf[number]
            words, left_out = words_of(page)
            pages.append(segments_of(words))
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
        return pages, rules, tuple(notes), real_title(clean(found.get("Title", ""))), date
    finally:
        pdf.close()


def _open(data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
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
