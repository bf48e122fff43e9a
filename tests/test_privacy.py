"""What the programs write of people and secrets, who can read it, where they connect to, and that it can be deleted."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import environment_of

KEY, TOKEN, PASSWORD = "sk-canary-4f1e", "canary-token-" + "7c" * 16, "canary-pass-93d0"
QUESTION = "When did the Aldmoor mill burn down, asks Zebediah Canarysson?"
SECRETS = {
    "QA_BOT_LLM_API_KEY": KEY,
    "OPENAI_API_KEY": KEY,
    "QA_BOT_DISCORD_TOKEN": TOKEN,
    "QA_BOT_SERVE_TOKEN": TOKEN,
    "QA_BOT_CHROMA_TOKEN": f"canary:{PASSWORD}",
}
# Runs each command, and ends the program at once where one connects to, or looks up, anything but this machine.
WATCHED = """
import json, os, sys

def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        place = str(arguments[0])
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        place = str(arguments[1][0])
    else:
        return
    if place not in ("127.0.0.1", "::1", "localhost"):
        os.write(2, f"reaches out: {event} {place}".encode())
        os._exit(99)

sys.addaudithook(watch)
from qa_bot.cli.main import _run
for command in json.loads(sys.argv[1]):
    code = _run(command)
    if code not in (0, 3):
        sys.exit(f"{command} ended with {code}")
"""


@pytest.fixture
def commands(corpus: Path, tmp_path: Path) -> list[list[str]]:
    """Return the commands that ask, as they are typed, and write a gold set for `eval`."""
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "1", "question": QUESTION, "answer": "1932", "sources": ["mill.txt"]})
    )
    place = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    return [
        ["ingest", *place],
        ["ask", QUESTION, *place],
        ["ask", "-vv", "--continue", "Was it rebuilt?", *place],
        ["search", QUESTION, *place],
        ["eval", str(tmp_path / "gold.jsonl"), "--out", str(tmp_path / "run"), *place],
        ["status", *place],
        ["doctor", *place],
    ]


def files_with(folder: Path, word: str) -> list[str]:
    """Return the files below a folder that hold a word."""
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    ]


def test_secrets_are_written_nowhere_and_questions_only_where_they_are_kept(run_python, commands, tmp_path):
    state = tmp_path / "state"
    done = run_python("-c", WATCHED, json.dumps(commands[:-1]), QA_BOT_STATE_DIR=str(state), **SECRETS)
    assert done.returncode == 0, done.stderr
    for secret in (KEY, TOKEN, PASSWORD):
        assert secret not in done.stdout + done.stderr
        assert files_with(tmp_path, secret) == []
    kept = files_with(tmp_path, "Zebediah")
    assert {name.split("/")[0] for name in kept} == {"gold.jsonl", "run", "state"}
    assert {path.stat().st_mode & 0o077 for path in state.rglob("*") if path.is_file()} == {0}
    assert {path.stat().st_mode & 0o777 for path in (state, *state.rglob("*")) if path.is_dir()} == {0o700}
    forgotten = run_python("-m", "qa_bot", "forget", QA_BOT_STATE_DIR=str(state))
    assert "files deleted in" in forgotten.stdout
    assert files_with(state, "Zebediah") == []


def test_whoever_connects_elsewhere_is_noticed(run_python):
    reaching = [["ask", "--server", "http://192.0.2.1:9", "Where?"]]
    script = WATCHED.replace(
        "from qa_bot.cli.main import _run", "import socket\n_run = lambda _: socket.create_connection(('192.0.2.1', 9))"
    )
    done = run_python("-c", script, json.dumps(reaching))
    assert done.returncode == 99
    assert "reaches out" in done.stderr


@pytest.mark.soak
def test_nothing_but_this_machine_is_needed(commands, tmp_path):
    """In a network of its own, without even a loopback address."""
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be made here")
    environment = environment_of(tmp_path, {"QA_BOT_STATE_DIR": str(tmp_path / "state")})
    typed = ["unshare", "-rn", sys.executable, "-c", WATCHED, json.dumps(commands)]
    done = subprocess.run(typed, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1932" in done.stdout
