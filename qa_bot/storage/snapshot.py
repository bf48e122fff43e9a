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
from qa_bot.storage.database import ALIVE, Generation, open_for_reading, read_meta, reporting
from qa_bot.storage.layout import lexical_path, vectors_path
from qa_bot.storage.lexical import LexicalStore
from qa_bot.storage.vectors import VectorStore
from qa_bot.storage.word_lookup import look_up
from qa_bot.text.stems import stem

# Dead chunks stay in the derived stores for one generation, so this many times as many hits are requested.
OVER_FETCH = 2


class StoredDocument(Frozen):
    """A document as it was indexed; `part` is '' for a file that is one document, `blocks` come only with `documents_of`."""

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
    """An index at one generation, safe to use from several threads."""

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
        looked_up = look_up(question, lexical, self.document_frequency, self.passages)
        hits = lexical.search(looked_up.known, looked_up.similar, limit * OVER_FETCH)
        return LexicalHits(hits=self._living(hits)[:limit], unknown=looked_up.unknown, corrections=looked_up.corrections)

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        lexical = self._open_lexical()
        return max(lexical.document_frequency(word), lexical.stem_frequency(stem(word)))

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return self._open_lexical().stem_frequency(stem)

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the living chunks of a document that overlap a stretch of its text, and their neighbours."""
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
        """Return the documents of a file, in its order, with their blocks; none if there are more than `most`."""
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
        """Return a digest of the documents' names and contents; it does not depend on the settings of the index."""
        with self._lock, reporting(self._index_dir):
            rows = self._connection.execute(
                f"SELECT n.source, d.digest FROM names n JOIN documents d ON d.id = n.document_id "
                f"WHERE {ALIVE.format('n.')} ORDER BY n.source, d.digest",
                {"g": self.generation.number},
            ).fetchall()
        return hashlib.sha256(json.dumps([tuple(row) for row in rows]).encode()).hexdigest()

    def origin(self) -> tuple[str, str]:
        """Return the root of the corpus at the last ingest, and the id of the index, which stays when its folder moves."""
        with self._lock, reporting(self._index_dir):
            return read_meta(self._connection, "root") or "", read_meta(self._connection, "index_id") or ""

    def close(self) -> None:
        """Close the files; no search may be running."""
        with self._lock:
            self._connection.close()
            if self._vectors is not None:
                self._vectors.close()

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
