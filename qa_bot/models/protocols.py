"""What the core needs of a model, whichever library runs it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Offsets = NDArray[np.int32]


class Embedder(Protocol):
    """A model that turns texts into unit-length vectors.

    `name` identifies the weights (it is part of the index fingerprint), `dimensions` is the length of a vector and
    `max_tokens` the longest text, including special tokens, that is embedded whole.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def dimensions(self) -> int: ...  # noqa: D102
    @property
    def max_tokens(self) -> int: ...  # noqa: D102

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimensions), in the order given."""
        ...

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        ...

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        ...


class HeadedText(NamedTuple):
    """A text to read, and the line above it that says where it comes from: a title, a date, or ''."""

    heading: str
    text: str

    def written(self) -> str:
        """Return the text below its heading, as a model reads it."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text


class TokenScores(NamedTuple):
    """What a reader says about the tokens of one text, for one question.

    `offsets`, shape (tokens, 2), are the character offsets of the tokens in the text. `starts` and `ends`, shape (tokens,),
    are the logits that an answer starts or ends there; `none` is their sum for "no answer". `evidence`, shape (tokens,), is
    the log odds that a token is part of a sentence, an item or a row that answers.
    """

    offsets: Offsets
    starts: Vectors
    ends: Vectors
    none: float
    evidence: Vectors


class Reading(NamedTuple):
    """What a reader says about one text for one question.

    `relevance` is a logit, higher is better; it ranks texts. `answerable` is the log odds that the text answers the
    question, and `tokens` says where. `supported` and `refuted` are the log odds that the text supports or refutes what the
    question takes for granted (the question is read as a claim). All but the first are None if the model does not give them.
    """

    relevance: float
    answerable: float | None = None
    supported: float | None = None
    refuted: float | None = None
    tokens: TokenScores | None = None


class Reader(Protocol):
    """A model that reads texts for a question, or for a claim.

    `name` identifies the weights: the confidence is fitted to them. `locates` says whether its readings include whether a
    text answers, and where.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def locates(self) -> bool: ...  # noqa: D102

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return a reading of each text for the question, in the order given."""
        ...
