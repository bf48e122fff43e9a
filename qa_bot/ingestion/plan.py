"""Compare the files of the corpus with those of the index: what has to be done, before anything is done."""

from collections.abc import Mapping, Sequence
from typing import Literal

from qa_bot.documents import FileEntry, Scan, Skipped
from qa_bot.frozen import Frozen
from qa_bot.storage.writer import FileRecord

Outcome = Literal["added", "changed", "unchanged", "removed", "skipped"]


class Plan(Frozen):
    """Be what an ingest has to do.

    `to_read` are the files whose size or time differ from what is known (their content decides what happened to them),
    `untouched` those that match, `removed` the sources that are gone, `skipped` what the walk refused.
    """

    to_read: tuple[FileEntry, ...]
    untouched: tuple[FileRecord, ...]
    removed: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def make_plan(scan: Scan, known: Mapping[str, FileRecord], scope: Sequence[str] = ()) -> Plan:
    """Return the plan for a scan; `scope` names the sources to which the ingest is limited (all when empty)."""
    to_read: list[FileEntry] = []
    untouched: list[FileRecord] = []
    for entry in scan.files:
        before = known.get(entry.source)
        # A skipped file is read again: what was missing to read it may have been installed.
        if before and before.digest and (before.size, before.mtime_ns) == (entry.size, entry.mtime_ns):
            untouched.append(before)
        else:
            to_read.append(entry)
    present = {entry.source for entry in scan.files}
    unreadable = [skipped.source for skipped in scan.skipped if skipped.unreadable]
    removed = [
        source
        for source in known
        if source not in present and in_scope(source, scope) and not (unreadable and in_scope(source, unreadable))
    ]
    return Plan(to_read=tuple(to_read), untouched=tuple(untouched), removed=tuple(sorted(removed)), skipped=scan.skipped)


def in_scope(source: str, scope: Sequence[str]) -> bool:
    """Tell whether a source is one of those an ingest is limited to, or lies below one."""
    return not scope or any(limit == "." or source == limit or source.startswith(f"{limit}/") for limit in scope)
