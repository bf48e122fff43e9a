"""Cut documents into chunks that are ready to be stored; vectors are saved as soon as they are computed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from qa_bot.documents.document import Document
from qa_bot.ingestion.chunking import Chunk
from qa_bot.ingestion.crew import Crew, CutDocuments, in_order
from qa_bot.ingestion.report import Progress, ProgressListener
from qa_bot.passage import heading_of
from qa_bot.storage.soundness import embedded_text, vector_key
from qa_bot.storage.writer import IndexWriter, StagedChunk

# Documents are cut and embedded in batches of about this many characters; each is a step of the progress bar.
BATCH_CHARS = 100_000
# How many texts are embedded and saved at once; the progress is reported after each batch.
AT_ONCE = 128
# A batch with this many chunks is one large file, so its own progress is shown.
WORTH_TELLING = 500

Owner = TypeVar("Owner")
# Documents that are cut together, each with what it belongs to.
Batch = Sequence[tuple[Owner, Document]]


class _Cut(NamedTuple):
    """Documents and their chunks, whose vectors are not yet known."""

    batch: Batch  # type: ignore[type-arg]
    chunks: list[tuple[StagedChunk, ...]]
    texts: dict[str, str]  # what is embedded, by the key of the vector


class Cutter:
    """A cutter and embedder of documents; `embedded` counts the embedded texts, not those whose vectors were known."""

    def __init__(self, model: str, crew: Crew, writer: IndexWriter, progress: ProgressListener) -> None:
        self.embedded = 0
        self._model = model
        self._crew = crew
        self._writer = writer
        self._progress = progress
        self._asked: set[str] = set()  # the keys of texts that are being embedded

    def cut(self, groups: Iterable[Batch[Owner]]) -> Iterator[tuple[Owner, Document, tuple[StagedChunk, ...]]]:
        """Yield each document with its chunks, whose vectors are saved; the documents of a group are cut in one batch."""
        ahead = self._crew.ahead
        for cut in in_order(in_order(_batches(groups), self._begin, ahead), self._embed, ahead):
            for (owner, document), chunks in zip(cut.batch, cut.chunks, strict=True):
                yield owner, document, chunks

    def _begin(self, batch: Batch[Owner]) -> Callable[[], _Cut]:
        wait = self._crew.cut([document for _, document in batch])
        return lambda: self._as_cut(batch, wait())

    def _as_cut(self, batch: Batch[Owner], cut: CutDocuments) -> _Cut:
        texts: dict[str, str] = {}
        staged = []
        for (_, document), chunks in zip(batch, cut, strict=True):
            own = [_embedded_text(document, chunk) for chunk in chunks]
            keys = [self._key_of(text) for text in own]
            texts |= zip(keys, own, strict=True)
            staged.append(tuple(_staged(document, chunks, keys)))
        return _Cut(batch, staged, texts)

    def _embed(self, cut: _Cut) -> Callable[[], _Cut]:
        """Begin to embed the texts that nobody has embedded; equal texts are embedded once."""
        known = self._writer.load_vectors(list(cut.texts))
        missing = [key for key in cut.texts if key not in known and key not in self._asked]
        self._asked.update(missing)
        parts = [missing[begin : begin + AT_ONCE] for begin in range(0, len(missing), AT_ONCE)]
        waiting = [(part, self._crew.embed([cut.texts[key] for key in part])) for part in parts]

        def wait() -> _Cut:
            for number, (part, vectors) in enumerate(waiting):
                self._save(part, vectors())
                self._note(number * AT_ONCE + len(part), len(missing))
            return cut

        return wait

    def _key_of(self, text: str) -> str:
        return vector_key(self._model, text)

    def _save(self, keys: Sequence[str], vectors: Iterable[object]) -> None:
        self._writer.save_vectors({k: np.asarray(v, np.float32).tobytes() for k, v in zip(keys, vectors, strict=True)})
        self._asked.difference_update(keys)
        self.embedded += len(keys)

    def _note(self, done: int, total: int) -> None:
        if total >= WORTH_TELLING:
            self._progress(Progress(stage="embedding", done=done, total=total))


def _batches(groups: Iterable[Batch[Owner]]) -> Iterator[Batch[Owner]]:
    """Yield groups together, until they have enough characters."""
    batch: list[tuple[Owner, Document]] = []
    chars = 0
    for group in groups:
        batch += group
        chars += sum(len(document.text) for _, document in group)
        if chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _embedded_text(document: Document, chunk: Chunk) -> str:
    heading = heading_of(document.title, document.date, chunk.layout)
    return embedded_text(heading, document.text[chunk.start : chunk.end])


def _staged(document: Document, chunks: Sequence[Chunk], keys: Sequence[str]) -> Iterator[StagedChunk]:
    line, counted_to = 1, 0
    for chunk, key in zip(chunks, keys, strict=True):
        line += document.text.count("\n", counted_to, chunk.start)
        counted_to = chunk.start
        yield StagedChunk(start=chunk.start, end=chunk.end, line=line, layout=chunk.layout, vector_key=key)
