"""Which corpus an index was made of. Its root is remembered absolutely and relative to the index."""

import os
from contextlib import closing
from pathlib import Path

from qa_bot.errors import CorpusError, QaBotError, ServiceError
from qa_bot.storage.database import Database, exists, open_existing, read_meta
from qa_bot.storage.servers import LOCAL, Servers

ROOT = "root"
ROOT_FROM_INDEX = "root_from_index"


def origin_of(root: Path, index_dir: Path, servers: Servers = LOCAL) -> dict[str, str]:
    """Return what an index remembers about the root of its corpus; in a shared database it has no place that moves with it."""
    if servers.database:
        return {ROOT: str(root), ROOT_FROM_INDEX: ""}
    return {ROOT: str(root), ROOT_FROM_INDEX: os.path.relpath(root, index_dir)}


def check_origin(root: Path, index_dir: Path, database: Database) -> None:
    """Refuse another corpus than the index's own; one that was moved together with its index is still the same."""
    known = read_meta(database, ROOT)
    known_from_index = read_meta(database, ROOT_FROM_INDEX)
    if known is None or known_from_index == os.path.relpath(root, index_dir) or _is_same(Path(known), root):
        return
    raise CorpusError(
        f"the index in {index_dir} belongs to the corpus {known}, not to {root}: name another folder with --index, or none"
    )


def remembered_corpus(index_dir: Path, servers: Servers = LOCAL) -> Path | None:
    """Return the root of an index's corpus; None if there is no index or if it does not tell.

    The root relative to the index goes first if that folder exists: the two may have been moved or copied together.
    """
    if not exists(index_dir, servers):
        return None
    try:
        with closing(open_existing(index_dir, servers)) as database:
            known, from_index = read_meta(database, ROOT), read_meta(database, ROOT_FROM_INDEX)
    except ServiceError:
        raise
    except QaBotError:
        return None
    if known is None:
        return None
    moved = Path(os.path.normpath(index_dir.absolute() / from_index)) if from_index else None
    return moved if moved and moved.is_dir() else Path(known)


def _is_same(known: Path, root: Path) -> bool:
    return known == root or (known.is_dir() and root.is_dir() and known.samefile(root))
