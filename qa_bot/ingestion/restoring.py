"""Publish an earlier generation once more: its documents come from what the index keeps of them, not from files."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from qa_bot.documents.apart import ReadingProcess
from qa_bot.documents.document import Document
from qa_bot.errors import IndexMissingError, IndexStaleError, UsageError
from qa_bot.ingestion.crew import Alone
from qa_bot.ingestion.cutting import Cutter
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.publishing import Publisher
from qa_bot.ingestion.report import FileOutcome, IngestReport, Outcome, ProgressListener, ignore_progress
from qa_bot.models.protocols import Embedder
from qa_bot.storage import unfinished
from qa_bot.storage.database import Database, Generation, exists, open_for_writing
from qa_bot.storage.earlier import Named, differing_files, files_at, kept_generations
from qa_bot.storage.files import FileRecord
from qa_bot.storage.lock import writer_lock
from qa_bot.storage.origin import check_origin
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.writer import IndexWriter

# Nothing is forgotten before the generation is restored that may need it.
FOREVER_DAYS = 36_500
# The size and the time of no file, so that the next ingest looks at what the folder has.
UNKNOWN = -1
_Files = Mapping[str, Sequence[Named]]


class _Stored(NamedTuple):
    """A document that is stored, and the names and files under which it comes back."""

    document_id: int
    digest: str
    names: tuple[tuple[str, str], ...]


def restore(
    root: Path,
    index_dir: Path,
    embedder: Embedder,
    number: int,
    options: IngestOptions | None = None,
    progress: ProgressListener = ignore_progress,
    servers: Servers = LOCAL,
) -> IngestReport:
    """Publish the documents of an earlier generation as the next one, and report on each file that differs.

    Nothing is read from the corpus, so that the next ingest brings in what is there. Raise UsageError if the generation is not kept,
    IndexUnusableError, StorageError, ServiceError; the published generation answers until then.
    """
    options, index_dir, began = options or IngestOptions(), index_dir.absolute(), time.monotonic()
    with _writing(root, index_dir, options, servers) as database:
        published = _published(kept_generations(database), number)
        writer = IndexWriter(database)
        publisher = Publisher(root, index_dir, embedder.name, options, writer, servers)
        if publisher.is_recut():
            raise IndexStaleError(f"the index in {index_dir} was built with other settings: run `qa-bot ingest` first")
        cutter = Cutter(embedder.name, Alone(embedder, options.chunk_tokens, ReadingProcess()), writer, progress)
        outcomes = _restore(database, writer, publisher, cutter, progress, (published, number))
    return _report(writer, published, outcomes, cutter.embedded, time.monotonic() - began)


@contextmanager
def _writing(root: Path, index_dir: Path, options: IngestOptions, servers: Servers) -> Iterator[Database]:
    """Lend the database of an index to its one writer, and note that it writes."""
    if not exists(index_dir, servers):
        raise IndexMissingError(f"there is no index in {index_dir}: run `qa-bot ingest` first")
    with writer_lock(index_dir, options.lock_timeout_s, servers), closing(open_for_writing(index_dir, servers)) as database:
        check_origin(root, index_dir, database)
        with unfinished.noted(database, is_whole=False):
            yield database


def _published(kept: Sequence[Generation], number: int) -> int:
    """Return the number of the published generation; raise UsageError if another cannot be restored."""
    if not kept:
        raise IndexMissingError("nothing has been indexed yet: run `qa-bot ingest`")
    if number == kept[0].number:
        raise UsageError(f"generation {number} is the published one: name an earlier one of `qa-bot index tags`")
    if number not in {one.number for one in kept}:
        raise UsageError(f"generation {number} is not kept: `qa-bot index tags` lists those that are")
    return kept[0].number


def _restore(
    database: Database,
    writer: IndexWriter,
    publisher: Publisher,
    cutter: Cutter,
    progress: ProgressListener,
    numbers: tuple[int, int],
) -> tuple[FileOutcome, ...]:
    """Stage the documents of the files that differ, and publish; return what that did to each of these files."""
    publisher.begin(keep_days=FOREVER_DAYS)
    now, then = (files_at(database, number) for number in numbers)
    differing = differing_files(database, *numbers)
    alive = {named.document_id for documents in now.values() for named in documents}
    stored = tuple(_stored(then, differing))
    homes = {one: one.document_id if one.document_id in alive else _twin(writer, one) for one in stored}
    for one, home in homes.items():
        if home is not None:
            _name(writer, home, one.names)
    _stage(writer, cutter, ([(one, writer.document(one.document_id))] for one, home in homes.items() if home is None))
    if differing:
        records = [_record(file, then[file][0].digest) for file in differing if file in then]
        gone = [file for file in differing if file in now]
        publisher.publish(gone, records, progress, new_build=not publisher.is_complete())
    return tuple(FileOutcome(source=file, outcome=_outcome(file, now, then)) for file in differing)


def _stored(then: _Files, files: Sequence[str]) -> Iterator[_Stored]:
    """Yield the documents of files, each once."""
    found: dict[int, _Stored] = {}
    for file in files:
        for named in then.get(file, ()):
            known = found.get(named.document_id)
            names = (*(known.names if known else ()), (named.source, file))
            found[named.document_id] = _Stored(named.document_id, named.digest, names)
    yield from found.values()


def _twin(writer: IndexWriter, one: _Stored) -> int | None:
    """Return a living document that is the same as one that is not, None if there is none."""
    document = writer.document(one.document_id)
    same = (found for found, _ in writer.documents_with_digest(one.digest) if writer.document(found) == document)
    return next(same, None)


def _stage(writer: IndexWriter, cutter: Cutter, dead: Iterable[list[tuple[_Stored, Document]]]) -> None:
    """Store documents anew that no file has now; what they had in common with living ones is not embedded again."""
    for one, document, chunks in cutter.cut(dead):
        _name(writer, writer.stage_document(one.digest, document, chunks), one.names)


def _name(writer: IndexWriter, document_id: int, names: Sequence[tuple[str, str]]) -> None:
    for source, file in names:
        writer.stage_name(source, file, document_id)


def _record(file: str, digest: str) -> FileRecord:
    return FileRecord(source=file, size=UNKNOWN, mtime_ns=UNKNOWN, digest=digest)


def _outcome(file: str, now: _Files, then: _Files) -> Outcome:
    if file not in then:
        return "removed"
    return "changed" if file in now else "added"


def _report(writer: IndexWriter, before: int, outcomes: tuple[FileOutcome, ...], embedded: int, seconds: float) -> IngestReport:
    generation = writer.published
    assert generation is not None
    return IngestReport(
        published=generation.number > before,
        dry_run=False,
        generation=generation.number,
        documents=generation.documents,
        chunks=generation.chunks,
        embedded=embedded,
        seconds=round(seconds, 3),
        files=outcomes,
    )
