import base64
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qa_bot.errors import DependencyError, ModelError, SettingsError
from qa_bot.evidence.grading import best_span
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.load import load_embedder, load_reader
from qa_bot.models.onnx_model import session_options
from qa_bot.models.protocols import HeadedText, Reading
from qa_bot.models.weights import CHECKSUMS, EMBEDDER, TOKENIZER, read_weights
from testing.waiting import PATIENCE_S
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


@pytest.fixture
def reader(models) -> BundledReader:
    return models.reader


def headed(*texts: str) -> list[HeadedText]:
    return [HeadedText("", text) for text in texts]


def best_place(reading: Reading) -> str:
    tokens = reading.tokens
    assert tokens is not None
    return best_span(tokens, 0, int(tokens.offsets[-1][1]))[1]


def test_the_reader_says_which_text_answers_and_where(reader):
    readings = reader.read("How many pupils does the school have?", headed(*TEXTS))
    assert max(range(3), key=lambda i: readings[i].relevance) == 2
    assert [reading.answerable > 0 for reading in readings] == [False, False, True]
    start, end = best_place(readings[2])
    assert TEXTS[2][start:end] == "412"


def test_offsets_count_in_the_text_below_its_heading(reader):
    text = "Öffnung: Die Mühle war 1932 abgebrannt. It was rebuilt in 1940 by 工程 engineers."
    plain, titled = reader.read("When was it rebuilt?", [HeadedText("", text), HeadedText("The mill | 12 May 1999", text)])
    assert text[slice(*best_place(plain))] == text[slice(*best_place(titled))] == "1940"
    assert (plain.tokens.offsets == titled.tokens.offsets).all()


def test_a_long_text_is_read_to_its_end_in_windows(reader):
    text = "The hall was painted. " * 400 + "The school has 412 pupils. " + "The hall was painted. " * 400
    (reading,) = reader.read("How many pupils does the school have?", headed(text))
    start, end = best_place(reading)
    assert text[start:end].startswith("412")
    assert reading.answerable > 0
    assert (np.diff(reading.tokens.offsets[:, 0]) > 0).all()


def test_a_question_longer_than_the_model_reads_is_cut(reader):
    readings = reader.read("why " * 5000, headed(*TEXTS, "word " * 3000))
    assert all(np.isfinite(reading.relevance) for reading in readings)


def test_a_reading_does_not_depend_on_its_company(reader):
    together = reader.read("When did the mill burn down?", headed(*TEXTS))
    alone = [reader.read("When did the mill burn down?", headed(text))[0] for text in TEXTS]
    assert [reading.relevance for reading in together] == [reading.relevance for reading in alone]


def test_a_claim_is_supported_by_the_text_that_says_it(reader):
    readings = reader.read("In 1932 the mill was destroyed by fire.", headed(*TEXTS))
    assert [reading.supported > reading.refuted and reading.supported > 0 for reading in readings] == [True, False, False]
    assert reader.read("anything", []) == ()


def test_weights_from_a_folder_give_the_same_vectors(tmp_path, embedder):
    for name in CHECKSUMS:
        (tmp_path / name).write_bytes(read_weights(name, None))
    assert (BundledEmbedder(tmp_path).embed_passages(TEXTS) == embedder.embed_passages(TEXTS)).all()


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_missing_or_altered_weights_are_an_error_that_says_what_to_do(tmp_path, harm):
    if harm == "altered":
        (tmp_path / TOKENIZER).write_text("{}")
        (tmp_path / EMBEDDER).write_bytes(b"")
    with pytest.raises(ModelError, match="pip install"):
        BundledEmbedder(tmp_path).embed_passages(["text"])


@pytest.mark.parametrize("value", ["", "nonsense", "sentence-transformers:"])
def test_an_unknown_model_is_an_error_that_names_the_setting(value):
    with pytest.raises(SettingsError, match="QA_BOT_EMBEDDING"):
        load_embedder(value)
    with pytest.raises(SettingsError, match="QA_BOT_RERANKER"):
        load_reader(value)


def test_a_model_whose_extra_is_not_installed_names_the_extra():
    try:
        import sentence_transformers  # noqa: F401
    except ImportError:
        with pytest.raises(DependencyError, match=r"sentence-transformers\]"):
            load_embedder("sentence-transformers:some/model").embed_passages(["text"])
    else:
        pytest.skip("the extra is installed")


def test_the_models_write_nothing_into_the_home_folder(tmp_path: Path):
    script = (
        "from qa_bot.models.bundled_embedder import *; from qa_bot.models.bundled_reader import *; "
        "BundledEmbedder().embed_query('a'); BundledReader().read('a', [HeadedText('', 'b')])"
    )
    subprocess.run([sys.executable, "-c", script], env=environment_of(tmp_path, {}), check=True, timeout=PATIENCE_S)
    assert not (tmp_path / "home").exists()


# An ONNX graph of one MatMulInteger: uint8 activations [1, 4] times four int8 weights of 127.
PRODUCT = (
    "CAgSADpYChgKAWEKAXcSAXAiDU1hdE11bEludGVnZXISAWcqDwgECAEQA0IBd0oEf39/f1oTCgFhEg4KDAgCEggKAggBCgIIBGITCgFwEg4KDAgGEggK"
    "AggBCgIIAUIECgAQDQ=="
)


def test_the_largest_product_is_not_cut_off_at_16_bits():
    """Without the option of the sessions, processors with AVX2 and without VNNI give 65,534."""
    import onnxruntime

    session = onnxruntime.InferenceSession(
        base64.b64decode(PRODUCT), session_options(onnxruntime), providers=["CPUExecutionProvider"]
    )
    assert session.run(None, {"a": np.full((1, 4), 255, np.uint8)})[0] == 4 * 255 * 127
