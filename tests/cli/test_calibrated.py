"""A calibration of the confidence is in force for the corpus that it was fitted to, and for no other."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_bot.answering.confidence import LinearModel, load_confidence
from qa_bot.answering.promise import KeptGold
from qa_bot.evaluation.calibration import save
from qa_bot.models.bundled_reader import BundledReader
from tests.conftest import EXCERPTS, open_reader

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
THRESHOLD = 0.4321
Calibrate = Callable[..., dict[str, str]]


@pytest.fixture
def at_excerpts(excerpts_index: Path) -> tuple[str, ...]:
    return ("--corpus", str(EXCERPTS), "--index", str(excerpts_index))


@pytest.fixture
def calibrate(excerpts_index: Path, tmp_path: Path) -> Calibrate:
    """Return a function that keeps a calibration as `eval --calibrate` does, and returns where."""
    reader = open_reader(excerpts_index)
    with reader.snapshot() as index:
        root, index_id = index.origin()
        fingerprint = index.generation.fingerprint
    reader.close()

    def kept(name: str = "confidence/seeds.json", **changes: object) -> dict[str, str]:
        of = {"root": root, "index_id": index_id, "fingerprint": fingerprint, **changes}
        gold = KeptGold(corpus_digest="", questions=0, answers=(), **of)
        confidence = load_confidence()
        fitted = {"calibration": LinearModel(mean=(0.0,), scale=(1.0,), weights=(1.0,), intercept=0.0), "threshold": THRESHOLD}
        model = confidence.model_for(BundledReader.name).model_copy(update={**fitted, "kept": gold})
        save(confidence, tmp_path / "state" / name, BundledReader.name, model, {})
        return {"QA_BOT_STATE_DIR": str(tmp_path / "state")}

    return kept


def threshold_of(done) -> float:
    return float(done.stdout.partition("threshold ")[2].partition(":")[0])


@pytest.mark.parametrize("name", ["confidence/seeds.json", "confidence.json"], ids=["as kept now", "of an earlier version"])
@pytest.mark.parametrize("changes", [{}, {"root": "/before/it/moved"}, {"index_id": "before-it-was-rebuilt"}])
def test_its_own_corpus_has_it(qa_bot, at_excerpts, calibrate, name, changes):
    state = calibrate(name, **changes)
    assert threshold_of(qa_bot("ask", AIRPORT, "--explain", *at_excerpts, **state)) == pytest.approx(THRESHOLD, abs=1e-3)
    told = json.loads(qa_bot("status", "--json", *at_excerpts, **state).stdout)["calibration"]
    assert (told["in_force"], told["threshold"]) == (True, THRESHOLD)
    assert "and in force here" in qa_bot("status", *at_excerpts, **state).stdout


@pytest.mark.parametrize(
    "changes",
    [{"root": "/elsewhere/handbook", "index_id": "other"}, {"fingerprint": "0" * 16}],
    ids=["another corpus", "other settings of the index"],
)
def test_what_was_fitted_to_something_else_is_not_in_force(qa_bot, at_excerpts, calibrate, changes):
    state = calibrate(**changes)
    shipped = load_confidence().model_for(BundledReader.name).threshold
    assert threshold_of(qa_bot("ask", AIRPORT, "--explain", *at_excerpts, **state)) == pytest.approx(shipped, abs=1e-3)
    told = json.loads(qa_bot("status", "--json", *at_excerpts, **state).stdout)["calibration"]
    assert not told["in_force"]
    said = qa_bot("status", *at_excerpts, **state).stdout
    assert f"as shipped; what was calibrated to {changes.get('root', EXCERPTS)} on" in said


def test_each_of_two_corpora_has_its_own(qa_bot, at_excerpts, calibrate):
    calibrate("confidence/a.json", root="/elsewhere/handbook", index_id="other")
    state = calibrate("confidence/b.json")
    assert threshold_of(qa_bot("ask", AIRPORT, "--explain", *at_excerpts, **state)) == pytest.approx(THRESHOLD, abs=1e-3)


def test_without_any_nothing_is_said_of_it(qa_bot, at_excerpts):
    assert json.loads(qa_bot("status", "--json", *at_excerpts).stdout)["calibration"] is None
    assert "calibrated" not in qa_bot("status", *at_excerpts).stdout
