"""Cut and embed documents."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from qa_bot.documents.document import Document
from qa_bot.frozen import Frozen
from qa_bot.ingestion.chunking import Chunk, chunk_document
from qa_bot.models.protocols import Embedder
from qa_bot.passage import Layout, heading_of

# How many texts are embedded and saved at once; the progress is reported after each batch.
AT_ONCE = 128


class EmbeddedChunk(Frozen):
    """A chunk of a document and its vector, as float32 bytes, under the key that says what was embedded."""

    start: int
    end: int
    layout: Layout
    key: str
    vector: bytes


class VectorCache(Frozen):
    """Functions that load and save vectors, so that no text is embedded twice.

    `key_of` names a text, `load` returns the known vectors, `save` keeps new ones, and `note` is told how many of how many
    texts are embedded.
    """

    key_of: Callable[[str], str]
    load: Callable[[Sequence[str]], Mapping[str, bytes]]
    save: Callable[[Mapping[str, bytes]], None]
    note: Callable[[int, int], None] = lambda done, total: None


def chunk_and_embed(
    documents: Sequence[Document], embedder: Embedder, chunk_tokens: int, cache: VectorCache
) -> list[list[EmbeddedChunk]]:
    """Return the embedded chunks of each document, in order."""
    cut = [chunk_document(d.text, d.blocks, embedder, chunk_tokens, d.title, d.date, bool(d.part)) for d in documents]
    texts = [_embedded_text(document, chunk) for document, chunks in zip(documents, cut, strict=True) for chunk in chunks]
    embedded = iter(_embed(texts, embedder, cache))
    return [[_embedded(chunk, *next(embedded)) for chunk in chunks] for chunks in cut]


def _embedded_text(document: Document, chunk: Chunk) -> str:
    heading = heading_of(document.title, document.date, chunk.layout)
    text = document.text[chunk.start : chunk.end]
    return f"{heading}\n{text}" if heading else text


def _embedded(chunk: Chunk, key: str, vector: bytes) -> EmbeddedChunk:
    return EmbeddedChunk(start=chunk.start, end=chunk.end, layout=chunk.layout, key=key, vector=vector)


def _embed(texts: Sequence[str], embedder: Embedder, cache: VectorCache) -> list[tuple[str, bytes]]:
    """Return (key, vector) for each text; equal texts are embedded once."""
    keys = [cache.key_of(text) for text in texts]
    known = dict(cache.load(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    waiting = list(missing.items())
    for begin in range(0, len(waiting), AT_ONCE):
        part = waiting[begin : begin + AT_ONCE]
        vectors = embedder.embed_passages([text for _, text in part])
        new = {key: np.asarray(vector, np.float32).tobytes() for (key, _), vector in zip(part, vectors, strict=True)}
        cache.save(new)
        known.update(new)
        cache.note(begin + len(part), len(waiting))
    return [(key, known[key]) for key in keys]
