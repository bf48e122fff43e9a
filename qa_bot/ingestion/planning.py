"""Plan an ingest: compare the corpus with the index, and refuse what must not be done."""

import hashlib
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from qa_bot.documents.document import Document, FileEntry, Scan, Skipped
from qa_bot.documents.scan import content_of, relative_source, scan
from qa_bot.errors import CorpusError, IndexMissingError
from qa_bot.frozen import Frozen
from qa_bot.ingestion.report import FileOutcome, IngestReport
from qa_bot.storage.database import open_for_reading
from qa_bot.storage.files import FileRecord, known_files
from qa_bot.storage.layout import is_index
from qa_bot.storage.origin import check_origin
from qa_bot.storage.purging import kept_texts
from qa_bot.storage.servers import LOCAL, Servers

# A file written this shortly before it was read may be written again within the same tick of the file system's clock.
UNSETTLED_NS = 2_000_000_000
UNSETTLED = -1
# At most this many notes are kept on the parts of a file that were not read.
MOST_NOTES = 20


class IngestOptions(Frozen):
    """How to ingest: `only` limits it to files or folders inside the corpus root (all when empty).

    `keep_days` is for how many days the texts are kept that were changed or removed, `keep_generations` the number of generations
    before the published one whose texts are kept in any case; `purge` deletes them all the same.
    """

    chunk_tokens: int = 192
    max_file_bytes: int = 50 * 1024 * 1024
    lock_timeout_s: float = 10.0
    keep_days: int = 30
    keep_generations: int = 1
    only: tuple[Path, ...] = ()
    rebuild: bool = False
    purge: bool = False
    dry_run: bool = False


class Plan(Frozen):
    """What an ingest has to do.

    `to_read` are the files whose size or time has changed (their content shows what happened to them), `untouched` those that
    match, `removed` the sources that are gone, `skipped` what the scan skipped.
    """

    to_read: tuple[FileEntry, ...]
    untouched: tuple[FileRecord, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def plan_ingest(root: Path, options: IngestOptions, known: dict[str, FileRecord]) -> Plan:
    """Return what has to be done; raise CorpusError if a path does not exist."""
    found = scan(root, options.only, options.max_file_bytes, is_index)
    scope = [relative_source(root, path) for path in options.only]
    for path, source in zip(options.only, scope, strict=True):
        sources = [*(file.source for file in found.files), *(skipped.source for skipped in found.skipped), *known]
        is_known = any(in_scope(other, [source]) for other in sources)
        if not is_known and not (root / source).is_dir():
            raise CorpusError(f"there is no {path} in the corpus folder {root} or in the index")
    if options.rebuild:
        return Plan(**{**dict(make_plan(found, known, scope)), "to_read": found.files, "untouched": ()})
    return make_plan(found, known, scope)


def preview(root: Path, index_dir: Path, options: IngestOptions, servers: Servers = LOCAL) -> IngestReport:
    """Return what an ingest would do, as far as that is known without parsing the files; nothing is written.

    Raise CorpusError if there is nothing to index.
    """
    began = time.monotonic()
    known, kept = _known(root, index_dir, servers)
    plan = plan_ingest(root, options, known)
    outcomes = [FileOutcome(source=source, outcome="removed") for source in plan.removed if known[source].digest]
    outcomes += [FileOutcome(source=s.source, outcome="skipped", reason=s.reason) for s in plan.skipped]
    outcomes += [outcome_of_untouched(record) for record in plan.untouched]
    outcomes += [_previewed(entry, known.get(entry.source)) for entry in plan.to_read]
    if not known and not plan.to_read:
        raise CorpusError(nothing_to_index(root, outcomes))
    return IngestReport(
        published=False,
        dry_run=True,
        generation=0,
        documents=0,
        chunks=0,
        embedded=0,
        seconds=round(time.monotonic() - began, 3),
        files=tuple(sorted(outcomes, key=lambda outcome: outcome.source)),
        purged=kept if options.purge else None,
    )


def _known(root: Path, index_dir: Path, servers: Servers) -> tuple[dict[str, FileRecord], int]:
    """Return the files of an index and how many earlier texts it keeps, none if there is no index yet.

    Raise CorpusError if it is another corpus's.
    """
    try:
        with closing(open_for_reading(index_dir, servers)) as database:
            check_origin(root, index_dir, database)
            return known_files(database), kept_texts(database)
    except IndexMissingError:
        return {}, 0


def _previewed(entry: FileEntry, before: FileRecord | None) -> FileOutcome:
    if before is not None and before.digest is None and _is_same(entry, before):
        return outcome_of_untouched(before)
    if before is None or before.digest is None:
        return FileOutcome(source=entry.source, outcome="added")
    try:
        same = digest_of(entry, content_of(entry.path)) == before.digest
    except OSError as error:
        return FileOutcome(source=entry.source, outcome="skipped", reason=f"it cannot be read ({error.strerror})")
    return FileOutcome(source=entry.source, outcome="unchanged" if same else "changed")


def _is_same(entry: FileEntry, before: FileRecord) -> bool:
    return entry.size == before.size and before.mtime_ns in (entry.mtime_ns, UNSETTLED)


def digest_of(entry: FileEntry, data: bytes) -> str:
    """Return what identifies a file's content and how it is read."""
    return hashlib.sha256(entry.path.suffix.lower().encode() + b"\0" + data).hexdigest()


def record_of(entry: FileEntry, digest: str | None, skipped: str | None = None, notes: tuple[str, ...] = ()) -> FileRecord:
    """Return what the index remembers about a file, without its time if it was only just written."""
    unsettled = time.time_ns() - entry.mtime_ns < UNSETTLED_NS
    return FileRecord(
        source=entry.source,
        size=entry.size,
        mtime_ns=UNSETTLED if unsettled else entry.mtime_ns,
        digest=digest,
        skipped=skipped,
        notes=notes,
    )


def outcome_of_untouched(record: FileRecord) -> FileOutcome:
    """Return the outcome of an unchanged file."""
    if record.digest is None:
        return FileOutcome(source=record.source, outcome="skipped", reason=record.skipped)
    return FileOutcome(source=record.source, outcome="unchanged", notes=record.notes)


def notes_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """Return the notes on what was not read of a file, each once."""
    notes = list(dict.fromkeys(note for document in documents for note in document.notes))
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [f"{len(notes) - MOST_NOTES} more such notes"]
    return tuple(notes)


def nothing_to_index(root: Path, outcomes: Sequence[FileOutcome]) -> str:
    """Return the message for a corpus without a file that can be indexed."""
    skipped = [outcome for outcome in outcomes if outcome.outcome == "skipped"]
    if not skipped:
        return f"the corpus folder {root} holds no documents: put some into it, or name another with --corpus"
    first = skipped[0]
    return (
        f"no file of the corpus folder {root} can be indexed ({len(skipped)} skipped; {first.source}: {first.reason}): "
        "put readable documents into it, or name another with --corpus"
    )


def make_plan(found: Scan, known: Mapping[str, FileRecord], scope: Sequence[str] = ()) -> Plan:
    """Return the plan for a scan; `scope` names the sources to which the ingest is limited (all when empty)."""
    to_read: list[FileEntry] = []
    untouched: list[FileRecord] = []
    for entry in found.files:
        before = known.get(entry.source)
        # A skipped file is read again: a package that was missing may have been installed.
        if before and before.digest and (before.size, before.mtime_ns) == (entry.size, entry.mtime_ns):
            untouched.append(before)
        else:
            to_read.append(entry)
    present = {entry.source for entry in found.files}
    unreadable = [skipped.source for skipped in found.skipped if skipped.unreadable]
    removed = [
        source
        for source in known
        if source not in present and in_scope(source, scope) and not (unreadable and in_scope(source, unreadable))
    ]
    return Plan(to_read=tuple(to_read), untouched=tuple(untouched), removed=tuple(sorted(removed)), skipped=found.skipped)


def in_scope(source: str, scope: Sequence[str]) -> bool:
    """Tell whether a source is one of those an ingest is limited to, or lies below one."""
    return not scope or any(limit == "." or source == limit or source.startswith(f"{limit}/") for limit in scope)
