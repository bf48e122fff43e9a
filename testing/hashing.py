"""An embedder that costs nothing: for tests in which it does not matter which passages are near."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from qa_bot.models.protocols import Embedder, Vectors

_TOKEN = re.compile(r"\w+|[^\w\s]")


class HashingEmbedder(Embedder):
    """Vectors that count the hashes of words."""

    name = "hashing"
    dimensions = 16
    max_tokens = 512

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.embed_query(text) for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def embed_query(self, question: str) -> Vectors:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for word in _TOKEN.findall(question):
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1
        return vector / np.linalg.norm(vector)

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in _TOKEN.finditer(text))


class ScatteredEmbedder(HashingEmbedder):
    """Vectors that are random, the same for the same text: a graph of many that are alike has parts that are not found."""

    def embed_query(self, question: str) -> Vectors:
        vector = np.random.default_rng(zlib.crc32(question.encode())).standard_normal(self.dimensions).astype(np.float32)
        return vector / np.linalg.norm(vector)
