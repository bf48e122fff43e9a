"""Bring what is derived, the vectors of Chroma and the words, in line with the database, from which both can always be rebuilt."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qa_bot.errors import IndexDamagedError, QaBotError, StorageError
from qa_bot.passage import Layout, heading_of
from qa_bot.storage.database import Row
from qa_bot.storage.layout import BUILD_FOLDER
from qa_bot.storage.lexical import LexicalEntry
from qa_bot.storage.vector_places import VectorPlace
from qa_bot.storage.words import WordPlace

ROWS_AT_ONCE = 5000


class Stores(NamedTuple):
    """Where the derived parts of an index are."""

    index_dir: Path
    vectors: VectorPlace
    words: WordPlace


def add_chunks(stores: Stores, build: int, rows: Iterable[Row]) -> None:
    """Add chunks (rows of IndexWriter.staged_chunks) to both stores of a prepared build, and create missing stores."""
    try:
        with closing(stores.vectors.open_to_write(build)) as vectors, closing(stores.words.open(build, create=True)) as words:
            for part in _in_parts(rows):
                matrix = np.stack([np.frombuffer(row["vector"], np.float32) for row in part])
                vectors.add([row["id"] for row in part], matrix)
                words.write(LexicalEntry(chunk_id=r["id"], heading=_heading(r), text=r["text"]) for r in part)
    except QaBotError:
        raise
    except Exception as error:  # the stores raise their own exceptions and those of their Rust cores
        raise _storage_error(stores.index_dir, error) from error


def remove_chunks(stores: Stores, build: int, chunk_ids: Sequence[int]) -> None:
    """Remove chunks from both stores of a build; missing ones are ignored, and so is a build that has to be made again."""
    if not chunk_ids or not is_complete(stores, build):
        return
    try:
        with closing(stores.vectors.open_to_write(build)) as vectors:
            vectors.delete(chunk_ids)
        with closing(stores.words.open(build, create=True)) as words:
            words.write((), removed=chunk_ids)
    except QaBotError:
        raise
    except Exception as error:
        raise _storage_error(stores.index_dir, error) from error


def _heading(row: Row) -> str:
    return heading_of(row["title"], row["date"], Layout.from_json(row["layout"]))


def is_complete(stores: Stores, build: int) -> bool:
    """Tell whether both stores of a build exist, the words undamaged."""
    return stores.words.has(build) and stores.vectors.has(build)


def next_build(index_dir: Path, published: int) -> int:
    """Return a build number after the published one, whose folders do not exist yet."""
    return max(published, *_builds(index_dir)) + 1


def remove_other_builds(stores: Stores, build: int) -> None:
    """Delete the stores of every build but one."""
    stores.words.remove_others(build)
    stores.vectors.remove_others(build)


def _builds(index_dir: Path) -> set[int]:
    """Return the builds whose folders exist, and 0."""
    found = (BUILD_FOLDER.fullmatch(path.name) for path in index_dir.glob("*-*"))
    return {0, *(int(match[2]) for match in found if match)}


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
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
