"""Training the shipped reader further: its file as a start, and passages written for it."""

import json
import random
from pathlib import Path

import pytest

from training.errors import RowsError
from training.rows import ClaimRow, QuestionRow
from training.written import MOST_OF_ONE, balanced, read_written

PASSAGE = {
    "title": "Ferry",
    "date": "2024-05-01",
    "section": None,
    "passage": "The ferry sails at noon. Tickets cost 4 euros.",
    "qa": [["what do I pay to cross?", "4 euros"]],
    "no": ["What does a bicycle cost?"],
    "supported": ["It leaves in the middle of the day.", "The crossing is not free."],
    "refuted": ["Crossing is free."],
    "neutral": ["The crossing takes an hour."],
}


def written(folder, **changes):
    (folder / "one.jsonl").write_text(json.dumps(PASSAGE | changes) + "\n")
    return read_written(folder)


def test_a_written_passage_becomes_questions_and_claims(tmp_path):
    rows = written(tmp_path)
    questions = [row for row in rows if isinstance(row, QuestionRow)]
    claims = [row for row in rows if isinstance(row, ClaimRow)]
    assert [(row.answerable, [answer.text for answer in row.answers]) for row in questions] == [
        (True, ["4 euros"]),
        (False, []),
    ]
    assert [row.label for row in claims] == ["supported", "supported", "refuted", "neutral"]
    assert [row.premise.partition("\n")[0] for row in claims[:2]] == [PASSAGE["passage"], "Ferry | 2024-05-01"]


@pytest.mark.parametrize("changes", [{"qa": [["how much?", "5 euros"]]}, {"qa": [["how?"]]}, {"no": None}, {"refuted": 3}])
def test_a_wrong_passage_is_named_by_its_line(tmp_path, changes):
    with pytest.raises(RowsError, match=r"one\.jsonl:1: "):
        written(tmp_path, **changes)


def test_the_passages_kept_here_can_be_read_and_balanced():
    rows = read_written(Path(__file__).parents[2] / "training" / "passages")
    kept = balanced(rows, random.Random(1))
    assert len(rows) > 38_000
    assert len(kept) > 0.7 * len(rows)
    assert {row.label for row in kept if isinstance(row, ClaimRow)} == {"supported", "refuted", "neutral"}


def test_the_shared_words_do_not_tell_the_label_of_balanced_rows():
    text = "The ferry sails at noon from the old pier."
    true = [ClaimRow("made", "Boats leave at midday.", text, "supported") for _ in range(20)]
    false = [ClaimRow("made", f"The ferry sails at noon from pier {number}.", text, "refuted") for number in range(20)]
    one_more = ClaimRow("made", "The ferry sails at noon.", text, "supported")
    kept = balanced([*true, *false, one_more], random.Random(1))
    assert one_more in kept
    assert not set(true) & set(kept)
    assert len(kept) == 1 + int(MOST_OF_ONE)


@pytest.mark.heavy
def test_an_exported_reader_comes_back_and_its_lower_layers_stay(tmp_path):
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from training.averaging import mixed
    from training.errors import BaseModelError
    from training.export import export
    from training.further import freeze, without_dropout
    from training.reader import Reader
    from training.shipped import read_shipped

    torch.manual_seed(1)
    reader = Reader(2).eval()
    # The export keeps equal tensors once, and what was never trained is equal.
    for parameter in reader.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    started = read_shipped(export(reader, tmp_path)[1])
    before, after = reader.state_dict(), started.state_dict()
    assert before.keys() == after.keys()
    for name, value in before.items():
        assert torch.allclose(value, after[name], atol=0.02 * float(value.abs().max()) + 1e-6), name
    freeze(started, 1)
    moving = {name for name, value in started.named_parameters() if value.requires_grad}
    assert moving
    assert not [name for name in moving if name.startswith(("backbone.word", "backbone.norm.", "backbone.layers.0."))]
    without_dropout(started)
    started.train()
    ids = torch.tensor([[101, 2054, 102, 2023, 102]])
    first, second = (started(ids, torch.zeros_like(ids), ids > 0).answerable for _ in range(2))
    assert torch.equal(first, second)
    half = mixed(reader, started, 0.5).state_dict()["pool.weight"]
    assert torch.allclose(half, (before["pool.weight"] + after["pool.weight"]) / 2)
    (tmp_path / "no.onnx").write_bytes(b"nothing")
    with pytest.raises(BaseModelError, match=r"reader\.onnx"):
        read_shipped(tmp_path / "no.onnx")
