"""Where a person opens what an answer quotes: the page, the line of a commit, the message."""

import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from qa_bot.errors import SourceError
from qa_bot.sources.manifest import KeptFile, read_manifest
from qa_bot.sources.places import MANIFEST_FILE, folder_of

_PART = re.compile(r"#\d+$")


def link_of(corpus: Path, source: str, line: int) -> str | None:
    """Return the address of a line of a document; None for a file that was not fetched, or whose address is not known."""
    _, _, rest = source.partition("/")
    name, _, file = rest.partition("/")
    kept = _files(corpus, name)
    found = kept.get(file) or kept.get(_PART.sub("", file))
    return address_of(found, line) if found else None


def address_of(kept: KeptFile, line: int) -> str | None:
    """Return the address of a line of a file."""
    position = bisect_right(kept.marks, line, key=lambda mark: mark[0])
    url = kept.marks[position - 1][1] if position else (kept.url or "").replace("{line}", str(line))
    # Others could have written it: a feed, an export.
    return url if url.startswith(("http://", "https://")) and url.isprintable() else None


def _files(corpus: Path, name: str) -> dict[str, KeptFile]:
    try:
        status = (folder_of(corpus, name) / MANIFEST_FILE).stat()
    except OSError:
        return {}
    return _read(folder_of(corpus, name), status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=32)
def _read(folder: Path, mtime_ns: int, inode: int) -> dict[str, KeptFile]:
    try:
        return {kept.file: kept for kept in read_manifest(folder).files}
    except SourceError:
        return {}
