"""The vectors of an index on a Chroma server: a collection for each build."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from qa_bot.errors import IndexStaleError
from qa_bot.storage.chroma_client import ChromaClient, Patience
from qa_bot.storage.layout import remove_vector_folders
from qa_bot.storage.servers import ChromaServer
from qa_bot.storage.vectors import CONFIGURATION, VectorStore

# Chroma Cloud takes no more at once, and a slow server answers in time.
MOST_AT_ONCE = 300
LISTED_AT_ONCE = 100
_logger = logging.getLogger(__name__)


class VectorCollections(NamedTuple):
    """Collections of a Chroma server, whose names begin with the owner: a random name that belongs to one index."""

    index_dir: Path
    server: ChromaServer
    owner: str
    patience: Patience

    @property
    def address(self) -> str:
        """Return the address of the server."""
        return self.server.address

    def name(self, build: int) -> str:
        """Return the name of the collection of a build."""
        return f"{self._prefix}{build}"

    def has(self, build: int) -> bool:
        """Tell whether the collection of a build exists."""
        return self._metadata(build) is not None

    def prepare(self, build: int, is_new: bool, mark: str) -> None:
        """Make the collection of a new build, empty, or mark the one of an existing build."""
        with _Connected(self) as chroma:
            if is_new:
                self._delete(chroma, self.name(build))
                chroma.call(lambda: self._get_or_create(chroma.client, build, mark), self._missing(build))
            else:
                collection = chroma.call(lambda: self._get(chroma.client, build), self._missing(build))
                chroma.call(lambda: collection.modify(metadata={"mark": mark}), self._missing(build))

    def open_to_write(self, build: int) -> VectorStore:
        """Open the collection of a build, which `prepare` has made."""
        return self.open(build)

    def open(self, build: int) -> VectorStore:
        """Open the collection of a build, which `prepare` has made."""
        missing = self._missing(build)
        chroma = ChromaClient(self.server, self.patience)
        try:
            collection = chroma.call(lambda: self._get(chroma.client, build), missing)
        except BaseException:
            chroma.close()
            raise
        _logger.info("vectors: collection %s of the Chroma server %s", self.name(build), self.address)

        def call(do: Callable[[], Any]) -> Any:
            return chroma.call(do, missing)

        return VectorStore(chroma.client, collection, call, call, MOST_AT_ONCE)

    def is_marked(self, build: int, marks: str) -> bool:
        """Tell whether the collection of a build has one of the marks, or is missing."""
        metadata = self._metadata(build)
        return metadata is None or metadata.get("mark") in marks.split()

    def remove_others(self, build: int) -> None:
        """Delete the collections of the index but that of one build, and the folders of the time before the server."""
        remove_vector_folders(self.index_dir, build)
        with _Connected(self) as chroma:
            for name in chroma.call(lambda: _names(chroma.client), self._missing(build)):
                if name.startswith(self._prefix) and name != self.name(build):
                    self._delete(chroma, name)

    @property
    def _prefix(self) -> str:
        return f"qa-bot-{self.owner}-"

    def _metadata(self, build: int) -> dict[str, Any] | None:
        missing = self._missing(build)
        with _Connected(self) as chroma:
            try:
                return dict(chroma.call(lambda: self._get(chroma.client, build), missing).metadata or {})
            except IndexStaleError as error:
                if error is missing:
                    return None
                raise

    def _get(self, client: Any, build: int) -> Any:
        return client.get_collection(self.name(build), embedding_function=None)

    def _get_or_create(self, client: Any, build: int, mark: str) -> Any:
        return client.get_or_create_collection(
            self.name(build), embedding_function=None, configuration=CONFIGURATION, metadata={"mark": mark}
        )

    def _delete(self, chroma: ChromaClient, name: str) -> None:
        missing = IndexStaleError(name)
        try:
            chroma.call(lambda: chroma.client.delete_collection(name), missing)
        except IndexStaleError as error:
            if error is not missing:
                raise

    def _missing(self, build: int) -> IndexStaleError:
        return IndexStaleError(
            f"the vectors of the index in {self.index_dir} are not on the Chroma server {self.address} (no collection "
            f"{self.name(build)}): run `qa-bot ingest` to put them there"
        )


class _Connected:
    """A connection to the server of a place, closed at the end of a block."""

    def __init__(self, place: VectorCollections) -> None:
        self._place = place

    def __enter__(self) -> ChromaClient:
        self._chroma = ChromaClient(self._place.server, self._place.patience)
        return self._chroma

    def __exit__(self, *_: object) -> None:
        self._chroma.close()


def _names(client: Any) -> list[str]:
    """Return the names of all collections, which come in pages."""
    names: list[str] = []
    while page := client.list_collections(limit=LISTED_AT_ONCE, offset=len(names)):
        names += [collection.name for collection in page]
    return names
