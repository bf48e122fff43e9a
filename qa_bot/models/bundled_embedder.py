"""The bundled embedder."""

from collections.abc import Sequence

import numpy as np

from qa_bot.models.onnx_model import BundledModel
from qa_bot.models.protocols import Vectors
from qa_bot.models.weights import EMBEDDER


class BundledEmbedder(BundledModel):
    """The embedder BAAI/bge-small-en-v1.5 (int8): CLS pooling, unit length, a prefix on queries only.

    Source: https://huggingface.co/BAAI/bge-small-en-v1.5 (model card, "Usage").
    """

    file = EMBEDDER
    name = "bundled:bge-small-en-v1.5-int8"
    dimensions = 384
    query_prefix = "Represent this sentence for searching relevant passages: "

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), 384); text beyond 512 tokens is left out."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        for encoding in encodings:
            encoding.truncate(self.max_tokens)
        vectors = np.stack(self._map(encodings, lambda outputs: outputs[0][0, 0]))
        unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (384,)."""
        vector: Vectors = self.embed_passages([self.query_prefix + question])[0]
        return vector

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).offsets)
