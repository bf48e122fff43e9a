"""A small training on the processor, from rows to ONNX."""

import math
import warnings

import numpy as np
import pytest

from tests.training.made_rows import base_folder, made_rows
from training.encoding import encode_material, open_tokenizer, tokenize
from training.material import Material
from training.pairs import Pair, Task

pytestmark = pytest.mark.heavy

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from training.averaging import averaged  # noqa: E402
from training.backbone import kept_layers  # noqa: E402
from training.batches import load, plan_by_chance, plan_by_length  # noqa: E402
from training.errors import BaseModelError, WeightsError  # noqa: E402
from training.evaluation import evaluate, table  # noqa: E402
from training.export import differences, export, run_onnx  # noqa: E402
from training.loop import Schedule, train  # noqa: E402
from training.losses import LossWeights, losses  # noqa: E402
from training.reader import open_reader  # noqa: E402
from training.teacher import teacher_relevance  # noqa: E402
from training.weights import load_weights, save_weights  # noqa: E402

BASE = base_folder()
TOKENIZER = BASE / "tokenizer.json"
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def encoded():
    return encode_material(Material(made_rows(), ("Mr Smith",)), TOKENIZER, 320, 1, 1)


@pytest.fixture(scope="module")
def trained(encoded):
    """Return a reader of two layers after some steps, and what the loop did."""
    torch.manual_seed(1)
    reader = open_reader(BASE, 2)
    reader.backbone.freeze_embeddings()
    # Without a bound of time: a learning rate that follows the clock would be that of the machine.
    schedule = Schedule(seconds=math.inf, epochs=6, learning_rate=6e-4, tokens_per_batch=1024, log_steps=6)
    relevance = np.zeros(len(encoded), np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        done = train(reader, encoded, relevance, schedule, LossWeights(0.05, 0.5), lambda line: None)
    return reader, done


@pytest.fixture(scope="module")
def saved(trained, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    save_weights(trained[0], BASE, folder, {"rows": {"made": 1}})
    return folder


@pytest.fixture(scope="module")
def exported(trained, tmp_path_factory):
    return export(trained[0], tmp_path_factory.mktemp("onnx"))


def test_every_new_part_of_the_loss_falls(trained, encoded):
    torch.manual_seed(1)
    before, after = mean_losses(open_reader(BASE, 2), encoded), mean_losses(trained[0], encoded)
    for name in ("answerable", "span", "entailment", "evidence"):
        assert after[name] < before[name], name
    assert sum(after.values()) < 0.8 * sum(before.values())


def mean_losses(reader, encoded):
    """Return the parts of the loss over all pairs, without dropout."""
    plan = plan_by_length(encoded, np.arange(len(encoded)), 4096, 128)
    parts = []
    with torch.inference_mode():
        for _, batch in load(encoded, np.zeros(len(encoded), np.float32), plan, CPU):
            outputs = reader.eval()(batch.ids, batch.types, batch.attend)
            parts.append(losses(outputs, batch, LossWeights(0.05, 0.5), len(encoded)))
    return {name: float(sum(part[name] for part in parts)) for name in parts[0]}


def test_the_loop_tells_every_part_of_the_loss(trained):
    assert trained[1].losses
    assert {"answerable", "span", "relevance", "entailment", "evidence"} == set(trained[1].losses[-1])
    assert trained[1].epochs == pytest.approx(6, abs=0.1)


def test_the_base_says_what_the_bundled_file_says():
    encoding = tokenize(open_tokenizer(TOKENIZER, 320), Pair("Who built the bridge?", "Anna built it.", Task.QUESTION, 0))
    ids, types = np.array([encoding.ids], np.int64), np.array([encoding.type_ids], np.int64)
    from onnxruntime import InferenceSession

    session = InferenceSession(str(BASE / "model.onnx"), providers=["CPUExecutionProvider"])
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
    (said,) = session.run(None, inputs)
    with torch.inference_mode():
        meant = open_reader(BASE).eval()(
            torch.from_numpy(ids), torch.from_numpy(types), torch.ones(ids.shape, dtype=torch.bool)
        )
    assert meant.relevance.item() == pytest.approx(said.item(), abs=0.5)


def test_the_teacher_reads_questions_only(encoded, monkeypatch):
    monkeypatch.setattr("training.teacher.open_reader", lambda base: open_reader(base, 1))
    relevance = teacher_relevance(BASE, encoded, CPU)
    assert (relevance[encoded.task == Task.CLAIM] == 0).all()
    assert (relevance[encoded.task == Task.QUESTION] != 0).all()


def test_batches_hold_every_pair_once_and_no_more_tokens_than_allowed(encoded):
    plan = plan_by_chance(encoded, 512, 32, np.random.default_rng(1))
    assert sorted(np.concatenate(plan)) == list(range(len(encoded)))
    for rows, batch in load(encoded, np.zeros(len(encoded), np.float32), plan[:20], CPU):
        assert batch.ids.numel() <= 512
        for place, row in enumerate(rows):
            length, first, start = encoded.length[row], encoded.first_length[row], encoded.offsets[row]
            assert (batch.ids[place, :length].numpy() == encoded.ids[start : start + length]).all()
            assert batch.attend[place].sum() == length
            assert batch.passage[place].nonzero()[:, 0].tolist() == list(range(first, length - 1))
            assert batch.evidence[place].sum() == encoded.evidence[start : start + length].sum()


def test_rows_without_known_evidence_teach_the_evidence_head_nothing(trained, encoded):
    yes_no = np.flatnonzero((encoded.label == 1) & (encoded.task == Task.QUESTION) & (encoded.evidence_weight == 0))
    _, batch = next(load(encoded, np.zeros(len(encoded), np.float32), [yes_no[:4]], CPU))
    with torch.inference_mode():
        outputs = trained[0](batch.ids, batch.types, batch.attend)
    parts = losses(outputs, batch, LossWeights(0.05, 0.5), 4)
    assert float(parts["evidence"]) == 0
    assert float(parts["answerable"]) > 0


def test_onnx_says_what_torch_says_and_int8_nearly(trained, exported):
    for of_full, of_small in differences(trained[0], *exported, TOKENIZER).values():
        assert of_full < 1e-3
        assert of_small < 0.5


def test_the_exported_shapes_follow_the_tokens(exported):
    ids = np.array([[101, 2040, 102, 2000, 2001, 2002, 102]], np.int64)
    shapes = {name: values.shape for name, values in run_onnx(exported[1], ids, (ids > 1999).astype(np.int64)).items()}
    assert shapes == {
        "relevance": (1, 1), "answerable": (1, 1), "span": (1, 7, 2), "entailment": (1, 3), "evidence": (1, 7)
    }  # fmt: skip


def test_saved_weights_come_back(trained, saved):
    ids = torch.tensor([[101, 2040, 102, 2000, 2001, 102]])
    types, attend = (ids > 1999).long(), torch.ones(ids.shape, dtype=torch.bool)
    with torch.inference_mode():
        before, after = trained[0](ids, types, attend), load_weights(BASE, saved)(ids, types, attend)
    for one, other in zip(before, after, strict=True):
        assert torch.allclose(one, other, atol=0.02)


def test_frozen_embeddings_are_not_saved(saved):
    assert sum(path.stat().st_size for path in saved.glob("weights.?")) < 9_000_000


def test_a_lost_or_damaged_piece_is_named(saved, tmp_path):
    for path in saved.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    piece = tmp_path / "weights.0"
    piece.write_bytes(piece.read_bytes()[:-1] + b"?")
    with pytest.raises(WeightsError, match="damaged"):
        load_weights(BASE, tmp_path)
    piece.unlink()
    with pytest.raises(WeightsError, match="lacks a piece"):
        load_weights(BASE, tmp_path)
    (tmp_path / "weights.json").write_text('{"format": 0}')
    with pytest.raises(WeightsError, match="train again"):
        load_weights(BASE, tmp_path)


def test_a_smaller_reader_keeps_every_so_manyth_layer():
    assert kept_layers(6) == (1, 3, 5, 7, 9, 11)
    with pytest.raises(BaseModelError, match="divisor"):
        kept_layers(5)


def test_the_figures_of_made_rows_are_complete(trained):
    figures = evaluate(trained[0], open_tokenizer(TOKENIZER, 320), {"made": made_rows()[:60]}, "all")
    assert set(figures) == {"made (questions)", "made (claims)", "all (questions)", "all (claims)"}
    assert None not in [value for values in figures.values() for value in values.values()]
    assert figures["all (questions)"] == figures["made (questions)"]
    assert "| made |" in table(figures)


def test_averaging_goes_from_the_trained_weights_to_the_base(trained):
    reader, base = trained[0].cpu().eval(), open_reader(BASE, 2).state_dict()
    name = "backbone.layers.0.query.weight"
    own = reader.state_dict()
    assert torch.equal(averaged(reader, BASE, 0.0).state_dict()[name], own[name])
    assert torch.allclose(averaged(reader, BASE, 1.0).state_dict()[name], base[name])
    half = averaged(reader, BASE, 0.5).state_dict()
    assert torch.allclose(half[name], (own[name] + base[name]) / 2)
    assert torch.equal(half["span.weight"], own["span.weight"])
