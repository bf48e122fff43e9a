"""Cut and embed documents with LlamaIndex's ingestion pipeline: our splitter and our embedder are its transformations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_bot.documents import Document
from qa_bot.frozen import Frozen
from qa_bot.ingestion.chunking import chunk_document
from qa_bot.models.protocols import Embedder
from qa_bot.passage import heading_of
from qa_bot.text.sentences import Span

if TYPE_CHECKING:
    from llama_index.core.ingestion import IngestionPipeline


class EmbeddedChunk(Frozen):
    """Be a chunk of a document and its vector, as float32 bytes, under the key that says what was embedded."""

    start: int
    end: int
    key: str
    vector: bytes


class VectorCache(Frozen):
    """Be what the pipeline asks before it embeds, and tells afterwards, so that no text is embedded twice.

    `key_of` names a text, `load` returns the vectors that are known, `save` keeps new ones.
    """

    key_of: Callable[[str], str]
    load: Callable[[Sequence[str]], Mapping[str, bytes]]
    save: Callable[[Mapping[str, bytes]], None]


def chunk_and_embed(
    documents: Sequence[Document], embedder: Embedder, chunk_tokens: int, cache: VectorCache
) -> list[list[EmbeddedChunk]]:
    """Return the embedded chunks of each document, in order."""
    from llama_index.core.schema import Document as LlamaDocument

    pipeline = _pipeline(embedder, chunk_tokens, cache)
    inputs = [
        LlamaDocument(text=d.text, id_=str(i), metadata={"heading": heading_of(d.title, d.date), "body_start": d.body_start})
        for i, d in enumerate(documents)
    ]
    chunks: list[list[EmbeddedChunk]] = [[] for _ in documents]
    for node in pipeline.run(documents=inputs, show_progress=False):
        fields = node.metadata
        chunks[int(fields["document"])].append(
            EmbeddedChunk(start=fields["start"], end=fields["end"], key=fields["key"], vector=fields["vector"])
        )
    return chunks


def _pipeline(embedder: Embedder, chunk_tokens: int, cache: VectorCache) -> IngestionPipeline:
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.schema import BaseNode, TextNode, TransformComponent

    class SentenceChunks(TransformComponent):
        """Cut documents into chunks of whole sentences, with exact offsets."""

        def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[BaseNode]:
            return [
                TextNode(text=node.get_content(), metadata={**node.metadata, "document": node.node_id, "start": a, "end": b})
                for node in nodes
                for a, b in _spans(node.get_content(), node.metadata, embedder, chunk_tokens)
            ]

    class Vectors(TransformComponent):
        """Attach the vector of heading and chunk, embedded now or known from before."""

        def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[BaseNode]:
            texts = [_embedded_text(node.get_content(), node.metadata) for node in nodes]
            for node, (key, vector) in zip(nodes, _embed(texts, embedder, cache), strict=True):
                node.metadata |= {"key": key, "vector": vector}
            return list(nodes)

    return IngestionPipeline(transformations=[SentenceChunks(), Vectors()], disable_cache=True)


def _spans(text: str, metadata: Mapping[str, Any], embedder: Embedder, chunk_tokens: int) -> tuple[Span, ...]:
    return chunk_document(text, int(metadata["body_start"]), embedder, chunk_tokens, str(metadata["heading"]))


def _embedded_text(text: str, metadata: Mapping[str, Any]) -> str:
    chunk = text[int(metadata["start"]) : int(metadata["end"])]
    return f"{metadata['heading']}\n{chunk}" if metadata["heading"] else chunk


def _embed(texts: Sequence[str], embedder: Embedder, cache: VectorCache) -> list[tuple[str, bytes]]:
    """Return (key, vector) for each text; equal texts are embedded once."""
    keys = [cache.key_of(text) for text in texts]
    known = dict(cache.load(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    vectors = embedder.embed_passages(list(missing.values()))
    new = dict(zip(missing, (np.asarray(v, np.float32).tobytes() for v in vectors), strict=True))
    cache.save(new)
    known.update(new)
    return [(key, known[key]) for key in keys]
