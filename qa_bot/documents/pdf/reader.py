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
    body, furniture = without_furniture([page.segments for page in content.pages])
    marked = clean(page_text(body, [page.rules for page in content.pages]))
    starts, length = [], 0
    for piece in marked.split(PAGE_START)[:-1]:
        length += len(piece)
        starts.append(length)
    comments = [f"[Comment on page {n}] {text}" for n, page in enumerate(content.pages, 1) for text in page.comments]
    text, blocks = compose([marked.replace(PAGE_START, ""), *comments], furniture)
    document = Document(text=text, blocks=blocks, page_starts=tuple(starts), notes=content.notes)
    yield with_metadata(document, content.title, content.date)


class _Page(NamedTuple):
    """What a page holds: stretches of words, the heights of horizontal lines, comments, and whether some text was not read."""

    segments: list[Segment]
    rules: list[float]
    comments: list[str]
    askew: bool = False
    unseen: bool = False
    is_broken: bool = False


class _Content(NamedTuple):
    """What a file holds: its pages, what of them was not read, and title and date of its properties."""

    pages: list[_Page]
    notes: tuple[str, ...]
    title: str | None
    date: str | None


def _read(data: bytes) -> _Content:
    pdf = _open(data)
    try:
        if len(pdf) > MAX_PAGES:
            raise UnreadableFileError(f"it has more than {MAX_PAGES:,} pages")
        pages = [_page(pdf, number) for number in range(len(pdf))]
        if not any(page.segments for page in pages):
            raise UnreadableFileError("its pages hold no text (a scan?)")
        found = pdf.get_metadata_dict()
        date = real_date(_day(found.get("CreationDate", "")), _day(found.get("ModDate", "")))
        return _Content(pages, tuple(_notes(pages)), real_title(clean(found.get("Title", ""))), date)
    finally:
        pdf.close()


def _page(pdf: PdfDocument, number: int) -> _Page:
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number]
    except PdfiumError:
        return _Page([], [], [], is_broken=True)
    words, turn, askew, unseen = words_of(page)
    more, comments = annotations_of(pdf, page, turn)
    rules = rules_of(page)
    page.close()
    return _Page(segments_of([*words, *more]), rules, comments, askew, unseen)


def _notes(pages: Sequence[_Page]) -> Iterator[str]:
    broken = [number for number, page in enumerate(pages, 1) if page.is_broken]
    empty = [number for number, page in enumerate(pages, 1) if not page.segments and not page.is_broken]
    askew = [number for number, page in enumerate(pages, 1) if page.askew]
    unseen = [number for number, page in enumerate(pages, 1) if page.unseen]
    if broken:
        yield f"{_named(broken)} nothing that can be read, as the file is broken"
    if empty:
        yield f"{_named(empty)} no text (a scan?)"
    if askew:
        yield f"{_named(askew)} text that stands askew, which was not read"
    if unseen:
        yield f"{_named(unseen)} text that cannot be seen, which was not read"


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
