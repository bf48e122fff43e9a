"""How an ingest reaches the vectors of its index, and keeps them apart from those of a copy of the index."""

import uuid
from pathlib import Path

from qa_bot.storage.database import Generation
from qa_bot.storage.servers import Servers
from qa_bot.storage.store_sync import Stores
from qa_bot.storage.vector_places import OWNER, VectorPlace, place_to_write
from qa_bot.storage.words import word_place
from qa_bot.storage.writer import IndexWriter

# The marks that the index left on the server last. The last but one counts if the ingest was killed before it left the last.
MARKS = "vectors_marks"


class VectorWriting:
    """The places of the vectors, for one ingest.

    An index and its copy, or one restored from a backup, number their chunks alike: on a server each would search the other's
    vectors. So each ingest leaves a mark on the collection, and an index that finds another mark than its own starts another
    collection under another name.
    """

    def __init__(self, index_dir: Path, servers: Servers, writer: IndexWriter) -> None:
        self._index_dir = index_dir
        self.servers = servers
        self._writer = writer

    def place(self, fingerprint: str) -> VectorPlace:
        """Return where the vectors that are made with some settings lie."""
        return place_to_write(self._index_dir, self.servers, self._writer.meta, fingerprint)

    def begin(self, published: Generation | None) -> None:
        """Give the index another name on the server if a copy of it has written there since."""
        if published is not None:
            place = self.place(published.fingerprint)
            if not place.is_marked(published.build, self._writer.meta(MARKS) or ""):
                self._writer.remember(OWNER, uuid.uuid4().hex[:12])

    def stores(self, fingerprint: str) -> Stores:
        """Return where all lies that is derived with some settings."""
        return Stores(self._index_dir, self.place(fingerprint), word_place(self._index_dir, self.servers))

    def prepare(self, build: int, is_new: bool, fingerprint: str) -> Stores:
        """Return the stores of a build, prepared with a new mark, which the index knows before the server does."""
        stores = self.stores(fingerprint)
        place = stores.vectors
        if is_new:
            stores.words.clear(build)
        last, mark = (self._writer.meta(MARKS) or "").split()[-1:], uuid.uuid4().hex[:12]
        if place.address:
            self._writer.remember(MARKS, " ".join([*last, mark]))
        place.prepare(build, is_new, mark)
        return stores
