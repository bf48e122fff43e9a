"""One published generation, opened: its searches and its passages."""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from qa_bot.answer import CorpusIndex, IndexInfo
from qa_bot.documents.blocks import blocks_from_json
from qa_bot.filters import AppliedFilters
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit, LexicalHits, Passage
from qa_bot.storage.database import ALIVE, Generation, Row, latest_generation, open_for_reading, read_meta
from qa_bot.storage.exact import ExactVectors
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.soundness import check_texts
from qa_bot.storage.stored import StoredDocument, passage_of
from qa_bot.storage.vector_places import place_to_read
from qa_bot.storage.vector_search import VectorSearch
from qa_bot.storage.word_lookup import LookedUp, look_up
from qa_bot.storage.words import Words, word_place
from qa_bot.text.stems import stem

# Dead chunks stay in the derived stores for one generation, so this many times as many hits are requested.
OVER_FETCH = 2


class Snapshot:
    """An index at one generation, safe to use from several threads; it begins with the words open if `last` has them open."""

    def __init__(
        self, index_dir: Path, generation: Generation, servers: Servers = LOCAL, last: "Snapshot | None" = None
    ) -> None:
        self.generation = generation
        self._index_dir = index_dir
        self._servers = servers
        self._database = open_for_reading(index_dir, servers)
        self._lexical: Words | None = None
        self._lock = Lock()
        place = partial(place_to_read, index_dir, servers, self._meta, generation.fingerprint)
        self._vectors = VectorSearch(index_dir, generation.build, generation.chunks, self.select, place)
        if last is not None and last._lexical is not None:
            self._open_lexical()

    @property
    def chunk_count(self) -> int:
        """Return how many chunks are alive."""
        return self.generation.chunks

    @property
    def info(self) -> IndexInfo:
        """Return what an answer says about the index."""
        fields = {"documents", "chunks", "built_at"}
        return IndexInfo(generation=self.generation.number, **self.generation.model_dump(include=fields))

    @property
    def infos(self) -> tuple[CorpusIndex, ...]:
        """Return nothing, because only one corpus is asked."""
        return ()

    @property
    def filters(self) -> AppliedFilters | None:
        """Return nothing, because every document may be used."""
        return None

    def search_dense(self, vector: Vectors, limit: int, only: Collection[int] | None = None) -> tuple[Hit, ...]:
        """Return the living chunks, or `only` some of them, nearest to a unit vector, best first."""
        return self._living(self._vectors.search(vector, limit * OVER_FETCH, only))[:limit]

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the living chunks that share words with a question, best first, and what was corrected."""
        words = self.look_up(question, self.document_frequency)
        return LexicalHits(hits=self.search_words(words, limit), unknown=words.unknown, corrections=words.corrections)

    def look_up(self, question: str, document_frequency: Callable[[str], int]) -> LookedUp:
        """Return the words of a question, and what the index has in place of those of which the frequency is 0."""
        return look_up(question, self._open_lexical(), document_frequency, self.passages)

    def has_word(self, word: str, only: Sequence[int]) -> bool:
        """Tell whether one of some chunks has a folded word, or another word with its stem."""
        return self._open_lexical().has_word(word, only)

    def search_words(self, words: LookedUp, limit: int, only: Sequence[int] | None = None) -> tuple[Hit, ...]:
        """Return the living chunks, or `only` some of them, that have one of the words, best first."""
        hits = self._open_lexical().search(words.known, words.similar, limit * OVER_FETCH, only)
        return self._living(hits)[:limit]

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        return max(self._open_lexical().document_frequency(word), self.stem_frequency(stem(word)))

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return self._open_lexical().stem_frequency(stem)

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the living chunks of a document that overlap a stretch of its text, and their neighbours."""
        rows = self.select(
            f"""SELECT c.id, c.start, c."end" FROM names n JOIN chunks c ON c.document_id = n.document_id
            WHERE n.source = :source AND {ALIVE.format("n.")} AND {ALIVE.format("c.")} ORDER BY c.start""",
            source=source,
        )
        holding = [position for position, row in enumerate(rows) if row["start"] < end and row["end"] > start]
        around = rows[max(holding[0] - 1, 0) : holding[-1] + 2] if holding else ()
        return tuple(row["id"] for row in around)

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the living chunks, in the order given."""
        rows = self._rows(
            f"""SELECT c.id, c.document_id, c.start, c."end", c.line, c.layout, d.title, d.date, d.outlet, d.page_starts,
            substr(d.text, c.start + 1, c."end" - c.start) AS text,
            (SELECT json_group_array(n.source) FROM names n WHERE n.document_id = c.document_id AND {ALIVE.format("n.")})
            AS names, c.vector_key
            FROM chunks c JOIN documents d ON d.id = c.document_id
            WHERE c.id IN :ids AND {ALIVE.format("c.")}""",
            chunk_ids,
        )
        check_texts(self._index_dir, rows, self.generation.embedding)
        found = {row["id"]: passage_of(row) for row in rows}
        return tuple(found[i] for i in chunk_ids if i in found)

    def vectors_of(self, chunk_ids: Collection[int]) -> ExactVectors:
        """Return the vectors of some chunks."""
        return self._vectors.of(chunk_ids)

    def document(self, source: str) -> StoredDocument | None:
        """Return a living document by any of its names."""
        rows = self.select(
            f"""SELECT d.id, d.title, d.date, d.outlet, d.text, d.page_starts,
            (SELECT json_group_array(n.source) FROM names n WHERE n.document_id = d.id AND {ALIVE.format("n.")})
            AS names
            FROM names n JOIN documents d ON d.id = n.document_id
            WHERE n.source = :source AND {ALIVE.format("n.")}""",
            source=source,
        )
        if not rows:
            return None
        lists = {name: tuple(sorted(json.loads(rows[0][name]))) for name in ("names", "page_starts")}
        return StoredDocument(**{**dict(rows[0]), **lists})

    def files_of(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Return the files that hold documents, in the order of the documents, each once."""
        rows = self.select(
            f"SELECT n.source, n.file FROM names n WHERE n.source IN :sources AND {ALIVE.format('n.')}",
            sources=list(sources),
        )
        files = {row["source"]: row["file"] for row in rows}
        return tuple(dict.fromkeys(files[source] for source in sources if source in files))

    def documents_of(self, file: str, most: int) -> tuple[StoredDocument, ...]:
        """Return the documents of a file, in its order, with their blocks; none if there are more than `most`."""
        rows = self.select(
            f"""SELECT n.source, d.id, d.title, d.date, d.outlet, d.text, d.page_starts, d.part, d.blocks
            FROM names n JOIN documents d ON d.id = n.document_id
            WHERE n.file = :file AND {ALIVE.format("n.")} ORDER BY d.id LIMIT :limit""",
            file=file,
            limit=most + 1,
        )
        if len(rows) > most:
            return ()
        return tuple(
            StoredDocument(
                **{key: row[key] for key in ("id", "title", "date", "outlet", "text", "part")},
                names=(row["source"],),
                page_starts=tuple(json.loads(row["page_starts"])),
                blocks=blocks_from_json(row["blocks"]),
            )
            for row in rows
        )

    def sources(self) -> tuple[str, ...]:
        """Return the names of every living document, sorted."""
        query = f"SELECT n.source FROM names n WHERE {ALIVE.format('n.')} ORDER BY n.source"
        return tuple(row["source"] for row in self.select(query))

    def corpus_digest(self) -> str:
        """Return a digest of the documents' names and contents; it does not depend on the settings of the index."""
        rows = self.select(
            f"SELECT n.source, d.digest FROM names n JOIN documents d ON d.id = n.document_id "
            f"WHERE {ALIVE.format('n.')} ORDER BY n.source, d.digest"
        )
        return hashlib.sha256(json.dumps([tuple(row) for row in rows]).encode()).hexdigest()

    def origin(self) -> tuple[str, str]:
        """Return the root of the corpus at the last ingest, and the id of the index, which stays when its folder moves."""
        return self._meta("root") or "", self._meta("index_id") or ""

    def select(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query of the database; `:g` in it is the number of the generation."""
        with self._lock:
            return self._database.select(query, g=self.generation.number, **values)

    def hold(self) -> Generation | None:
        """Keep all rows until `let_go`, whatever is published, and return the newest generation; nobody may read meanwhile."""
        self._database.hold()
        return latest_generation(self._database)

    def let_go(self) -> None:
        """Let the rows of the generation go; nobody may read meanwhile."""
        self._database.let_go()

    def close(self) -> None:
        """Close the files; no search may be running."""
        with self._lock:
            self._database.close()
            self._vectors.close()
            if self._lexical is not None:
                self._lexical.close()

    def _living(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        query = f"SELECT c.id FROM chunks c WHERE c.id IN :ids AND {ALIVE.format('c.')}"
        alive = {row["id"] for row in self._rows(query, [hit.chunk_id for hit in hits])}
        return tuple(hit for hit in hits if hit.chunk_id in alive)

    def _rows(self, query: str, chunk_ids: Collection[int]) -> list[Row]:
        return self.select(query, ids=list(chunk_ids))

    def _open_lexical(self) -> Words:
        with self._lock:
            if self._lexical is None:
                self._lexical = word_place(self._index_dir, self._servers).open(self.generation.build)
            return self._lexical

    def _meta(self, key: str) -> str | None:
        with self._lock:
            return read_meta(self._database, key)
