"""Bring Chroma and tantivy in line with SQLite, from which both can always be rebuilt."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from qa_bot.errors import IndexDamagedError, QaBotError, StorageError
from qa_bot.passage import Layout, heading_of
from qa_bot.storage.layout import BUILD_FOLDER, lexical_path
from qa_bot.storage.lexical import LexicalEntry, LexicalStore
from qa_bot.storage.vector_places import VectorPlace

ROWS_AT_ONCE = 5000


def add_chunks(index_dir: Path, build: int, place: VectorPlace, rows: Iterable[sqlite3.Row]) -> None:
    """Add chunks (rows of IndexWriter.staged_chunks) to both stores of a prepared build, and create missing stores."""
    try:
        vectors = place.open(build, create=True)
        lexical = LexicalStore.open(lexical_path(index_dir, build), create=True)
        try:
            for part in _in_parts(rows):
                matrix = np.stack([np.frombuffer(row["vector"], np.float32) for row in part])
                vectors.add([row["id"] for row in part], matrix)
                lexical.write(LexicalEntry(chunk_id=r["id"], heading=_heading(r), text=r["text"]) for r in part)
        finally:
            vectors.close()
    except QaBotError:
        raise
    except Exception as error:  # the stores raise their own exceptions and those of their Rust cores
        raise _storage_error(index_dir, error) from error


def remove_chunks(index_dir: Path, build: int, place: VectorPlace, chunk_ids: Sequence[int]) -> None:
    """Remove chunks from both stores of a build; missing ones are ignored."""
    if not chunk_ids or not place.has(build):
        return
    try:
        vectors = place.open(build, create=True)
        try:
            vectors.delete(chunk_ids)
        finally:
            vectors.close()
        LexicalStore.open(lexical_path(index_dir, build), create=True).write((), removed=chunk_ids)
    except QaBotError:
        raise
    except Exception as error:
        raise _storage_error(index_dir, error) from error


def _heading(row: sqlite3.Row) -> str:
    return heading_of(row["title"], row["date"], Layout.from_json(row["layout"]))


def is_complete(index_dir: Path, build: int, place: VectorPlace) -> bool:
    """Tell whether both stores of a build exist."""
    return lexical_path(index_dir, build).is_dir() and place.has(build)


def next_build(index_dir: Path) -> int:
    """Return a build number whose folders do not exist yet."""
    return max(_builds(index_dir), default=0) + 1


def remove_other_builds(index_dir: Path, build: int, place: VectorPlace) -> None:
    """Delete the stores of every build but one."""
    for number in _builds(index_dir) - {build}:
        shutil.rmtree(lexical_path(index_dir, number), ignore_errors=True)
    place.remove_others(build)


def _builds(index_dir: Path) -> set[int]:
    found = (BUILD_FOLDER.fullmatch(path.name) for path in index_dir.glob("*-*"))
    return {int(match[2]) for match in found if match}


def _in_parts(rows: Iterable[sqlite3.Row]) -> Iterator[list[sqlite3.Row]]:
    remaining = iter(rows)
    while part := list(islice(remaining, ROWS_AT_ONCE)):
        yield part


def _storage_error(index_dir: Path, error: Exception) -> QaBotError:
    message = str(error)
    if "No space left" in message or "is full" in message or getattr(error, "errno", None) in (28, 122):
        return StorageError(
            f"the disk is full: free some space and run `qa-bot ingest` again; the index in {index_dir} is as it was before"
        )
    return IndexDamagedError(
        f"the index in {index_dir} cannot be written ({type(error).__name__}): run `qa-bot ingest --rebuild` to rebuild it"
    )
