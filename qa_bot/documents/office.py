"""Read PDF and Word files (extra `files`)."""

import io
import logging
import re
from collections.abc import Iterator
from zipfile import ZipFile

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError

# A Word file is a zip archive: past this size, unpacked, it is a bomb or holds no prose.
MAX_UNPACKED_BYTES = 300_000_000
MAX_PAGES = 10_000
_MISSING = "reading it needs an extra: pip install 'qa-bot[files]'"


def read_pdf(data: bytes) -> Iterator[Document]:
    """Yield the one document of a PDF; pages are separated by blank lines and their offsets kept."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise UnreadableFileError(_MISSING) from error
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFileError("it is protected by a password")
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableFileError(f"it has more than {MAX_PAGES:,} pages")
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in reader.pages:
        text = _clean(page.extract_text())
        starts.append(length)
        parts.append(text)
        length += len(text) + 2
    found = reader.metadata
    yield Document(
        text="\n\n".join(parts),
        title=_clean(str(found.title)).strip() or None if found and found.title else None,
        date=_pdf_date(str(found.get("/CreationDate", ""))) if found else None,
        page_starts=tuple(starts),
    )


def _pdf_date(text: str) -> str | None:
    """Return the day of a PDF date, "D:20200722..." (ISO 32000-1, 7.9.4)."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", text)
    return parse_date("-".join(match.groups())) if match else None


def _clean(text: str) -> str:
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")
