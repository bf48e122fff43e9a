import json
from pathlib import Path

import numpy as np
import pytest

from qa_bot.answering.confidence import load_confidence
from qa_bot.errors import GoldError
from qa_bot.evaluation.calibration import CalibrationRow, calibrate, kept_answers
from qa_bot.evaluation.gold import read_gold
from qa_bot.models.bundled_reader import BundledReader
from tests.conftest import SEEDS

PLACES = "Aldmoor Brenwick Carrow Denholm Elsford Farleigh Garth Hexley Ilmer Jarrow Kelby Lorne Marle Norbury Orrington Penrose Quorn Rothby Skerry Tarn Ulver Wexcombe".split()


def rows(shift: float) -> list[CalibrationRow]:
    rng = np.random.default_rng(3)
    made = []
    for i in range(120):
        answerable = i % 2 == 0
        middle = (2.0 if answerable else -2.0) + shift
        made.append(CalibrationRow(log_odds=float(rng.normal(middle, 1.0)), answerable=answerable, group=f"{i}.txt"))
    return made


def test_a_calibration_moves_the_threshold_to_where_the_questions_part():
    model = load_confidence().model_for(BundledReader.name)
    fitted, report = calibrate(model, rows(shift=-3.0))
    assert report.kept >= 0.92
    assert report.refused > 0.9
    assert report.kept_before < 0.5
    assert report.calibration_error < report.calibration_error_before
    assert fitted.calibration is not None
    assert fitted.regression == model.regression


def test_too_few_questions_are_refused():
    with pytest.raises(GoldError, match="at least 20 questions with an answer"):
        calibrate(load_confidence().model_for(BundledReader.name), rows(0.0)[:30])


def test_a_gold_set_that_turns_the_confidence_upside_down_is_refused():
    upside_down = [row.model_copy(update={"answerable": not row.answerable}) for row in rows(0.0)]
    with pytest.raises(GoldError, match="check the answers and sources"):
        calibrate(load_confidence().model_for(BundledReader.name), upside_down)


def test_the_calibration_keeps_the_order_of_the_answers_that_a_promise_is_made_from():
    made = [row.model_copy(update={"right": i % 3 == 0 if i % 2 == 0 else None}) for i, row in enumerate(rows(-3.0))]
    fitted, _ = calibrate(load_confidence().model_for(BundledReader.name), made)
    kept = kept_answers(fitted, made)
    given = [row for row in made if row.right is not None]
    assert [answer.right for answer in kept] == [row.right for row in given]
    by_confidence = sorted(range(len(kept)), key=lambda i: kept[i].confidence)
    assert by_confidence == sorted(range(len(given)), key=lambda i: given[i].log_odds)


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """Return a folder of short documents, and write a gold set beside it: a question that each answers, and one that none does."""
    folder = tmp_path / "bridges"
    folder.mkdir()
    lines = []
    for i, place in enumerate(PLACES):
        (folder / f"{place}.txt").write_text(
            f"The {place} bridge was opened in {1850 + 7 * i} and is {40 + 3 * i} metres long.\n"
        )
        opened = {"question": f"When was the {place} bridge opened?", "answer": str(1850 + 7 * i), "sources": [f"{place}.txt"]}
        lines += [
            {"id": f"{place}-opened", **opened},
            {"id": f"{place}-toll", "question": f"Who painted the {place} bridge?", "answer": None},
        ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def test_calibrate_writes_a_confidence_that_answering_uses(qa_bot, bridges, tmp_path: Path):
    state, gold, question = tmp_path / "state", tmp_path / "gold.jsonl", f"When was the {PLACES[0]} bridge opened?"
    at = ("--corpus", str(bridges), "-q")
    done = qa_bot("eval", str(gold), "--calibrate", *at, QA_BOT_STATE_DIR=str(state), QA_BOT_MAX_WRONG="1%")
    assert done.returncode == 0, done.stderr
    assert "out of fold over" in done.stdout
    (written,) = (state / "confidence").iterdir()
    assert f"wrote {written};" in done.stdout
    own = load_confidence(written)
    assert own.provenance["calibrated"]["gold"] == read_gold(gold).digest
    assert own.model_for(BundledReader.name).calibration is not None
    kept = own.model_for(BundledReader.name).kept
    assert kept.root == str(bridges)
    assert kept.questions == 44
    # Artificially unanswerable questions are no part of what people ask: an answer a question at the most.
    assert 20 < len(kept.answers) <= 44
    assert 0 < sum(answer.right for answer in kept.answers) <= 24
    promised = qa_bot("ask", question, "--max-wrong", "1%", *at, QA_BOT_STATE_DIR=str(state))
    assert promised.returncode == 2
    assert "1% cannot be promised with 44 questions: 299 right answers in a row would be needed" in promised.stderr
    promised = qa_bot("ask", question, "--max-wrong", "99%", *at, QA_BOT_STATE_DIR=str(state))
    assert promised.returncode == 0, promised.stderr
    explained = qa_bot("ask", question, "--explain", *at, QA_BOT_STATE_DIR=str(state))
    assert f"threshold {own.model_for(BundledReader.name).threshold:.3f}" in explained.stdout


def test_a_new_gold_set_waits_for_a_person(qa_bot, seeds_index, tmp_path: Path):
    at = ("--corpus", str(SEEDS), "--index", str(seeds_index), "-q")
    done = qa_bot("eval", "mine.jsonl", "--new", "7", *at)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "mine.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == 7
    assert {line["question"] for line in lines} == {""}
    assert all(line["evidence"][0] in (SEEDS / line["sources"][0]).read_text("utf-8") for line in lines)
    with pytest.raises(GoldError, match="line 1: question"):
        read_gold(tmp_path / "mine.jsonl")
    assert qa_bot("eval", "mine.jsonl", "--new", "7", *at).returncode == 2
