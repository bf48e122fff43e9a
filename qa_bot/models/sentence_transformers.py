"""Run any SentenceTransformer or CrossEncoder, on a GPU if there is one (extra `sentence-transformers`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_bot.errors import DependencyError, ModelError
from qa_bot.models.protocols import HeadedText, Reading, Vectors

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

BATCH_SIZE = 32


class SentenceTransformerEmbedder:
    """A SentenceTransformer from the hub or from a folder; its own code is never run.

    A model that declares a prompt named "query" or "passage"/"document" gets it.
    """

    def __init__(self, model: str) -> None:
        self._model_name = model
        self.name = f"sentence-transformers:{model}"

    @cached_property
    def _model(self) -> SentenceTransformer:
        library = _import_library()
        model: SentenceTransformer = _load(
            lambda: library.SentenceTransformer(self._model_name, trust_remote_code=False), self._model_name
        )
        return model

    @cached_property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return len(self._encode(["a"], None)[0])

    @cached_property
    def max_tokens(self) -> int:
        """Return the longest text, in tokens, that is embedded whole."""
        return int(self._model.max_seq_length or 512)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (len(texts), dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return self._encode(list(texts), self._prompt("passage", "document"))

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (dimensions,)."""
        vector: Vectors = self._encode([question], self._prompt("query"))[0]
        return vector

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        encoded = self._model.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
        return tuple((start, end) for start, end in encoded["offset_mapping"])

    def _prompt(self, *names: str) -> str | None:
        return next((name for name in names if name in self._model.prompts), None)

    def _encode(self, texts: list[str], prompt_name: str | None) -> Vectors:
        vectors = self._model.encode(
            texts,
            prompt_name=prompt_name,
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


class CrossEncoderReader:
    """A CrossEncoder from the hub or from a folder; its own code is never run.

    It says only how relevant a text is.
    """

    locates = False

    def __init__(self, model: str) -> None:
        self._model_name = model
        self.name = f"sentence-transformers:{model}"

    @cached_property
    def _model(self) -> CrossEncoder:
        library = _import_library()
        model: CrossEncoder = _load(lambda: library.CrossEncoder(self._model_name, trust_remote_code=False), self._model_name)
        return model

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return the relevance of each text, in the order given."""
        if not texts:
            return ()
        # Loaded first: without the extra, it says so.
        model = self._model
        import torch

        scores = model.predict(
            [(question, text.written()) for text in texts],
            activation_fn=torch.nn.Identity(),
            batch_size=BATCH_SIZE,
            show_progress_bar=False,
        )
        return tuple(Reading(float(score)) for score in np.asarray(scores, np.float32).reshape(len(texts)))


def _import_library() -> Any:
    try:
        import sentence_transformers
    except ImportError as error:
        raise DependencyError(
            "this model needs the extra: pip install 'qa-bot[sentence-transformers]', or use the setting 'bundled'"
        ) from error
    return sentence_transformers


def _load(build: Any, name: str) -> Any:
    try:
        return build()
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(f"the model {name!r} cannot be loaded ({error}): check the name, or give a folder") from error
