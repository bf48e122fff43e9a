"""What holds for every file, however hostile: it is read into sound documents, or refused with a reason in one line."""

import re
import signal
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qa_bot.documents.blocks import blocks_from_json, blocks_to_json
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.reading import read_named
from tests.documents.test_units import check as check_units

Read = Callable[[str, bytes], tuple[Document, ...]]
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class StalledError(BaseException):
    """A file that takes too long; readers catch Exception."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise StalledError where the processor is used for longer; the bound only ends a test that has failed."""

    def end(number: int, frame: object) -> None:
        raise StalledError(f"it took more than {seconds} seconds of the processor")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def check_file(name: str, data: bytes, embedder: object, read: Read = read_named, seconds: float = 60) -> bool:
    """Check what comes of a file; tell whether it was read."""
    with bounded(seconds):
        try:
            documents = read(name, data)
        except UnreadableFileError as error:
            check_line(str(error))
            return False
        parts = [document.part for document in documents]
        assert documents
        assert len(parts) == len(set(parts)), parts
        for document in documents:
            check_document(document, embedder)
    return True


def check_document(document: Document, embedder: object) -> None:
    """Check that everything of a document can be stored, shown on a line and quoted from its place."""
    text = document.text
    assert text.strip()
    assert "\0" not in text
    text.encode("utf-8")
    assert blocks_from_json(blocks_to_json(document.blocks)) == document.blocks
    assert 0 <= document.body_start <= len(text)
    assert list(document.page_starts) == sorted(document.page_starts)
    assert all(0 <= start <= len(text) for start in document.page_starts)
    assert document.date is None or _DATE.fullmatch(document.date), document.date
    assert re.fullmatch(r"[0-9.]*", document.part), document.part
    for line in (document.title, document.outlet, *document.notes):
        if line is not None:
            check_line(line)
    check_units(document, embedder, 96)


def check_line(line: str) -> None:
    """Check that a title, a note or a reason is a line of some length, without what steers a terminal."""
    assert line.strip()
    assert len(line) <= 2000, len(line)
    assert len(line.splitlines()) == 1, repr(line)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in line), repr(line)
