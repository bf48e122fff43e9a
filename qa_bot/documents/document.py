"""What a folder holds: files, documents, and what had to be skipped."""

from pathlib import Path

from qa_bot.documents.blocks import Block
from qa_bot.errors import QaBotError
from qa_bot.frozen import Frozen

# What begins so is ours, in the folders of sources: it is no part of the corpus, and nothing is told of it.
OWN_PREFIX = ".qa-bot-"


class Document(Frozen):
    """A text with what it says of itself.

    `part` is '' for a file that is one document, else the number of its row, from '1'. `text` is the decoded file (without a
    byte order mark, newlines as they are) for plain text and Markdown, the extracted text for other formats. `date` is ISO 8601,
    to the day, month or year. `body_start` is where the text proper starts, after the title. `page_starts` are the offsets at
    which pages start, where the format has pages. `blocks` is what the text is made of; `notes` say, in plain English, what of
    the file was not read.
    """

    part: str = ""
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    body_start: int = 0
    page_starts: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


class FileEntry(Frozen):
    """A file of the corpus; `source` is its path relative to the corpus root, with '/'."""

    source: str
    path: Path
    size: int
    mtime_ns: int


class Skipped(Frozen):
    """A file or folder that is not indexed, and why, in plain English.

    `unreadable` marks a folder that could not be listed: what is known of the files below it stays as it is.
    """

    source: str
    reason: str
    unreadable: bool = False


class Scan(Frozen):
    """What a walk over the corpus found, sorted by source."""

    files: tuple[FileEntry, ...]
    skipped: tuple[Skipped, ...] = ()


class UnreadableFileError(QaBotError):
    """Say why a file cannot be read; the ingest goes on without it."""
