import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.promise import KeptAnswer, KeptGold
from qa_bot.evaluation.calibration import save
from qa_bot.models.bundled_reader import BundledReader
from tests.conftest import EXCERPTS, open_reader

AIRPORT = "Which airport in Tripoli was closed because of shelling?"
Keep = Callable[..., dict[str, str]]


@pytest.fixture
def at_excerpts(excerpts_index: Path) -> tuple[str, ...]:
    return ("--corpus", str(EXCERPTS), "--index", str(excerpts_index))


@pytest.fixture
def keep(excerpts_index: Path, tmp_path: Path) -> Keep:
    """Return a function that keeps answers as `eval --calibrate` does, right ones first, and returns where."""
    reader = open_reader(excerpts_index)
    with reader.snapshot() as index:
        root, index_id = index.origin()
        fingerprint, digest = index.generation.fingerprint, index.corpus_digest()
    reader.close()

    def kept(right: int, wrong: int = 0, reader: str = BundledReader.name, **changes: object) -> dict[str, str]:
        answers = [KeptAnswer(confidence=0.99 - i / 1000, right=i < right) for i in range(right + wrong)]
        gold = KeptGold(
            root=root,
            index_id=index_id,
            fingerprint=fingerprint,
            corpus_digest=digest,
            questions=len(answers),
            answers=tuple(answers),
        ).model_copy(update=changes)
        confidence = load_confidence()
        model = confidence.model_for(reader).model_copy(update={"kept": gold})
        save(confidence, tmp_path / "state" / "confidence.json", reader, model, {})
        return {"QA_BOT_STATE_DIR": str(tmp_path / "state")}

    return kept


@pytest.mark.parametrize("share", ["5%", "5 %", "0.05"])
def test_the_threshold_is_the_one_that_is_promised(qa_bot, at_excerpts, keep, share):
    done = qa_bot("ask", AIRPORT, "--explain", "--max-wrong", share, *at_excerpts, **keep(right=70, wrong=30))
    # Of 59 answers none may be wrong, of 93 one: the 60th had the confidence 0.931.
    assert ", threshold 0.931: " in done.stdout, done.stderr
    assert "less than 5% of the answers given are wrong, with 95% confidence" in done.stdout


def test_a_stricter_promise_keeps_silent_where_the_bot_would_answer(qa_bot, at_excerpts, keep):
    kept = keep(right=70, wrong=30)
    assert qa_bot("ask", AIRPORT, *at_excerpts, **kept).returncode == 0
    answer = json.loads(qa_bot("ask", AIRPORT, "--json", *at_excerpts, **kept).stdout)
    strict = keep(right=0, wrong=0, questions=100, answers=(*answers_above(answer["confidence"], 70), wrong_at(answer)))
    assert qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts, **strict).returncode == 3


def answers_above(confidence: float, count: int) -> tuple[KeptAnswer, ...]:
    step = (1 - confidence) / (count + 1)
    return tuple(KeptAnswer(confidence=1 - i * step, right=True) for i in range(count))


def wrong_at(answer: dict[str, float]) -> KeptAnswer:
    return KeptAnswer(confidence=answer["confidence"], right=False)


def test_the_setting_holds_for_batches_and_chats_and_the_option_for_its_command(qa_bot, at_excerpts, keep):
    everything = {**keep(right=100), "QA_BOT_MAX_WRONG": "5%"}
    far = "How do I reset my password?"
    # Where every kept answer was right, everything may be answered.
    line = qa_bot("ask", "--batch", "-", *at_excerpts, stdin=json.dumps({"question": far}) + "\n", **everything).stdout
    assert json.loads(line)["status"] == "answered"
    done = qa_bot("chat", *at_excerpts, stdin=f"{far}\n/why\n", **everything)
    assert ", threshold 0.000: answered" in done.stdout
    assert "less than 5% of the answers given are wrong" in done.stdout
    done = qa_bot("chat", "--max-wrong", "1%", *at_excerpts, stdin="/quit\n", **everything)
    assert done.returncode == 2
    assert "1% cannot be promised with 100 questions: 299 right answers in a row would be needed" in done.stderr


@pytest.mark.parametrize("share", ["5", "0", "1", "100%", "-3%", "few", "nan", ""])
def test_what_is_no_share_is_refused(qa_bot, at_excerpts, keep, share):
    done = qa_bot("ask", AIRPORT, "--max-wrong", share, *at_excerpts, **keep(right=100))
    assert done.returncode == 2
    assert "QA_BOT_MAX_WRONG" in done.stderr
    assert "like 5% or 0.05" in done.stderr


def test_two_thresholds_are_refused(qa_bot, at_excerpts, keep):
    done = qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts, QA_BOT_MIN_CONFIDENCE="0.5", **keep(right=100))
    assert done.returncode == 2
    assert "leave QA_BOT_MIN_CONFIDENCE out, or --max-wrong (QA_BOT_MAX_WRONG)" in done.stderr


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"root": "/elsewhere/docs", "index_id": "other"}, ("/elsewhere/docs", str(EXCERPTS)), id="another corpus"),
        pytest.param({"reader": "sentence-transformers:x"}, ("sentence-transformers:x", BundledReader.name), id="reader"),
        pytest.param({"fingerprint": "0" * 16}, ("other settings",), id="settings of the index"),
    ],
)
def test_what_was_kept_of_something_else_is_refused(qa_bot, at_excerpts, keep, changes, words):
    done = qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts, **keep(100, **changes))
    assert done.returncode == 2
    assert all(word in done.stderr for word in (*words, f"`qa-bot eval --index {at_excerpts[-1]} GOLD --calibrate`"))
    assert done.stderr.count("\n") == 1


def test_without_gold_the_command_that_keeps_some_is_named(qa_bot, at_excerpts):
    done = qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts)
    assert done.returncode == 2
    assert f"`qa-bot eval --index {at_excerpts[-1]} GOLD --calibrate`" in done.stderr


@pytest.mark.parametrize("changes", [{"root": "/before/it/moved"}, {"index_id": "before-it-was-rebuilt"}])
def test_a_corpus_that_moved_and_an_index_made_anew_keep_the_promise(qa_bot, at_excerpts, keep, changes):
    done = qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts, **keep(100, **changes))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_changed_documents_are_mentioned(qa_bot, at_excerpts, keep):
    done = qa_bot("ask", AIRPORT, "--max-wrong", "5%", *at_excerpts, **keep(100, corpus_digest="of before"))
    assert done.returncode == 0
    assert "the documents have changed" in done.stderr


def test_the_status_says_what_is_promised(qa_bot, at_excerpts, keep):
    kept = keep(right=70, wrong=30)
    done = qa_bot("status", *at_excerpts, QA_BOT_MAX_WRONG="5%", **kept)
    assert "promise   less than 5% of the answers given are wrong, with 95% confidence: threshold 0.931" in done.stdout
    done = qa_bot("status", *at_excerpts, QA_BOT_MAX_WRONG="1%", **kept)
    assert done.returncode == 0
    assert "promise   1% cannot be promised with 100 questions" in done.stdout
    told = json.loads(qa_bot("status", "--json", *at_excerpts, QA_BOT_MAX_WRONG="5%", **kept).stdout)["promise"]
    assert told == {"max_wrong": 0.05, "threshold": pytest.approx(0.931), "problem": None}
    assert json.loads(qa_bot("status", "--json", *at_excerpts, **kept).stdout)["promise"] is None
