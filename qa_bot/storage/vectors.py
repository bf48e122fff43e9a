"""Chroma: the vectors of the chunks, keyed by chunk id. With chroma_client the only module that uses Chroma."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_bot.errors import IndexDamagedError, QaBotError
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit
from qa_bot.storage.hnsw_files import torn_file
from qa_bot.storage.lock import current_holder
from qa_bot.storage.read_only import is_read_only, open_copy

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

# How a call is made: the function of a folder reports damage, that of a server waits for it to answer.
Call = Callable[[Callable[[], Any]], Any]
# Cosine similarity, as the vectors have unit length.
CONFIGURATION = {"hnsw": {"space": "ip", "ef_search": 200}}
# Chroma writes a graph of a million vectors in some seconds.
WRITTEN_WITHIN_S, LOOK_AGAIN_S = 30.0, 0.1


class VectorStore:
    """An open Chroma collection of unit vectors; scores are cosine similarities.

    Vectors are always given. No embedding function is stored with the collection, because a client would run it.
    """

    def __init__(
        self, client: Any, collection: Collection, reading: Call, writing: Call, most_at_once: int | None = None
    ) -> None:
        self._client = client
        self._collection = collection
        self._reading = reading
        self._writing = writing
        self._most_at_once = most_at_once

    @classmethod
    def open(cls, path: Path, name: str, create: bool = False) -> VectorStore:
        """Open the collection of a folder, of a read-only one in a copy; raise IndexDamagedError if it is not there."""
        if is_read_only(path):
            return open_copy(path, lambda copy: cls._open(path, copy, name, create))
        return cls._open(path, path, name, create)

    @classmethod
    def _open(cls, path: Path, place: Path, name: str, create: bool) -> VectorStore:
        """Open the collection of a folder at the place of its files, which may be a copy."""
        client = _client(place, create)
        try:
            if create:
                collection = client.get_or_create_collection(name, embedding_function=None, configuration=CONFIGURATION)
            else:
                collection = client.get_collection(name, embedding_function=None)
        except Exception as error:  # Chroma raises its own exceptions and those of its Rust core
            client.close()
            raise _damaged(path, error) from error
        # What writing raises is told by its caller: the disk may be full.
        return cls(client, collection, _reporting_damage(path), lambda do: do())

    def add(self, chunk_ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, shape (len(chunk_ids), dimensions), in batches that the client accepts."""
        size = self._batch_size()
        for begin in range(0, len(chunk_ids), size):
            ids = [str(i) for i in chunk_ids[begin : begin + size]]
            part = np.asarray(vectors[begin : begin + size], np.float32)
            self._writing(partial(self._collection.upsert, ids=ids, embeddings=part))

    def delete(self, chunk_ids: Iterable[int]) -> None:
        """Remove vectors; missing ones are ignored."""
        for part in batched_ids(chunk_ids, self._batch_size()):
            self._writing(partial(self._collection.delete, ids=[str(i) for i in part]))

    def search(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the nearest chunks, best first."""
        wanted = np.asarray([vector], np.float32)
        found = self._reading(lambda: self._collection.query(query_embeddings=wanted, n_results=limit, include=["distances"]))
        distances = (found["distances"] or [[]])[0]
        return tuple(Hit(chunk_id=int(i), score=1.0 - float(d)) for i, d in zip(found["ids"][0], distances, strict=True))

    def probe(self) -> None:
        """Search for an existing vector, so that every file is read; raise IndexDamagedError if one is damaged."""
        stored = self._reading(lambda: self._collection.get(limit=1, include=["embeddings"])["embeddings"])
        if stored is not None and len(stored):
            self.search(np.asarray(stored[0], np.float32), 1)

    def count(self) -> int:
        """Return how many vectors there are."""
        return int(self._writing(self._collection.count))

    def close(self) -> None:
        """Release the files, or the connections."""
        self._client.close()

    def _batch_size(self) -> int:
        accepted = int(self._writing(self._client.get_max_batch_size))
        return min(accepted, self._most_at_once) if self._most_at_once else accepted


def batched_ids(chunk_ids: Iterable[int], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the ids in tuples of at most `size`."""
    remaining = iter(chunk_ids)
    while part := tuple(islice(remaining, size)):
        yield part


def _client(path: Path, create: bool) -> Any:
    _check_whole(path, create)
    import_chroma()
    import chromadb
    from chromadb.config import Settings

    if not create and not path.is_dir():
        raise _damaged(path, FileNotFoundError(path))
    try:
        return chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False))
    except Exception as error:
        raise _damaged(path, error) from error


def _check_whole(path: Path, create: bool) -> None:
    """Raise IndexDamagedError before Chroma reads what was written in part, which may end the process, or writes to it.

    What another process is writing is waited for.
    """
    end = time.monotonic() + WRITTEN_WITHIN_S
    while torn := torn_file(path):
        if create or time.monotonic() > end or current_holder(path.parent) is None:
            raise _damaged(path, f"{torn} was not written to its end", "run `qa-bot ingest` to make them anew")
        time.sleep(LOOK_AGAIN_S)


def import_chroma() -> None:
    """Import Chroma, which imports onnxruntime if it can: the telemetry of that is switched off first, as in models.onnx_model."""
    import os

    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import chromadb  # noqa: F401


def _reporting_damage(path: Path) -> Call:
    def call(do: Callable[[], Any]) -> Any:
        try:
            return do()
        except QaBotError:
            raise
        except Exception as error:
            raise _damaged(path, error) from error

    return call


def _damaged(
    path: Path, reason: Exception | str, remedy: str = "run `qa-bot ingest --rebuild` to restore them"
) -> IndexDamagedError:
    told = reason if isinstance(reason, str) else type(reason).__name__
    return IndexDamagedError(f"the vectors in {path} cannot be read ({told}): {remedy}")
