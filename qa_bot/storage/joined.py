"""Several corpora asked as one: their indexes side by side, each at its own generation."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from qa_bot.answer import CorpusIndex, IndexInfo
from qa_bot.document_name import DocumentName, parse_name
from qa_bot.filters import AppliedFilters, Filters
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit, LexicalHits, Passage
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.scoped import ScopedIndex
from qa_bot.storage.snapshot import Snapshot
from qa_bot.storage.stored import StoredDocument

Part = Snapshot | ScopedIndex


class JoinedIndex:
    """The indexes of several corpora as one.

    A document's name begins with its corpus; the ids of chunks and documents of all corpora are spread over different numbers.
    Hits are compared by their scores; how rare a word is, is counted over all corpora, but for the lexical search in each.
    """

    def __init__(self, parts: Mapping[str, Part]) -> None:
        self.parts = dict(parts)
        self._corpora = tuple(parts)
        self._indexes = tuple(parts.values())

    @property
    def chunk_count(self) -> int:
        """Return how many chunks all corpora have."""
        return sum(index.chunk_count for index in self._indexes)

    @property
    def info(self) -> IndexInfo:
        """Return the sums over the corpora, with the newest generation and time."""
        infos = self.infos
        return IndexInfo(
            generation=max(info.generation for info in infos),
            documents=sum(info.documents for info in infos),
            chunks=sum(info.chunks for info in infos),
            built_at=max(info.built_at for info in infos),
        )

    @property
    def infos(self) -> tuple[CorpusIndex, ...]:
        """Return what an answer says about the index of each corpus."""
        return tuple(CorpusIndex(corpus=corpus, **dict(index.info)) for corpus, index in self.parts.items())

    @property
    def filters(self) -> AppliedFilters | None:
        """Return the filters that limit every corpus, with the documents they choose in all; None if there are none."""
        applied = [index.filters for index in self._indexes if isinstance(index, ScopedIndex)]
        if not applied:
            return None
        return applied[0].model_copy(update={"documents": sum(filters.documents for filters in applied)})

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the chunks nearest to a unit vector, best first."""
        return self._merged([index.search_dense(vector, limit) for index in self._indexes], limit)

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the chunks that share words with a question, best first, and what was corrected.

        A word is unknown, and may be a misspelling, only if no corpus has it.
        """
        frequency = functools.cache(self.document_frequency)
        looked_up = [index.look_up(question, frequency) for index in self._indexes]
        found = [index.search_words(words, limit) for index, words in zip(self._indexes, looked_up, strict=True)]
        unknown = [word for word in looked_up[0].unknown if all(word in words.unknown for words in looked_up)]
        corrected: dict[str, tuple[str, ...]] = {}
        for typed, nearest in (pair for words in looked_up for pair in words.corrections):
            if typed in unknown:
                corrected[typed] = tuple(dict.fromkeys((*corrected.get(typed, ()), *nearest)))
        return LexicalHits(hits=self._merged(found, limit), unknown=tuple(unknown), corrections=tuple(corrected.items()))

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the living chunks, in the order given, with names that begin with their corpus."""
        found: dict[int, Passage] = {}
        for number, (corpus, index) in enumerate(self.parts.items()):
            for passage in index.passages(self.own_ids(number, chunk_ids)):
                found[self.outer(number, passage.chunk_id)] = self._named(number, corpus, passage)
        return tuple(found[i] for i in chunk_ids if i in found)

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        return sum(index.document_frequency(word) for index in self._indexes)

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return sum(index.stem_frequency(stem) for index in self._indexes)

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the chunks of a document that overlap a stretch of its text, and their neighbours."""
        name = parse_name(source)
        if name.corpus not in self.parts:
            return ()
        around = self.parts[name.corpus].chunks_around(name.source, start, end)
        return tuple(self.outer(self._corpora.index(name.corpus), chunk_id) for chunk_id in around)

    def files_of(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Return the files that hold documents, in the order of the documents, each once."""
        names = [parse_name(source) for source in sources]
        found: dict[str, str] = {}
        for corpus, index in self.parts.items():
            for name in (name for name in names if name.corpus == corpus):
                found.update({str(name): str(DocumentName(corpus, file)) for file in index.files_of([name.source])})
        return tuple(dict.fromkeys(found[str(name)] for name in names if str(name) in found))

    def documents_of(self, file: str, most: int) -> tuple[StoredDocument, ...]:
        """Return the documents of a file, in its order; none if there are more than `most`."""
        name = parse_name(file)
        if name.corpus not in self.parts:
            return ()
        number = self._corpora.index(name.corpus)
        return tuple(
            document.model_copy(update={"id": self.outer(number, document.id), "names": _under(name.corpus, document.names)})
            for document in self.parts[name.corpus].documents_of(name.source, most)
        )

    def document(self, source: str) -> StoredDocument | None:
        """Return a living document by any of its names, which begins with the corpus."""
        name = parse_name(source)
        index = self.parts.get(name.corpus or "")
        return index.document(name.source) if index else None

    def _merged(self, found: Sequence[Sequence[Hit]], limit: int) -> tuple[Hit, ...]:
        hits = [
            Hit(chunk_id=self.outer(number, hit.chunk_id), score=hit.score) for number, own in enumerate(found) for hit in own
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])

    def _named(self, number: int, corpus: str, passage: Passage) -> Passage:
        names = _under(corpus, passage.names)
        ids = {name: self.outer(number, getattr(passage, name)) for name in ("chunk_id", "document_id")}
        return passage.model_copy(update={"source": names[0], "names": names, **ids})

    def outer(self, number: int, own_id: int) -> int:
        """Return the id that a chunk or document of a corpus has among all; `number` is the place of the corpus."""
        return own_id * len(self._indexes) + number

    def own_ids(self, number: int, outer_ids: Sequence[int]) -> list[int]:
        """Return the ids that those of a corpus's chunks have in its own index."""
        return [outer_id // len(self._indexes) for outer_id in outer_ids if outer_id % len(self._indexes) == number]


class JoinedReader:
    """The readers of several corpora: it lends their newest generations together."""

    def __init__(self, readers: Mapping[str, IndexReader]) -> None:
        self._readers = dict(readers)
        self._last: JoinedIndex | None = None

    @contextmanager
    def snapshot(self) -> Iterator[JoinedIndex]:
        """Lend the newest generation of every corpus for one question; raise IndexStaleError as their readers do."""
        with ExitStack() as lent:
            parts = {corpus: lent.enter_context(reader.snapshot()) for corpus, reader in self._readers.items()}
            # The same object for the same generations: what was kept of its tables stays of use.
            last = self._last
            joined = last if last and last.parts == parts else JoinedIndex(parts)
            self._last = joined
            yield joined

    def close(self) -> None:
        """Release the files; no snapshot may be lent."""
        self._last = None
        for reader in self._readers.values():
            reader.close()


def limited(index: Snapshot | JoinedIndex, filters: Filters) -> Snapshot | ScopedIndex | JoinedIndex:
    """Return an index limited to the documents that filters choose; without filters it is the index itself."""
    if not filters:
        return index
    if isinstance(index, Snapshot):
        return ScopedIndex(index, filters)
    return JoinedIndex({c: ScopedIndex(part, filters) for c, part in index.parts.items() if isinstance(part, Snapshot)})


def _under(corpus: str, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(DocumentName(corpus, name)) for name in names)
