"""An index of which a question may use only some documents."""

from collections.abc import Callable, Mapping, Sequence

from qa_bot.answer import CorpusIndex, IndexInfo
from qa_bot.filters import AppliedFilters, Filters
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit, LexicalHits, Passage
from qa_bot.storage.database import ALIVE
from qa_bot.storage.snapshot import Snapshot
from qa_bot.storage.stored import StoredDocument
from qa_bot.storage.word_lookup import LookedUp

# Up to this many chunks, the searches look at these alone. Of more, they take those among the best of the whole index.
MOST_CHOSEN = 20_000
DEEPER = 4


class ScopedIndex:
    """A snapshot of which only the documents that filters choose are found; words keep the weights of the whole index.

    A word that no chosen document has is unknown (up to MOST_CHOSEN chunks).
    """

    def __init__(self, snapshot: Snapshot, filters: Filters) -> None:
        self._snapshot = snapshot
        self._names = _chosen(snapshot, filters)
        self.filters = AppliedFilters(**dict(filters), documents=len(self._names))
        self._chunks = _chunks_of(snapshot, self._names)
        self._ids = tuple(self._chunks)

    @property
    def whole(self) -> Snapshot:
        """Return the whole index."""
        return self._snapshot

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the names of the chosen documents."""
        return tuple(name for names in self._names.values() for name in names)

    @property
    def chunk_count(self) -> int:
        """Return how many chunks the whole index has."""
        return self._snapshot.chunk_count

    @property
    def info(self) -> IndexInfo:
        """Return what an answer says about the index."""
        return self._snapshot.info

    @property
    def infos(self) -> tuple[CorpusIndex, ...]:
        """Return nothing, because only one corpus is asked."""
        return ()

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the chosen chunks nearest to a unit vector, best first."""
        if len(self._chunks) > MOST_CHOSEN:
            return self._deep(lambda most: self._snapshot.search_dense(vector, most), limit)
        return self._snapshot.search_dense(vector, limit, self._chunks)

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the chosen chunks that share words with a question, best first, and what was corrected."""
        words = self.look_up(question, self.document_frequency)
        return LexicalHits(hits=self.search_words(words, limit), unknown=words.unknown, corrections=words.corrections)

    def look_up(self, question: str, document_frequency: Callable[[str], int]) -> LookedUp:
        """Return the words of a question, and what the whole index has in place of those of which the frequency is 0."""
        return self._snapshot.look_up(question, document_frequency)

    def search_words(self, words: LookedUp, limit: int) -> tuple[Hit, ...]:
        """Return the chosen chunks that have one of the words, best first."""
        if len(self._chunks) > MOST_CHOSEN:
            return self._deep(lambda most: self._snapshot.search_words(words, most), limit)
        return self._snapshot.search_words(words, limit, self._ids) if self._ids else ()

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the chosen chunks, in the order given, under those of their names that are chosen."""
        found = self._snapshot.passages([i for i in chunk_ids if i in self._chunks])
        return tuple(self._under_chosen_names(passage) for passage in found)

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks of the whole index a word, or another with its stem, occurs; 0 if no chosen one has it."""
        frequency = self._snapshot.document_frequency(word)
        is_asked = frequency and len(self._chunks) <= MOST_CHOSEN
        return 0 if is_asked and not self._snapshot.has_word(word, self._ids) else frequency

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks of the whole index a word with this stem occurs."""
        return self._snapshot.stem_frequency(stem)

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the chosen chunks of a document that overlap a stretch of its text, and their neighbours."""
        return tuple(i for i in self._snapshot.chunks_around(source, start, end) if i in self._chunks)

    def files_of(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Return the files that hold documents, in the order of the documents, each once."""
        return self._snapshot.files_of(sources)

    def documents_of(self, file: str, most: int) -> tuple[StoredDocument, ...]:
        """Return the chosen documents of a file, in its order; none if the file has more than `most`."""
        return tuple(found for found in self._snapshot.documents_of(file, most) if found.id in self._names)

    def document(self, source: str) -> StoredDocument | None:
        """Return a living document by any of its names, also if it is not chosen."""
        return self._snapshot.document(source)

    def _deep(self, search: Callable[[int], tuple[Hit, ...]], limit: int) -> tuple[Hit, ...]:
        """Return the chosen ones among the hits of a search of the whole index, which is deepened until they are enough."""
        most = limit
        while True:
            most *= DEEPER
            hits = search(most)
            chosen = tuple(hit for hit in hits if hit.chunk_id in self._chunks)
            if len(chosen) >= limit or len(hits) < most:
                return chosen[:limit]

    def _under_chosen_names(self, passage: Passage) -> Passage:
        names = self._names[passage.document_id]
        return passage if names == passage.names else passage.model_copy(update={"source": names[0], "names": names})


def _chosen(snapshot: Snapshot, filters: Filters) -> Mapping[int, tuple[str, ...]]:
    """Return the documents that filters choose, by their id, each with those of its names that are chosen."""
    rows = snapshot.select(
        f"SELECT n.source, n.file, d.id, d.date FROM names n JOIN documents d ON d.id = n.document_id "
        f"WHERE {ALIVE.format('n.')} ORDER BY n.source"
    )
    matches = filters.path_matcher()
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        if filters.includes_date(row["date"]) and (matches(row["file"]) or matches(row["source"])):
            found[row["id"]] = (*found.get(row["id"], ()), row["source"])
    return found


def _chunks_of(snapshot: Snapshot, documents: Mapping[int, object]) -> frozenset[int]:
    rows = snapshot.select(
        f"SELECT c.id FROM chunks c WHERE c.document_id IN :ids AND {ALIVE.format('c.')}",
        ids=list(documents),
    )
    return frozenset(row["id"] for row in rows)
