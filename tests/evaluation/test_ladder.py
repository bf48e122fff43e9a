import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SEEDS, environment_of
from tests.evaluation.test_eval_command import QUESTIONS
from tests.evaluation.test_eval_with_a_model import KEY, TRUE
from tests.llm.scripted_server import says, serving

LADDER = ROOT / "benchmarks" / "ladder.py"


def climb(tmp_path: Path, *options: str) -> str:
    (tmp_path / "sets" / "town").mkdir(parents=True)
    (tmp_path / "sets" / "town" / "corpus").symlink_to(SEEDS)
    (tmp_path / "sets" / "town" / "gold.jsonl").write_text(json.dumps(QUESTIONS[0]) + "\n", "utf-8")
    command = [sys.executable, str(LADDER), str(tmp_path / "sets"), str(tmp_path / "work"), "--only", "town", *options]
    environment = environment_of(tmp_path, {"QA_BOT_LLM_API_KEY": KEY})
    return subprocess.run(
        command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True, timeout=240
    ).stdout


def test_the_ladder_has_a_rung_with_a_model_where_one_is_given(tmp_path):
    with serving(says(f"{TRUE} It snowed in Paris [1].")) as server:
        rows = climb(tmp_path, "--llm-url", server.url, "--llm-model", "scripted").splitlines()[2:]
    assert [row.split(" | ")[1] for row in rows] == ["bm25", "dense", "hybrid", "+ reader", "+ language model"]
    assert "| 1.000 | 1.000 | 1 |" in rows[-1]
    assert [request["model"] for request in server.requests] == ["scripted"]
    assert server.requests[0]["authorization"] == f"Bearer {KEY}"


def test_without_a_model_its_rung_is_left_out(tmp_path):
    assert "language model" not in climb(tmp_path)
