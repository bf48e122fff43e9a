"""The search by vectors of one generation: in memory where they are few, by Chroma where they are many.

Where Chroma's files are damaged or just being written, the vectors are read from the database with every question: that takes
longer, and finds the same.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import Lock

from qa_bot.errors import IndexDamagedError
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit
from qa_bot.storage import exact
from qa_bot.storage.database import ALIVE, Row
from qa_bot.storage.lock import current_holder
from qa_bot.storage.soundness import sound_vectors
from qa_bot.storage.vector_places import VectorPlace
from qa_bot.storage.vectors import VectorStore

# So many vectors of 384 dimensions take 3 MB while they are compared; more at once are no quicker.
READ_AT_ONCE = 2_000
_VECTORS = "SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.key = c.vector_key"
_logger = logging.getLogger(__name__)


class VectorSearch:
    """The vectors of the living chunks of a generation, safe to use from several threads.

    `select` returns rows of the database, at the generation; `place` is looked up when Chroma is first needed.
    """

    def __init__(
        self, index_dir: Path, build: int, chunks: int, select: Callable[..., list[Row]], place: Callable[[], VectorPlace]
    ) -> None:
        self._index_dir, self._build, self._chunks = index_dir, build, chunks
        self._select, self._place = select, place
        self._all: exact.ExactVectors | None = None
        self._store: VectorStore | None = None
        self._is_damaged = False
        # A server may take its time to connect: meanwhile, other questions go on.
        self._opening = Lock()

    def search(self, vector: Vectors, limit: int, only: Collection[int] | None = None) -> tuple[Hit, ...]:
        """Return the chunks, or `only` some of them, nearest to a unit vector, best first; dead ones may be among them."""
        if self._chunks <= exact.MOST_EXACT:
            return self._in_memory().search(vector, limit, only)
        if only is not None:
            return self.of(only).search(vector, limit)
        if not self._is_damaged and not self._is_written_meanwhile():
            try:
                return self.open().search(vector, limit)
            except IndexDamagedError as error:
                self._note(error)
        return exact.search_parts(self._parts(), vector, limit)

    def of(self, chunk_ids: Collection[int]) -> exact.ExactVectors:
        """Return the vectors of some chunks."""
        return exact.exact_vectors(self._select(f"{_VECTORS} WHERE c.id IN :ids", ids=list(chunk_ids)))

    def open(self) -> VectorStore:
        """Return the vectors in Chroma; raise IndexUnusableError if they are not there, ServiceError."""
        with self._opening:
            if self._store is None:
                self._store = self._place().open(self._build)
            return self._store

    def close(self) -> None:
        """Close the files, or the connections; no search may be running."""
        if self._store is not None:
            self._store.close()

    def _is_written_meanwhile(self) -> bool:
        """Tell whether Chroma, not yet open here, is being written to by another process.

        The first search of a process takes in what was added lately and may write the graph, into files that the other is writing.
        """
        return self._store is None and not self._place().address and current_holder(self._index_dir) is not None

    def _in_memory(self) -> exact.ExactVectors:
        if self._all is None:
            self._all = sound_vectors(self._index_dir, self._select(f"{_VECTORS} WHERE {ALIVE.format('c.')}"))
        return self._all

    def _parts(self) -> Iterator[exact.ExactVectors]:
        query = f"{_VECTORS} WHERE {ALIVE.format('c.')} AND c.id > :last ORDER BY c.id LIMIT :most"
        last = 0
        while rows := self._select(query, last=last, most=READ_AT_ONCE):
            yield sound_vectors(self._index_dir, rows)
            last = rows[-1]["id"]

    def _note(self, error: IndexDamagedError) -> None:
        """Tell once why questions take longer from now on."""
        with self._opening:
            if not self._is_damaged:
                _logger.warning("%s; until then each question reads every vector from the database, which takes longer", error)
            self._is_damaged = True
