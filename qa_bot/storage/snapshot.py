"""One published generation, opened: its searches and its passages."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from qa_bot.documents.blocks import Block, blocks_from_json
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Vectors
from qa_bot.passage import Hit, Layout, LexicalHits, Passage
from qa_bot.storage.corrections import edit_budget, nearest_words
from qa_bot.storage.database import ALIVE, Generation, open_for_reading, read_meta, reporting
from qa_bot.storage.layout import lexical_path, vectors_path
from qa_bot.storage.lexical import LexicalStore
from qa_bot.storage.vectors import VectorStore
from qa_bot.text.relatives import SHORTEST_BASE, are_related
from qa_bot.text.terms import STOP_WORDS, fold, word_spans, words
from qa_bot.text.vocabulary import is_english

# Dead chunks stay in the derived stores for one generation: this many more hits are asked for to make up for them.
OVER_FETCH = 2
# How many chunks with a similar word are looked at to find out which word it is.
SIMILAR_CHUNKS = 30
SHORTEST_WORD = 2
LONGEST_ENDING = 5
MOST_RELATED = 4


class StoredDocument(Frozen):
    """Be a document as it was indexed; `part` is '' for a file that is one document, `blocks` are read with a file's."""

    id: int
    names: tuple[str, ...]
    title: str | None
    date: str | None
    outlet: str | None
    text: str
    page_starts: tuple[int, ...]
    part: str = ""
    blocks: tuple[Block, ...] = ()

    def whole(self) -> Passage:
        """Return all of the document as one passage, which is no chunk of the index."""
        fields = self.model_dump(include={"names", "title", "date", "outlet", "text", "page_starts"})
        return Passage(chunk_id=0, document_id=self.id, source=self.names[0], start=0, end=len(self.text), line=1, **fields)


class Snapshot:
    """Be an index at one generation, safe to use from several threads."""

    def __init__(self, index_dir: Path, generation: Generation) -> None:
        self.generation = generation
        self._index_dir = index_dir
        self._connection = open_for_reading(index_dir)
        self._lexical: LexicalStore | None = None
        self._vectors: VectorStore | None = None
        self._lock = Lock()

    @property
    def chunk_count(self) -> int:
        """Return how many chunks are alive."""
        return self.generation.chunks

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the living chunks nearest to a unit vector, best first."""
        hits = self._open_vectors().search(vector, limit * OVER_FETCH)
        return self._living(hits)[:limit]

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the living chunks that share words with a question, best first, and what was corrected."""
        lexical = self._open_lexical()
        typed = {fold(question[a:b]): question[a:b] for a, b in word_spans(question)}
        known = [word for word in typed if word and word not in STOP_WORDS]
        absent = [w for w in known if len(w) >= SHORTEST_WORD and not self.document_frequency(w)]
        related = {word: self._related_words(word) for word in absent}
        unknown = [word for word in absent if not related[word]]
        similar_to = {word: found for word in unknown if (found := self._similar_words(word))}
        # A word that English has is no misspelling: goats are not boats because no document has goats.
        corrections = {word: found for word, found in similar_to.items() if not is_english(word)}
        similar = [near for found in (*related.values(), *corrections.values()) for near in found]
        hits = lexical.search(known, similar, limit * OVER_FETCH)
        return LexicalHits(
            hits=self._living(hits)[:limit],
            unknown=tuple(typed[word] for word in unknown),
            corrections=tuple((typed[word], found) for word, found in corrections.items()),
        )

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        from qa_bot.text.stems import stem

        lexical = self._open_lexical()
        return max(lexical.document_frequency(word), lexical.stem_frequency(stem(word)))

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return self._open_lexical().stem_frequency(stem)

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the living chunks of a document that hold a stretch of its text or stand next to those that do."""
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"""SELECT c.id, c.start, c."end" FROM names n JOIN chunks c ON c.document_id = n.document_id
                WHERE n.source = :source AND {ALIVE.format("n.")} AND {ALIVE.format("c.")} ORDER BY c.start""",
                {"source": source, "g": self.generation.number},
            ).fetchall()
        holding = [position for position, row in enumerate(rows) if row["start"] < end and row["end"] > start]
        around = rows[max(holding[0] - 1, 0) : holding[-1] + 2] if holding else ()
        return tuple(row["id"] for row in around)

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the living chunks, in the order given."""
        rows = self._rows(
            f"""SELECT c.id, c.document_id, c.start, c."end", c.line, c.layout, d.title, d.date, d.outlet, d.page_starts,
            substr(d.text, c.start + 1, c."end" - c.start) AS text,
            (SELECT json_group_array(n.source) FROM names n WHERE n.document_id = c.document_id AND {ALIVE.format("n.")})
            AS names
            FROM chunks c JOIN documents d ON d.id = c.document_id
            WHERE c.id IN (SELECT value FROM json_each(:ids)) AND {ALIVE.format("c.")}""",
            chunk_ids,
        )
        found = {row["id"]: _passage(row) for row in rows}
        return tuple(found[i] for i in chunk_ids if i in found)

    def vectors(self, chunk_ids: Sequence[int]) -> Vectors:
        """Return the vectors of chunks, shape (len(chunk_ids), dimensions), in the order given."""
        rows = self._rows(
            "SELECT c.id, v.vector FROM chunks c JOIN vectors v ON v.key = c.vector_key "
            "WHERE c.id IN (SELECT value FROM json_each(:ids))",
            chunk_ids,
        )
        found = {row["id"]: np.frombuffer(row["vector"], np.float32) for row in rows}
        return np.stack([found[i] for i in chunk_ids])

    def document(self, source: str) -> StoredDocument | None:
        """Return a living document by any of its names."""
        with self._lock, reporting(self._index_dir):
            row = self._connection.execute(
                f"""SELECT d.id, d.title, d.date, d.outlet, d.text, d.page_starts,
                (SELECT json_group_array(n.source) FROM names n WHERE n.document_id = d.id AND {ALIVE.format("n.")})
                AS names
                FROM names n JOIN documents d ON d.id = n.document_id
                WHERE n.source = :source AND {ALIVE.format("n.")}""",
                {"source": source, "g": self.generation.number},
            ).fetchone()
        if row is None:
            return None
        fields = dict(row)
        fields["names"] = tuple(sorted(json.loads(row["names"])))
        fields["page_starts"] = tuple(json.loads(row["page_starts"]))
        return StoredDocument(**fields)

    def files_of(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Return the files that hold documents, in the order of the documents, each once."""
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"SELECT n.source, n.file FROM names n WHERE n.source IN (SELECT value FROM json_each(:sources)) "
                f"AND {ALIVE.format('n.')}",
                {"sources": json.dumps(list(sources)), "g": self.generation.number},
            ).fetchall()
        files = {row["source"]: row["file"] for row in rows}
        return tuple(dict.fromkeys(files[source] for source in sources if source in files))

    def documents_of(self, file: str, most: int) -> tuple[StoredDocument, ...]:
        """Return the documents of a file, in its order, with their blocks; none where there are more than `most`."""
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"""SELECT n.source, d.id, d.title, d.date, d.outlet, d.text, d.page_starts, d.part, d.blocks
                FROM names n JOIN documents d ON d.id = n.document_id
                WHERE n.file = :file AND {ALIVE.format("n.")} ORDER BY d.id LIMIT :limit""",
                {"file": file, "g": self.generation.number, "limit": most + 1},
            ).fetchall()
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
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"SELECT n.source FROM names n WHERE {ALIVE.format('n.')} ORDER BY n.source",
                {"g": self.generation.number},
            ).fetchall()
        return tuple(row["source"] for row in rows)

    def corpus_digest(self) -> str:
        """Return what identifies the documents: their names and contents, whatever the settings of the index."""
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"SELECT n.source, d.digest FROM names n JOIN documents d ON d.id = n.document_id "
                f"WHERE {ALIVE.format('n.')} ORDER BY n.source, d.digest",
                {"g": self.generation.number},
            ).fetchall()
        return hashlib.sha256(json.dumps([tuple(row) for row in rows]).encode()).hexdigest()

    def origin(self) -> tuple[str, str]:
        """Return the root of the corpus as it was at the last ingest, and the id of the index, which moves with its folder."""
        with self._lock, reporting(self._index_dir):
            return read_meta(self._connection, "root") or "", read_meta(self._connection, "index_id") or ""

    def close(self) -> None:
        """Release the files; no search may be running."""
        with self._lock:
            self._connection.close()
            if self._vectors is not None:
                self._vectors.close()

    def _related_words(self, word: str) -> tuple[str, ...]:
        """Return the corpus's words of the same family as a word that no document has."""
        if len(word) < SHORTEST_BASE or not word.isalpha():
            return ()
        prefix = word[: max(SHORTEST_BASE, len(word) - LONGEST_ENDING)]
        chunk_ids = self._open_lexical().chunks_with_prefix(prefix, SIMILAR_CHUNKS)
        found = {w for p in self.passages(chunk_ids) for w in words(f"{p.text} {p.title or ''}") if are_related(word, w)}
        return tuple(sorted(found))[:MOST_RELATED]

    def _similar_words(self, word: str) -> tuple[str, ...]:
        budget = edit_budget(word)
        if not budget:
            return ()
        chunk_ids = self._open_lexical().similar_chunks(word, budget, SIMILAR_CHUNKS)
        passages = self.passages(chunk_ids)
        texts = [text for passage in passages for text in (passage.text, passage.title or "")]
        return nearest_words(word, texts, self._open_lexical().document_frequency)

    def _living(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        rows = self._rows(
            f"SELECT c.id FROM chunks c WHERE c.id IN (SELECT value FROM json_each(:ids)) AND {ALIVE.format('c.')}",
            [hit.chunk_id for hit in hits],
        )
        alive = {row["id"] for row in rows}
        return tuple(hit for hit in hits if hit.chunk_id in alive)

    def _rows(self, query: str, chunk_ids: Sequence[int]) -> list[sqlite3.Row]:
        with self._lock, reporting(self._index_dir):
            parameters = {"ids": json.dumps(list(chunk_ids)), "g": self.generation.number}
            return self._connection.execute(query, parameters).fetchall()

    def _open_lexical(self) -> LexicalStore:
        with self._lock:
            if self._lexical is None:
                self._lexical = LexicalStore.open(lexical_path(self._index_dir, self.generation.build))
            return self._lexical

    def _open_vectors(self) -> VectorStore:
        with self._lock:
            if self._vectors is None:
                index_id = read_meta(self._connection, "index_id") or ""
                self._vectors = VectorStore.open(
                    vectors_path(self._index_dir, self.generation.build),
                    collection_name(index_id, self.generation.fingerprint),
                )
            return self._vectors


def collection_name(index_id: str, fingerprint: str) -> str:
    """Return the name of the Chroma collection of an index and its settings."""
    return f"qa-bot-{index_id}-{fingerprint}"


def _passage(row: sqlite3.Row) -> Passage:
    names = tuple(sorted(json.loads(row["names"])))
    fields = {key: row[key] for key in ("document_id", "start", "end", "line", "title", "date", "outlet", "text")}
    page_starts = tuple(json.loads(row["page_starts"]))
    layout = Layout.from_json(row["layout"])
    return Passage(chunk_id=row["id"], source=names[0], names=names, page_starts=page_starts, layout=layout, **fields)
