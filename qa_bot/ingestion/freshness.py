"""Whether files of the corpus differ from what is indexed, as far as that can be seen in a moment."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from qa_bot.documents.document import FileEntry
from qa_bot.documents.scan import content_of, walk
from qa_bot.ingestion.planning import digest_of, in_scope
from qa_bot.storage.database import open_existing
from qa_bot.storage.files import FileRecord, known_files
from qa_bot.storage.layout import is_index
from qa_bot.storage.servers import LOCAL, Servers

# A larger corpus takes too long to look through; `qa-bot status` tells it in full.
MOST_FILES = 2000
# A file that was touched is compared by its content only if it is small.
MOST_COMPARED_BYTES = 1_000_000


def first_change(root: Path, index_dir: Path, max_file_bytes: int, seconds: float, servers: Servers = LOCAL) -> str | None:
    """Return the name of a file that was added, changed or removed since it was indexed.

    Return None if there is none, or none is found within the time.
    """
    end = time.monotonic() + seconds
    known = _known(index_dir, servers)
    return _change(root, known, max_file_bytes, lambda: time.monotonic() > end) if known is not None else None


def _known(index_dir: Path, servers: Servers) -> dict[str, FileRecord] | None:
    """Return the files as they were indexed, by source; None if there are too many."""
    with closing(open_existing(index_dir, servers)) as database:
        count = database.select("SELECT count(*) FROM files")[0][0]
        return known_files(database) if count <= MOST_FILES else None


def _change(root: Path, known: dict[str, FileRecord], max_file_bytes: int, is_late: Callable[[], bool]) -> str | None:
    missing = {source for source, record in known.items() if record.digest is not None}
    for entry in walk(root, root, max_file_bytes, is_index):
        if is_late():
            return None
        if isinstance(entry, FileEntry):
            missing.discard(entry.source)
            if _differs(entry, known.get(entry.source)):
                return entry.source
        elif entry.unreadable:
            missing -= {source for source in missing if in_scope(source, [entry.source])}
    return min(missing, default=None)


def _differs(entry: FileEntry, before: FileRecord | None) -> bool:
    """Tell whether a file is new or changed; False if that cannot be seen at once."""
    if before is None:
        return True
    if (before.size, before.mtime_ns) == (entry.size, entry.mtime_ns):
        return False
    if before.size != entry.size:
        return True
    if before.digest is None or entry.size > MOST_COMPARED_BYTES:
        return False
    try:
        return digest_of(entry, content_of(entry.path)) != before.digest
    except OSError:
        return False
