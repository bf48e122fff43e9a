"""What an ingest writes into SQLite: rows that stay invisible until their generation is published."""

import json
import uuid
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from qa_bot.documents.blocks import blocks_to_json
from qa_bot.documents.document import Document
from qa_bot.frozen import Frozen
from qa_bot.passage import Layout
from qa_bot.storage.database import Database, Generation, Row, latest_generation, read_meta, write_meta
from qa_bot.storage.files import FileRecord, known_files
from qa_bot.storage.history import forget_old
from qa_bot.storage.stored import document_of

IDS_A_QUERY = 500


class StagedChunk(Frozen):
    """A chunk to be stored: offsets into the document's text, line (from 1), layout, and the key of its vector."""

    start: int
    end: int
    line: int
    layout: Layout
    vector_key: str


class IndexWriter:
    """A writer that stages and publishes one generation; the caller holds the writer's lock.

    Readers see nothing staged before `publish`. Nothing is deleted that readers of the last two generations may use.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.published = latest_generation(database)
        self.number = (self.published.number if self.published else 0) + 1
        if self.meta("index_id") is None:  # a random name, chosen at the first ingest
            self.remember("index_id", uuid.uuid4().hex[:12])

    def meta(self, key: str) -> str | None:
        """Return what the index remembers under a key."""
        return read_meta(self.database, key)

    def remember(self, key: str, value: str) -> None:
        """Remember a value at once, whether or not the coming generation is published."""
        write_meta(self.database, {key: value})

    def files(self) -> dict[str, FileRecord]:
        """Return the files of the corpus as they were at the last ingest, by source."""
        return known_files(self.database)

    def dead_chunks(self) -> tuple[int, ...]:
        """Return the chunks that no reader can see: left by an interrupted ingest, or dead for at least one generation."""
        return tuple(row[0] for row in self._query("SELECT id FROM chunks WHERE born >= :n OR died < :n - 1"))

    def purge(self, keep_days: int = 0, keep_generations: int = 1) -> None:
        """Delete the rows that no reader can see, texts not before they may; the derived stores have their chunks no more.

        Vectors of an interrupted ingest are kept: the next one needs them.
        """
        with self.database.transaction():
            self._run(
                "DELETE FROM vectors WHERE key IN (SELECT vector_key FROM chunks WHERE died < :n - 1) AND NOT EXISTS "
                "(SELECT 1 FROM chunks c WHERE c.vector_key = vectors.key AND c.born < :n AND (c.died IS NULL OR c.died >= :n - 1))"
            )
            self._run("DELETE FROM chunks WHERE born >= :n OR died < :n - 1")
            forget_old(self.database, self.number, keep_days, keep_generations)

    def load_vectors(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors that are known, as float32 bytes, by key."""
        found: dict[str, bytes] = {}
        for begin in range(0, len(keys), IDS_A_QUERY):
            rows = self._query(
                "SELECT key, vector FROM vectors WHERE key IN :keys", keys=list(keys[begin : begin + IDS_A_QUERY])
            )
            found.update({row["key"]: row["vector"] for row in rows})
        return found

    def save_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Save vectors at once, so that an interrupted ingest embeds nothing twice."""
        rows = [{"key": key, "vector": vector} for key, vector in vectors.items()]
        with self.database.transaction():
            self.database.run_many("INSERT INTO vectors (key, vector) VALUES (:key, :vector) ON CONFLICT DO NOTHING", rows)

    def documents_with_digest(self, digest: str) -> tuple[tuple[int, str], ...]:
        """Return (id, part) of the stored or staged documents of a file with this content."""
        rows = self._query("SELECT id, part FROM documents WHERE digest = :digest AND died IS NULL", digest=digest)
        return tuple((row["id"], row["part"]) for row in rows)

    def stage_document(self, digest: str, document: Document, chunks: Sequence[StagedChunk]) -> int:
        """Store a document and its chunks for the coming generation; return the document's id."""
        fields = {key: getattr(document, key) for key in ("part", "title", "date", "outlet", "text", "body_start")}
        with self.database.transaction():
            document_id = self._query(
                "INSERT INTO documents (digest, part, title, date, outlet, text, body_start, page_starts, blocks, born) VALUES "
                "(:digest, :part, :title, :date, :outlet, :text, :body_start, :page_starts, :blocks, :n) RETURNING id",
                digest=digest,
                page_starts=json.dumps(document.page_starts),
                blocks=blocks_to_json(document.blocks),
                **fields,
            )[0]["id"]
            self._insert_chunks(document_id, chunks)
        return int(document_id)

    def stage_chunks(self, document_id: int, chunks: Sequence[StagedChunk]) -> None:
        """Store new chunks of an existing document, for the coming generation."""
        with self.database.transaction():
            self._insert_chunks(document_id, chunks)

    def stage_name(self, source: str, file: str, document_id: int) -> None:
        """Give a document a name from the coming generation on."""
        self._run(
            "INSERT INTO names (source, document_id, file, born) VALUES (:source, :document_id, :file, :n) ON CONFLICT DO NOTHING",
            source=source,
            document_id=document_id,
            file=file,
        )

    def kept_documents(self, gone: Iterable[str]) -> Iterator[tuple[int, Document]]:
        """Yield (id, document) of the published documents that still have a name when some files are gone."""
        ids = [
            row[0]
            for row in self._query(
                "SELECT DISTINCT d.id FROM documents d JOIN names n ON n.document_id = d.id WHERE d.died IS NULL AND "
                "d.born < :n AND n.died IS NULL AND (n.born = :n OR n.file NOT IN :gone)",
                gone=sorted(gone),
            )
        ]
        for document_id in ids:
            yield document_id, self.document(document_id)

    def document(self, document_id: int) -> Document:
        """Return a document that is stored, alive or not, as it was read."""
        return document_of(self._query("SELECT * FROM documents WHERE id = :id", id=document_id)[0])

    def staged_chunks(self, gone: Sequence[str] | None = None) -> Generator[Row, None, None]:
        """Yield id, title, date, text and vector of the staged chunks.

        With `gone`, yield every chunk that will be alive without those files: what a new build must contain.
        """
        where = "c.born = :n"
        if gone is not None:
            where = (
                "c.died IS NULL AND EXISTS (SELECT 1 FROM names n WHERE n.document_id = c.document_id AND n.died IS NULL "
                "AND (n.born = :n OR n.file NOT IN :gone))"
            )
        yield from self.database.stream(
            f"""SELECT c.id, d.title, d.date, substr(d.text, c.start + 1, c."end" - c.start) AS text, c.layout, v.vector
            FROM chunks c JOIN documents d ON d.id = c.document_id JOIN vectors v ON v.key = c.vector_key
            WHERE {where} ORDER BY c.id""",
            n=self.number,
            gone=list(gone or ()),
        )

    def publish(
        self,
        fingerprint: str,
        embedding: str,
        chunk_tokens: int,
        build: int,
        root: Mapping[str, str],
        gone: Sequence[str],
        replaced_chunks: bool,
        files: Sequence[FileRecord],
    ) -> Generation:
        """Commit the coming generation; from then on, readers use it.

        `gone` are the files whose current names end, `files` the new or changed records, `root` what the index remembers
        about its corpus; `replaced_chunks` says that every published chunk has a staged successor.
        """
        with self.database.transaction():
            self._end_names(gone, [record.source for record in files], replaced_chunks)
            self._write_files(files)
            write_meta(self.database, root)
            self._add_generation(fingerprint, embedding, chunk_tokens, build)
        published = latest_generation(self.database)
        assert published is not None
        self.published, self.number = published, published.number + 1
        return published

    def _add_generation(self, fingerprint: str, embedding: str, chunk_tokens: int, build: int) -> None:
        tables = ("documents", "chunks")
        documents, chunks = (self._query(f"SELECT count(*) FROM {table} WHERE died IS NULL")[0][0] for table in tables)
        self._run(
            "INSERT INTO generations (number, built_at, fingerprint, embedding, chunk_tokens, build, documents, chunks) "
            "VALUES (:n, :now, :fingerprint, :embedding, :chunk_tokens, :build, :documents, :chunks)",
            now=datetime.now(UTC).isoformat(timespec="seconds"),
            fingerprint=fingerprint,
            embedding=embedding,
            chunk_tokens=chunk_tokens,
            build=build,
            documents=documents,
            chunks=chunks,
        )

    def note_files(self, records: Iterable[FileRecord], gone: Iterable[str] = ()) -> None:
        """Remember files that change nothing in the index: touched or skipped ones."""
        with self.database.transaction():
            self._run("DELETE FROM files WHERE source IN :gone", gone=list(gone))
            self._write_files(records)

    def _write_files(self, records: Iterable[FileRecord]) -> None:
        fields = ("size", "mtime_ns", "digest", "skipped", "notes")
        self.database.run_many(
            "INSERT INTO files (source, size, mtime_ns, digest, skipped, notes) "
            "VALUES (:source, :size, :mtime_ns, :digest, :skipped, :notes) "
            f"ON CONFLICT (source) DO UPDATE SET {', '.join(f'{field} = excluded.{field}' for field in fields)}",
            [record.row() for record in records],
        )

    def _end_names(self, gone: Sequence[str], kept: Sequence[str], replaced_chunks: bool) -> None:
        ended = list(gone)
        self._run("UPDATE names SET died = :n WHERE died IS NULL AND born < :n AND file IN :gone", gone=ended)
        self._run("DELETE FROM files WHERE source IN :gone", gone=ended)
        self._run(
            "UPDATE documents SET died = :n WHERE died IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM names n WHERE n.document_id = documents.id AND n.died IS NULL)"
        )
        self._run(
            "UPDATE chunks SET died = :n WHERE died IS NULL AND document_id IN (SELECT id FROM documents WHERE died = :n)"
        )
        if replaced_chunks:
            self._run("UPDATE chunks SET died = :n WHERE died IS NULL AND born < :n")

    def _insert_chunks(self, document_id: int, chunks: Sequence[StagedChunk]) -> None:
        shared = {"document_id": document_id, "n": self.number}
        self.database.run_many(
            'INSERT INTO chunks (document_id, start, "end", line, layout, vector_key, born) '
            "VALUES (:document_id, :start, :end, :line, :layout, :vector_key, :n)",
            [
                {
                    **shared,
                    "start": chunk.start,
                    "end": chunk.end,
                    "line": chunk.line,
                    "layout": chunk.layout.to_json(),
                    "vector_key": chunk.vector_key,
                }
                for chunk in chunks
            ],
        )

    def _query(self, query: str, **values: object) -> list[Row]:
        return self.database.select(query, **{"n": self.number, **values})

    def _run(self, query: str, **values: object) -> None:
        self.database.run(query, **{"n": self.number, **values})
