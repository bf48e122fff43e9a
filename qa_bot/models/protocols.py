"""What the core needs of a model, whichever library runs it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turn texts into unit-length vectors.

    `name` identifies the weights (it is part of the index fingerprint), `dimensions` is the length of a vector and
    `max_tokens` the longest text, special tokens included, that is embedded whole.
    """

    name: str
    dimensions: int
    max_tokens: int

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), in the order given."""
        ...

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        ...

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        ...


class Reranker(Protocol):
    """Score how well a passage answers a question."""

    name: str

    def score(self, question: str, passages: Sequence[str]) -> Vectors:
        """Return one logit a passage, shape (len(passages),), higher is better."""
        ...
