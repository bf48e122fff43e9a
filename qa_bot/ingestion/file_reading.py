"""Read the files that differ from the index, each content once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.scan import content_of
from qa_bot.ingestion.crew import Crew, in_order
from qa_bot.ingestion.planning import digest_of, notes_of, record_of
from qa_bot.ingestion.report import FileOutcome, Outcome
from qa_bot.storage.files import FileRecord

# The (id, part) of each document that the index has of a file's content.
KnownDocuments = Sequence[tuple[int, str]]


class FileRead(NamedTuple):
    """The result of reading a file.

    `documents` are to be staged; `known` are those that the index already has. `is_replaced` says that the file's earlier
    documents must go.
    """

    record: FileRecord
    outcome: FileOutcome
    documents: tuple[Document, ...] = ()
    known: KnownDocuments = ()
    is_replaced: bool = False


class FileReader:
    """A reader of files that skips known contents (by their digest); with `rebuild` it reads every file again."""

    def __init__(self, documents_with_digest: Callable[[str], KnownDocuments], rebuild: bool, crew: Crew) -> None:
        self._documents_with_digest = documents_with_digest
        self._rebuild = rebuild
        self._crew = crew
        self._notes: dict[str, tuple[str, ...]] = {}  # what of a content was not read, by its digest

    def remember(self, records: Iterable[FileRecord]) -> None:
        """Take over the notes of earlier ingests on the files."""
        self._notes |= {record.digest: record.notes for record in records if record.digest is not None}

    def read(self, entries: Iterable[FileEntry], known: Mapping[str, FileRecord]) -> Iterator[FileRead]:
        """Yield what each file holds now, in order; `known` has the records of the index by source."""
        return in_order(entries, lambda entry: self._begin(entry, known.get(entry.source)), self._crew.ahead)

    def _begin(self, entry: FileEntry, before: FileRecord | None) -> Callable[[], FileRead]:
        was_indexed = before is not None and before.digest is not None
        try:
            data = content_of(entry.path)
        except OSError as error:
            reason = f"it cannot be read ({error.strerror})"
            return lambda: _unread(entry, reason, was_indexed)
        digest = digest_of(entry, data)
        is_same = before is not None and before.digest == digest
        if is_same and not self._rebuild:
            return lambda: FileRead(self._record(entry, digest), self._outcome(entry, "unchanged", digest))
        known = () if self._rebuild else self._documents_with_digest(digest)
        outcome: Outcome = "unchanged" if is_same else "changed" if was_indexed else "added"
        wait = (lambda: ()) if known else self._crew.read(entry, data)

        def read() -> FileRead:
            try:
                documents = wait()
            except UnreadableFileError as error:
                return _unread(entry, str(error), was_indexed)
            if documents:
                self._notes[digest] = notes_of(documents)
            return FileRead(self._record(entry, digest), self._outcome(entry, outcome, digest), documents, known, was_indexed)

        return read

    def _record(self, entry: FileEntry, digest: str) -> FileRecord:
        return record_of(entry, digest, notes=self._notes.get(digest, ()))

    def _outcome(self, entry: FileEntry, outcome: Outcome, digest: str) -> FileOutcome:
        return FileOutcome(source=entry.source, outcome=outcome, notes=self._notes.get(digest, ()))


def _unread(entry: FileEntry, reason: str, was_indexed: bool) -> FileRead:
    skipped = FileOutcome(source=entry.source, outcome="skipped", reason=reason)
    return FileRead(record_of(entry, None, reason), skipped, is_replaced=was_indexed)
