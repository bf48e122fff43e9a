"""Read plain text and Markdown: the text is the decoded file."""

import re
from collections.abc import Iterator

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.markdown import parse_markdown
from qa_bot.documents.metadata import header_blocks, read_metadata
from qa_bot.documents.plain import parse_plain
from qa_bot.text.printable import without_escapes

# Of the characters of a text at most this share are control characters.
MOST_CONTROLS = 0.01
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HEADING = re.compile(r"^#{1,6} \S[^\n]*\r?\n\s*$|^\S[^\n]*\r?\n(?:={3,}|-{3,})[^\S\n]*\r?$", re.M)
_MARKS = re.compile(r"^(?:```|[-*] \S|\d+\. \S)|\]\(|\*\*\w", re.M)


def read_plain(data: bytes) -> Iterator[Document]:
    """Yield the one document of a plain text, without the escapes of a terminal."""
    text, notes = decode_with_notes(data)
    yield _plain(without_escapes(text), notes)


def read_markdown(data: bytes) -> Iterator[Document]:
    """Yield the one document of a Markdown file."""
    text, notes = decode_with_notes(data)
    yield markdown_document(text, notes)


def read_unnamed(data: bytes) -> Iterator[Document]:
    """Yield the one document of a file without a suffix, such as README or LICENSE: Markdown where it looks like it."""
    text, notes = decode_with_notes(data)
    text = without_escapes(text)
    if len(_CONTROL.findall(text[:10_000])) > MOST_CONTROLS * min(len(text), 10_000):
        raise UnreadableFileError("it is not text")
    yield markdown_document(text, notes) if _looks_like_markdown(text) else _plain(text, notes)


def markdown_document(text: str, notes: tuple[str, ...] = ()) -> Document:
    """Return the document of a text in Markdown, the fields of its front matter or header lines first."""
    title, date, outlet, body_start = read_metadata(text, markdown=True)
    head, rest = header_blocks(text, body_start)
    blocks = (*head, *parse_markdown(text, rest))
    return Document(text=text, title=title, date=date, outlet=outlet, body_start=body_start, blocks=blocks, notes=notes)


def _plain(text: str, notes: tuple[str, ...]) -> Document:
    title, date, outlet, body_start = read_metadata(text)
    head, rest = header_blocks(text, body_start)
    blocks = (*head, *parse_plain(text, rest, seeks_title=title is None))
    pages = (0, *(place + 1 for place, c in enumerate(text) if c == "\f")) if "\f" in text else ()
    return Document(
        text=text,
        title=title,
        date=date,
        outlet=outlet,
        body_start=body_start,
        page_starts=pages,
        blocks=blocks,
        notes=notes,
    )


def _looks_like_markdown(text: str) -> bool:
    return not text.startswith("#!") and bool(_HEADING.search(text) and _MARKS.search(text))
