import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, Ask
from tests.evaluation.test_eval_command import QUESTIONS
from tests.evaluation.test_eval_with_a_model import KEY, TRUE
from tests.llm.scripted_server import says, serving

LADDER = ROOT / "benchmarks" / "ladder.py"


@pytest.fixture
def climb(run_python: Ask, tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs the ladder over one question and returns its table."""
    (tmp_path / "sets" / "town").mkdir(parents=True)
    (tmp_path / "sets" / "town" / "corpus").symlink_to(SEEDS)
    (tmp_path / "sets" / "town" / "gold.jsonl").write_text(json.dumps(QUESTIONS[0]) + "\n", "utf-8")

    def run(*options: str) -> str:
        folders = (str(tmp_path / "sets"), str(tmp_path / "work"))
        done = run_python(str(LADDER), *folders, "--only", "town", *options, QA_BOT_LLM_API_KEY=KEY)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.mark.long
def test_the_ladder_has_a_rung_for_each_part_and_one_for_a_model_where_one_is_given(climb):
    with serving(says(f"{TRUE} It snowed in Paris [1].")) as server:
        rows = climb("--llm-url", server.url, "--llm-model", "scripted").splitlines()[2:]
    assert [row.split(" | ")[1] for row in rows] == ["bm25", "dense", "hybrid", "+ reader", "+ language model"]
    assert "| 1.000 | 1.000 | 1 |" in rows[-1]
    assert [request["model"] for request in server.requests] == ["scripted"]
    assert server.requests[0]["authorization"] == f"Bearer {KEY}"
