"""The bundled embedder for graphics cards (extra `sentence-transformers`)."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.protocols import Vectors
from qa_bot.models.sentence_transformers import SentenceTransformerEmbedder


class FloatEmbedder(BundledEmbedder):
    """The bundled embedder, its passages embedded with float weights: on a graphics card if there is one.

    Tokens and questions are those of the int8 file, so documents are cut alike, and who asks needs no torch. The vectors are near
    those of the int8 file, not the same: its kernels round what goes into each matrix. So its index is another one.
    """

    name = "bundled-float:bge-small-en-v1.5"

    @cached_property
    def _passages(self) -> SentenceTransformerEmbedder:
        from qa_bot.models.float_weights import write_float_model

        with TemporaryDirectory() as folder:
            write_float_model(Path(folder), self._models_dir)
            embedder = SentenceTransformerEmbedder(folder)
            embedder.embed_passages(["loaded while its folder is there"])
        return embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), 384); text beyond 512 tokens is left out."""
        return self._passages.embed_passages(texts)

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (384,), by the int8 file."""
        vector: Vectors = super().embed_passages([self.query_prefix + question])[0]
        return vector
