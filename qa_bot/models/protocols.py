"""What the core needs of a model, whichever library runs it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turn texts into unit-length vectors.

    `name` identifies the weights (it is part of the index fingerprint), `dimensions` is the length of a vector and
    `max_tokens` the longest text, special tokens included, that is embedded whole.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def dimensions(self) -> int: ...  # noqa: D102
    @property
    def max_tokens(self) -> int: ...  # noqa: D102

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), in the order given."""
        ...

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        ...

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        ...


class PairScores(NamedTuple):
    """Be what a reranker says of pairs of question and passage.

    `logits` has shape (pairs,), higher is better; `states`, shape (pairs, width), is what the model knew of each pair
    before it settled on the logit, or None where the model does not tell.
    """

    logits: Vectors
    states: Vectors | None


class Reranker(Protocol):
    """Score how well a passage answers a question."""

    @property
    def name(self) -> str: ...  # noqa: D102

    def score(self, question: str, passages: Sequence[str]) -> PairScores:
        """Return the scores of the passages, in the order given."""
        ...
