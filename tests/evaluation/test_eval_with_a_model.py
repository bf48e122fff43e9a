"""`qa-bot eval` with a language model: whole processes, and a scripted model on loopback."""

import json
from pathlib import Path

import pytest

from tests.evaluation.test_eval_command import QUESTIONS
from tests.llm.scripted_server import Reply, ScriptedServer, says, serving

KEY = "sk-very-secret"
TRUE = "Mitiga airport in Tripoli was closed last week because of shelling and rocket fire [1]."
FALSE = "Mitiga airport in Benghazi was closed in 2015 because of flooding [1]."
DRAFT = says(f"{TRUE} {FALSE}")
VERDICTS = (says("YES. It is in the quote."), says("4\nNearly all."), says("NO, not really."))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a gold set of one question that is answered, one that is refused, and the first again."""
    path = tmp_path / "gold.jsonl"
    lines = [QUESTIONS[0], QUESTIONS[3], {**QUESTIONS[0], "id": "again"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def model_at(server: ScriptedServer, **more: str) -> dict[str, str]:
    fields = {"QA_BOT_LLM": "openai-like:scripted", "QA_BOT_LLM_API_KEY": KEY, "QA_BOT_LLM_BASE_URL": server.url}
    return {**fields, **more}


def run_of(folder: Path) -> dict:
    return json.loads((folder / "run.json").read_text("utf-8"))


def records_of(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "answers.jsonl").read_text("utf-8").splitlines()]


def test_what_the_model_did_and_took_is_recorded_and_added_up(qa_bot, gold, at_excerpts, tmp_path):
    with serving(DRAFT, says(FALSE)) as server:
        done = qa_bot("eval", str(gold), "--out", "run", *at_excerpts, **model_at(server, QA_BOT_LLM_PRICE_IN="2"))
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "run"
    first, refused, again = records_of(folder)
    assert (first["answer"]["mode"], first["answer"]["model"], first["answer"]["dropped"]) == (
        "generative",
        "openai-like:scripted",
        1,
    )
    assert "Benghazi" in first["dropped"][0]["text"]
    assert first["answer"]["usage"] == {"prompt_tokens": 900, "completion_tokens": 50, "cost": pytest.approx(0.0018)}
    assert refused["answer"]["usage"] is None
    assert again["answer"]["mode"] == "extractive"
    run = run_of(folder)
    figures = {name: (interval[0], interval[3]) for name, interval in run["metrics"].items()}
    assert figures["usage.prompt_tokens"] == (1800, 2)
    assert figures["usage.completion_tokens"] == (100, 2)
    assert figures["usage.cost"] == (pytest.approx(0.0036), 2)
    assert figures["generation.share"] == (0.5, 2)
    assert figures["generation.dropped"] == (2, 2)
    assert run["identity"]["settings"]["llm"] == "openai-like:scripted"
    assert run["judge"] is None
    for path in folder.iterdir():
        assert KEY not in path.read_text("utf-8")
        assert server.url not in path.read_text("utf-8")
    assert "dropped: Mitiga airport in Benghazi" in (folder / "report.html").read_text("utf-8")


def test_without_a_model_there_are_no_figures_of_one(qa_bot, gold, at_excerpts, tmp_path):
    assert qa_bot("eval", str(gold), "--out", "run", *at_excerpts).returncode == 0
    assert not [name for name in run_of(tmp_path / "run")["metrics"] if name.startswith(("usage.", "generation.", "judge."))]


def test_a_judge_advises_and_decides_nothing(qa_bot, gold, at_excerpts, tmp_path):
    with serving(DRAFT, *VERDICTS, DRAFT, Reply(status=401), *VERDICTS[1:]) as server:
        done = qa_bot("eval", str(gold), "--out", "run", "--judge", *at_excerpts, **model_at(server))
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "run"
    first, refused, again = (record["verdict"] for record in records_of(folder))
    assert first["verdicts"]["correctness"] == {"score": 4.0, "reason": "Nearly all.", "failure": None}
    assert refused is None
    assert "refused the key" in again["verdicts"]["faithfulness"]["failure"]
    run = run_of(folder)
    judge = run["judge"]
    assert judge["identity"]["model"] == "openai-like:scripted"
    assert len(judge["identity"]["prompts_sha256"]) == 64
    assert (judge["judged"], judge["failures"]) == (2, 1)
    assert {name: (i[0], i[3]) for name, i in judge["figures"].items()} == {
        "judge.faithfulness": (1.0, 1),
        "judge.correctness": (4.0, 2),
        "judge.relevancy": (0.0, 2),
    }
    assert not [name for name in run["metrics"] if name.startswith("judge.")]
    page = (folder / "report.html").read_text("utf-8")
    assert "Advisory: it decides nothing" in page
    assert "judge (advisory), correctness: 4. Nearly all." in page
    assert "which decides nothing (2 answers judged, 1 verdicts failed)" in done.stdout
    assert KEY not in page + done.stdout + done.stderr + json.dumps(run) + (folder / "answers.jsonl").read_text("utf-8")


def test_a_judged_run_is_gone_on_with_by_the_same_judge(qa_bot, gold, at_excerpts, tmp_path):
    arguments = ("eval", str(gold), "--out", "run", *at_excerpts)
    with serving(DRAFT, *VERDICTS, DRAFT, *VERDICTS) as server:
        assert qa_bot(*arguments, "--judge", **model_at(server)).returncode == 0
    answers = tmp_path / "run" / "answers.jsonl"
    answers.write_text(answers.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    with serving(DRAFT, *VERDICTS) as server:
        unjudged = qa_bot(*arguments, "--resume", **model_at(server))
        assert unjudged.returncode == 2
        assert "give --judge again" in unjudged.stderr
        done = qa_bot(*arguments, "--resume", "--judge", **model_at(server))
    assert done.returncode == 0, done.stderr
    assert len(server.requests) == 4
    judge = run_of(tmp_path / "run")["judge"]
    assert (judge["judged"], judge["use"]["prompt_tokens"]) == (2, 5400)


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--judge",), "set QA_BOT_LLM"), (("--fail-under", "judge.correctness=3"), "advice and decides nothing")],
    ids=["no model", "a floor"],
)
def test_a_judge_that_cannot_be_is_refused_before_anything_is_asked(qa_bot, gold, at_excerpts, tmp_path, options, words):
    done = qa_bot("eval", str(gold), "--out", "run", *options, *at_excerpts)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "run").exists()
