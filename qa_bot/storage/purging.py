"""Texts that were removed or changed are deleted before their time, from every row and from what is written to the disk."""

import sqlite3
from contextlib import closing
from pathlib import Path

from qa_bot.errors import QaBotError, StorageError
from qa_bot.storage.database import Database, latest_generation, write_meta
from qa_bot.storage.history import PURGED, join_unchanged
from qa_bot.storage.hnsw_files import has_graph
from qa_bot.storage.layout import BUILD_FOLDER, vectors_path
from qa_bot.storage.leftovers import set_aside

CHROMA_DATABASE, ROOM = "chroma.sqlite3", ("data_level0.bin", "length.bin")
WAIT_S = 30.0
_DEAD = "died IS NOT NULL OR born > :last"
_UNUSED = "NOT EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = vectors.key)"
_TEXTS = """SELECT count(DISTINCT document_id) FROM names n WHERE died IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = n.document_id AND d.died IS NULL)"""


def kept_texts(database: Database) -> int:
    """Return how many documents are kept that were removed or changed."""
    return int(database.select(_TEXTS)[0][0])


def purge(database: Database) -> int:
    """Delete the rows that the published generation does not have, and return how many documents that were.

    A text that was read again unchanged is no document of its own.
    """
    generation = latest_generation(database)
    last = generation.number if generation else 0
    with database.transaction():
        for row in database.select("SELECT DISTINCT died FROM names WHERE died <= :last ORDER BY died", last=last):
            join_unchanged(database, row["died"])
        purged = kept_texts(database)
        for table in ("names", "chunks", "documents"):
            database.run(f"DELETE FROM {table} WHERE {_DEAD}", last=last)
        database.run(f"DELETE FROM vectors WHERE {_UNUSED}")
        write_meta(database, {PURGED: str(last)})
    return purged


def compact(database: Database) -> None:
    """Write what is left anew, so that no page holds what was deleted; wait for questions that read an earlier state."""
    try:
        database.compact()
    except QaBotError as error:
        told = f"what was removed is still in files of the index ({error}): run `qa-bot ingest --purge` again"
        raise type(error)(told) from error


def clear_unused(index_dir: Path, build: int) -> None:
    """Write zeros where Chroma's files hold nothing: there is left what was in the memory of the process, perhaps text of a document.

    That is in free parts of the pages of its database, and in the room that it makes for a graph before there is one.
    """
    folder = vectors_path(index_dir, build)
    path = folder / CHROMA_DATABASE
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_S)) as database:
            database.executescript("PRAGMA secure_delete = ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
        for path in (room for name in ROOM for room in folder.glob(f"*/{name}") if not has_graph(room.parent)):
            path.write_bytes(bytes(path.stat().st_size))
    except (OSError, sqlite3.Error) as error:
        raise _undeleted(path) from error


def remove_set_aside(index_dir: Path) -> None:
    """Delete the databases that rebuilds have set aside."""
    for path in set_aside(index_dir):
        try:
            path.unlink()
        except OSError as error:
            raise _undeleted(path) from error


def check_builds(index_dir: Path, build: int) -> None:
    """Raise StorageError if files of another build are left."""
    for path in index_dir.glob("*-*"):
        if (match := BUILD_FOLDER.fullmatch(path.name)) and int(match[2]) != build:
            raise _undeleted(path)


def _undeleted(path: Path) -> StorageError:
    return StorageError(
        f"{path} holds what was removed and cannot be deleted: delete it, and run `qa-bot ingest --purge` again"
    )
