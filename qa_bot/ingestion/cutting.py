"""Cut documents into chunks that are ready to be stored; vectors are saved as soon as they are computed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from qa_bot.documents.document import Document
from qa_bot.ingestion.pipeline import EmbeddedChunk, VectorCache, chunk_and_embed
from qa_bot.ingestion.report import Progress, ProgressListener
from qa_bot.models.protocols import Embedder
from qa_bot.storage.writer import IndexWriter, StagedChunk

# A batch with this many chunks is one large file, so its own progress is shown.
WORTH_TELLING = 500


class Cutter:
    """A cutter and embedder of documents; `embedded` counts the embedded texts, not those whose vectors were known."""

    def __init__(self, embedder: Embedder, chunk_tokens: int, writer: IndexWriter, progress: ProgressListener) -> None:
        self.embedded = 0
        self._embedder = embedder
        self._chunk_tokens = chunk_tokens
        self._writer = writer
        self._progress = progress
        self._cache = VectorCache(key_of=self._key_of, load=writer.load_vectors, save=self._save, note=self._note)

    def cut(self, documents: Sequence[Document]) -> list[tuple[StagedChunk, ...]]:
        """Return the chunks of each document, in order."""
        if not documents:
            return []
        cut = chunk_and_embed(documents, self._embedder, self._chunk_tokens, self._cache)
        return [tuple(_staged(document, chunks)) for document, chunks in zip(documents, cut, strict=True)]

    def _key_of(self, text: str) -> str:
        return hashlib.sha256(f"{self._embedder.name}\0{text}".encode()).hexdigest()

    def _save(self, vectors: Mapping[str, bytes]) -> None:
        self.embedded += len(vectors)
        self._writer.save_vectors(vectors)

    def _note(self, done: int, total: int) -> None:
        if total >= WORTH_TELLING:
            self._progress(Progress(stage="embedding", done=done, total=total))


def _staged(document: Document, chunks: Sequence[EmbeddedChunk]) -> Iterator[StagedChunk]:
    line, counted_to = 1, 0
    for chunk in chunks:
        line += document.text.count("\n", counted_to, chunk.start)
        counted_to = chunk.start
        yield StagedChunk(start=chunk.start, end=chunk.end, line=line, layout=chunk.layout, vector_key=chunk.key)
