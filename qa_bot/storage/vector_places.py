"""Where the vectors of an index are: folders of an embedded Chroma beside its database, or collections of a Chroma server.

Each build of the index has a folder or a collection of its own, so that readers of the last one go on while the next is made.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from qa_bot.errors import IndexStaleError
from qa_bot.models.protocols import Vectors
from qa_bot.storage.chroma_client import ASKING, WRITING, Patience
from qa_bot.storage.hnsw_files import torn_file
from qa_bot.storage.layout import remove_vector_folders, vectors_path
from qa_bot.storage.servers import Servers
from qa_bot.storage.unkept_vectors import UnkeptVectors
from qa_bot.storage.vector_collections import VectorCollections
from qa_bot.storage.vectors import VectorStore

# What the index remembers: who it is on a server, and the server's address.
OWNER = "vectors_owner"
ADDRESS = "vectors_at"
ReadMeta = Callable[[str], str | None]


class VectorSink(Protocol):
    """What an ingest writes vectors to."""

    def add(self, chunk_ids: Sequence[int], vectors: Vectors) -> None:
        """Add vectors, shape (len(chunk_ids), dimensions)."""

    def delete(self, chunk_ids: Iterable[int]) -> None:
        """Remove vectors."""

    def close(self) -> None:
        """Release what is open."""


class VectorPlace(Protocol):
    """Where the vectors of an index are."""

    @property
    def address(self) -> str:
        """Return the address of the server; "" for the index's own folder."""

    def has(self, build: int) -> bool:
        """Tell whether there is something of a build."""

    def prepare(self, build: int, is_new: bool, mark: str) -> None:
        """Make a new build empty, or mark one that is written to again."""

    def open(self, build: int) -> VectorStore:
        """Open the vectors of a build to search them; raise IndexUnusableError if they are not there."""

    def open_to_write(self, build: int) -> VectorSink:
        """Open the vectors of a prepared build to change them."""

    def is_marked(self, build: int, marks: str) -> bool:
        """Tell whether a build was last written by the index with these marks, or is missing."""

    def remove_others(self, build: int) -> None:
        """Delete what there is of every build but one."""


class VectorFolders(NamedTuple):
    """Folders in the folder of the index. `name` is the collection's in each, `elsewhere` the server that the vectors were put on."""

    index_dir: Path
    name: str
    elsewhere: str = ""

    @property
    def address(self) -> str:
        """Return nothing, as there is no server."""
        return ""

    def has(self, build: int) -> bool:
        """Tell whether the folder of a build exists, and no process was killed while it wrote there."""
        path = vectors_path(self.index_dir, build)
        return path.is_dir() and torn_file(path) is None

    def prepare(self, build: int, is_new: bool, mark: str) -> None:
        """Delete the folders that cannot be opened any more before a new one is made: they may fill the disk."""
        if is_new:
            for path in self.index_dir.glob("vectors-*"):
                if torn_file(path):
                    shutil.rmtree(path, ignore_errors=True)

    def open(self, build: int) -> VectorStore:
        """Open the collection of a build's folder; raise IndexUnusableError if it is not there."""
        if self.elsewhere and not self.has(build):
            raise IndexStaleError(
                f"the vectors of the index in {self.index_dir} are on the Chroma server {self.elsewhere}: set QA_BOT_CHROMA_URL, "
                "or run `qa-bot ingest` to bring them here"
            )
        return VectorStore.open(vectors_path(self.index_dir, build), self.name)

    def open_to_write(self, build: int) -> VectorSink:
        """Open the collection of a build's folder, or make it."""
        return VectorStore.open(vectors_path(self.index_dir, build), self.name, create=True)

    def is_marked(self, build: int, marks: str) -> bool:
        """Return True: nobody else writes into the folder."""
        return True

    def remove_others(self, build: int) -> None:
        """Delete the folders of every build but one."""
        remove_vector_folders(self.index_dir, build)


def place_to_read(index_dir: Path, servers: Servers, read: ReadMeta, fingerprint: str) -> VectorPlace:
    """Return where an index has the vectors that were made with some settings, for a question."""
    return _place(index_dir, servers, read, fingerprint, ASKING)


def place_to_write(index_dir: Path, servers: Servers, read: ReadMeta, fingerprint: str) -> VectorPlace:
    """Return where an index has, or will have, the vectors made with some settings, for an ingest."""
    return _place(index_dir, servers, read, fingerprint, WRITING)


def collection_name(index_id: str, fingerprint: str) -> str:
    """Return the name of the collection in the folder of an index and its settings."""
    return f"qa-bot-{index_id}-{fingerprint}"


def _place(index_dir: Path, servers: Servers, read: ReadMeta, fingerprint: str, patience: Patience) -> VectorPlace:
    index_id = read("index_id") or ""
    if servers.chroma is None and (servers.database or servers.is_brief):
        return UnkeptVectors(index_dir)
    if servers.chroma is None:
        return VectorFolders(index_dir, collection_name(index_id, fingerprint), read(ADDRESS) or "")
    return VectorCollections(index_dir, servers.chroma, read(OWNER) or index_id, patience)
