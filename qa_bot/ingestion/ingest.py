"""Bring the index up to date with the corpus; this is the only way to write an index."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from qa_bot.corpus_folder import check_folder
from qa_bot.documents.apart import ReadingProcess
from qa_bot.documents.document import Document
from qa_bot.errors import CorpusError
from qa_bot.ingestion.crew import Alone, Crew
from qa_bot.ingestion.cutting import Batch, Cutter
from qa_bot.ingestion.file_reading import FileRead, FileReader
from qa_bot.ingestion.planning import (
    IngestOptions,
    Plan,
    nothing_to_index,
    outcome_of_untouched,
    plan_ingest,
    preview,
)
from qa_bot.ingestion.publishing import Publisher
from qa_bot.ingestion.report import FileOutcome, IngestReport, Progress, ProgressListener, ignore_progress
from qa_bot.models.protocols import Embedder
from qa_bot.storage import unfinished
from qa_bot.storage.database import open_for_writing, set_unusable_aside
from qa_bot.storage.files import FileRecord
from qa_bot.storage.lock import writer_lock
from qa_bot.storage.origin import check_origin
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.writer import IndexWriter


def ingest(
    root: Path,
    index_dir: Path,
    embedder: Embedder,
    options: IngestOptions | None = None,
    progress: ProgressListener = ignore_progress,
    servers: Servers = LOCAL,
    crew: Crew | None = None,
) -> IngestReport:
    """Index what is new or changed under a corpus root, remove what is gone, publish, and report on each file.

    A crew works in place of this process. An emptied corpus gets an index that answers nothing. Raise CorpusError if the corpus is
    missing, not the index's own, or empty at its first ingest; IndexLockedError, StorageError, ServiceError. The last index answers.
    """
    options, root, index_dir = options or IngestOptions(), _checked(root), index_dir.absolute()
    if options.dry_run:
        return preview(root, index_dir, options, servers)
    with writer_lock(index_dir, options.lock_timeout_s, servers):
        if options.rebuild:
            set_unusable_aside(index_dir, servers)
        with closing(open_for_writing(index_dir, servers)) as database, closing(ReadingProcess()) as apart:
            check_origin(root, index_dir, database)
            writer, crew = IndexWriter(database), crew or Alone(embedder, options.chunk_tokens, apart)
            with unfinished.noted(database, not options.only):
                return _Ingest(root, index_dir, embedder.name, options, progress, writer, servers, crew).run()


def _checked(root: Path) -> Path:
    check_folder(root)
    return Path(os.path.normpath(root.absolute()))


class _Ingest:
    """One running ingest; `run` reads as the list of its steps."""

    def __init__(
        self,
        root: Path,
        index_dir: Path,
        model: str,
        options: IngestOptions,
        progress: ProgressListener,
        writer: IndexWriter,
        servers: Servers,
        crew: Crew,
    ) -> None:
        self._root = root
        self._options, self._progress = options, progress
        self._writer = writer
        self._publisher = Publisher(root, index_dir, model, options, writer, servers)
        self._began = time.monotonic()
        self._outcomes: list[FileOutcome] = []
        self._records: list[FileRecord] = []
        self._gone: list[str] = []
        self._cutter = Cutter(model, crew, writer, progress)
        self._files = FileReader(writer.documents_with_digest, options.rebuild, crew)
        self._documents: dict[str, list[tuple[int, str]]] = {}  # (id, part) of the staged documents, by digest

    def run(self) -> IngestReport:
        """Clean up, compare, read, embed, write, publish, clean up."""
        self._publisher.begin()
        known = self._writer.files()
        self._files.remember(known.values())
        plan = plan_ingest(self._root, self._options, known)
        dropped = [source for source in plan.removed if known[source].digest is None]
        self._forget(plan, known)
        self._stage_files(plan, known)
        if self._writer.published is None and not any(record.digest is not None for record in self._records):
            raise CorpusError(nothing_to_index(self._root, self._outcomes))
        recut = self._publisher.is_recut()
        if recut:
            self._recut_kept_documents()
        new_build = recut or self._options.rebuild or self._options.purge or not self._publisher.is_complete()
        if not (self._gone or new_build or any(o.outcome in ("added", "changed") for o in self._outcomes)):
            self._writer.note_files(self._records, dropped)
            return self._report(published=False)
        self._publisher.publish(self._gone, self._records, self._progress, new_build, recut)
        self._writer.note_files((), dropped)
        return self._report(published=True, purged=self._publisher.purge() if self._options.purge else None)

    def _forget(self, plan: Plan, known: dict[str, FileRecord]) -> None:
        """Note the files that are gone, and those that the scan skips."""
        refused = {skipped.source for skipped in plan.skipped}
        for source in plan.removed:
            if known[source].digest is None:
                continue  # It was skipped before, so nothing of it is removed.
            self._gone.append(source)
            if source not in refused:
                self._outcomes.append(FileOutcome(source=source, outcome="removed"))
        for skipped in plan.skipped:
            self._outcomes.append(FileOutcome(source=skipped.source, outcome="skipped", reason=skipped.reason))
        for record in plan.untouched:
            self._outcomes.append(outcome_of_untouched(record))

    def _stage_files(self, plan: Plan, known: dict[str, FileRecord]) -> None:
        """Read the files that differ, and stage their documents."""
        copies: list[FileRecord] = []
        for record, document, chunks in self._cutter.cut(self._read(plan, known, copies)):
            digest = str(record.digest)
            document_id = self._writer.stage_document(digest, document, chunks)
            self._documents[digest].append((document_id, document.part))
            self._name(record, [(document_id, document.part)])
        for record in copies:
            self._name(record, self._documents[str(record.digest)])
        self._progress(Progress(stage="reading", done=len(plan.to_read), total=len(plan.to_read)))

    def _read(self, plan: Plan, known: dict[str, FileRecord], copies: list[FileRecord]) -> Iterator[Batch[FileRecord]]:
        """Yield the documents of each file that has new ones; add files with the content of another to `copies`."""
        self._progress(Progress(stage="reading", done=0, total=len(plan.to_read)))
        for done, read in enumerate(self._files.read(plan.to_read, known), start=1):
            record, documents = self._take_in(read)
            if record.digest is not None and documents:
                if record.digest in self._documents:
                    copies.append(record)
                else:
                    self._documents[record.digest] = []
                    yield [(record, document) for document in documents]
            self._progress(Progress(stage="reading", done=done, total=len(plan.to_read)))

    def _take_in(self, read: FileRead) -> tuple[FileRecord, tuple[Document, ...]]:
        """Record the outcome of a file, add its name to its known documents, and return the documents to stage."""
        self._records.append(read.record)
        self._outcomes.append(read.outcome)
        if read.is_replaced:
            self._gone.append(read.record.source)
        self._name(read.record, read.known)
        return read.record, read.documents

    def _name(self, record: FileRecord, documents: Sequence[tuple[int, str]]) -> None:
        for document_id, part in documents:
            source = f"{record.source}#{part}" if part else record.source
            self._writer.stage_name(source, record.source, document_id)

    def _recut_kept_documents(self) -> None:
        kept = ([one] for one in self._writer.kept_documents(self._gone))
        for document_id, _, chunks in self._cutter.cut(kept):
            self._writer.stage_chunks(document_id, chunks)

    def _report(self, published: bool, purged: int | None = None) -> IngestReport:
        generation = self._writer.published
        return IngestReport(
            published=published,
            dry_run=False,
            generation=generation.number if generation else 0,
            documents=generation.documents if generation else 0,
            chunks=generation.chunks if generation else 0,
            embedded=self._cutter.embedded,
            seconds=round(time.monotonic() - self._began, 3),
            files=tuple(sorted(self._outcomes, key=lambda outcome: outcome.source)),
            purged=purged,
        )
