"""What the core needs of a model, whichever library runs it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Offsets = NDArray[np.int32]


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


class HeadedText(NamedTuple):
    """A text to read, and the line above it that says what it belongs to: a title, a date, or ''."""

    heading: str
    text: str

    def written(self) -> str:
        """Return the text below its heading, as a model reads it."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text


class TokenScores(NamedTuple):
    """What a reader says of the tokens of one text, for one question.

    `offsets`, shape (tokens, 2), are the character offsets of the tokens in the text. `starts` and `ends`, shape (tokens,),
    are the logits that an answer starts or ends there; `none` is their sum where there is no answer. `evidence`, shape
    (tokens,), is the log odds that a token lies in a sentence, an item or a row that answers.
    """

    offsets: Offsets
    starts: Vectors
    ends: Vectors
    none: float
    evidence: Vectors


class Reading(NamedTuple):
    """What a reader makes of one text for one question.

    `relevance` is a logit, higher is better; it ranks texts. `answerable` is the log odds that the text answers the
    question, and `tokens` says where. `supported` and `refuted` are the log odds that the text supports or refutes the
    question read as a claim: what it takes for granted. All but the first are None where the model does not tell.
    """

    relevance: float
    answerable: float | None = None
    supported: float | None = None
    refuted: float | None = None
    tokens: TokenScores | None = None


class Reader(Protocol):
    """Read texts for a question, or for a claim.

    `name` identifies the weights: the confidence is fitted to them. `locates` says whether its readings tell whether a text
    answers, and where.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def locates(self) -> bool: ...  # noqa: D102

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return what the texts say on a question, in the order given."""
        ...
