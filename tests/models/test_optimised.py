"""The optimised graphs of the bundled models, which are kept beside the weights."""

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnxruntime
import pytest

from qa_bot.models.onnx_model import EXACT_PRODUCTS, session_options
from qa_bot.models.optimised import Place, open_and_keep, open_kept, place_of
from qa_bot.models.weights import EMBEDDER, READER, checked_file

OPTIONS = partial(session_options, onnxruntime)
IDS = np.array([[101, 2129, 2116, 102, 1996, 2082, 2038, 6, 102]], np.int64)
INPUTS = {"input_ids": IDS, "attention_mask": np.ones_like(IDS), "token_type_ids": np.array([[0] * 4 + [1] * 5], np.int64)}


@pytest.fixture(autouse=True)
def python_keeps_what_it_compiles(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def place(folder: Path, file: str = READER) -> Place:
    return place_of(file, onnxruntime, EXACT_PRODUCTS, folder)


@pytest.mark.parametrize("file", [READER, EMBEDDER])
def test_a_graph_that_is_kept_gives_what_the_weights_give(tmp_path, file):
    weights = checked_file(file, None)
    plain = onnxruntime.InferenceSession(str(weights), OPTIONS(), providers=["CPUExecutionProvider"])
    assert open_kept(place(tmp_path, file), onnxruntime, OPTIONS) is None
    first = open_and_keep(weights, place(tmp_path, file), onnxruntime, OPTIONS)
    second = open_kept(place(tmp_path, file), onnxruntime, OPTIONS)
    for expected, *others in zip(*(session.run(None, INPUTS) for session in (plain, first, second)), strict=True):
        assert all((other == expected).all() for other in others)


def test_a_graph_that_is_not_whole_is_not_used_and_is_made_again(tmp_path):
    assert open_and_keep(checked_file(READER, None), place(tmp_path), onnxruntime, OPTIONS)
    kept = place(tmp_path).graph
    kept.write_bytes(kept.read_bytes()[:-1])
    assert open_kept(place(tmp_path), onnxruntime, OPTIONS) is None
    assert open_and_keep(checked_file(READER, None), place(tmp_path), onnxruntime, OPTIONS)
    assert open_kept(place(tmp_path), onnxruntime, OPTIONS)


def test_a_graph_of_another_release_has_another_place_and_goes_when_the_new_one_is_kept(tmp_path):
    other = place_of(READER, SimpleNamespace(__version__="1.0"), EXACT_PRODUCTS, tmp_path)
    other.graph.write_bytes(b"")
    other.digest.write_bytes(b"")
    assert open_and_keep(checked_file(READER, None), place(tmp_path), onnxruntime, OPTIONS)
    assert sorted(tmp_path.iterdir()) == sorted([place(tmp_path).graph, place(tmp_path).digest])


def test_where_nothing_can_be_kept_nothing_is_written(tmp_path, monkeypatch):
    missing = place(tmp_path / "missing" / "folder")
    assert open_and_keep(checked_file(READER, None), missing, onnxruntime, OPTIONS) is None
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert open_and_keep(checked_file(READER, None), place(tmp_path), onnxruntime, OPTIONS) is None
    assert list(tmp_path.iterdir()) == []
