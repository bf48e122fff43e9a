"""The bundled embedder with float weights: what it gives, and what it needs."""

import sys

import numpy as np
import pytest

from qa_bot.errors import DependencyError
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.float_embedder import FloatEmbedder
from qa_bot.models.load import load_embedder

TEXTS = [
    "The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill.",
    "The mill burned down.",
    "Schools\nThe grammar school has 412 pupils and 31 teachers. " * 12,
]


@pytest.mark.heavy
def test_float_weights_give_nearly_the_vectors_of_the_int8_file(embedder: BundledEmbedder):
    found, expected = load_embedder("bundled-float").embed_passages(TEXTS), embedder.embed_passages(TEXTS)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    assert (found * expected).sum(axis=1).min() > 0.99, "int8 rounds what goes into each matrix, float does not"


@pytest.mark.heavy
def test_a_text_has_the_same_vector_in_every_company():
    floats = load_embedder("bundled-float")
    together = floats.embed_passages(TEXTS)
    assert np.abs(np.concatenate([floats.embed_passages([text]) for text in TEXTS]) - together).max() < 1e-5


def test_who_asks_needs_no_torch(embedder: BundledEmbedder, monkeypatch: pytest.MonkeyPatch):
    for name in ("onnx", "sentence_transformers", "torch", "transformers"):
        monkeypatch.setitem(sys.modules, name, None)
    floats = FloatEmbedder()
    assert (floats.embed_query("Who opened it?") == embedder.embed_query("Who opened it?")).all()
    assert floats.token_offsets(TEXTS[0]) == embedder.token_offsets(TEXTS[0])
    with pytest.raises(DependencyError, match=r"qa-bot\[sentence-transformers\]"):
        floats.embed_passages(TEXTS)


def test_its_index_is_another_one(embedder: BundledEmbedder):
    assert FloatEmbedder().name != embedder.name
