"""`qa-bot ask --server`: the same words as `qa-bot ask`, from a server."""

import json
import subprocess
import sys

import pytest

from tests.conftest import environment_of

QUESTION = "Which airport in Tripoli was closed because of shelling?"
ABSENT = "How do I reset my password?"
TOKEN = "correct-horse-battery"


@pytest.mark.parametrize("question", [QUESTION, ABSENT, "?", "x" * 5000], ids=["answered", "abstained", "empty", "long"])
def test_it_prints_what_ask_prints(server, qa_bot, excerpts_index, question):
    local = qa_bot("ask", question, "--index", str(excerpts_index))
    served = qa_bot("ask", "--server", server.url, question)
    assert (served.returncode, served.stdout) == (local.returncode, local.stdout)
    assert bool(served.stderr) == bool(local.stderr)


def test_a_message_that_asks_nothing_ends_as_with_ask(server, qa_bot, excerpts_index):
    asked = qa_bot("ask", "--server", server.url, "thanks!")
    local = qa_bot("ask", "thanks!", "--index", str(excerpts_index), "-q")
    assert (asked.returncode, asked.stdout) == (local.returncode, local.stdout)
    assert asked.returncode == 0


def test_json_is_that_of_ask(server, qa_bot, excerpts_index):
    lines = [
        qa_bot("ask", QUESTION, "--json", *rest).stdout for rest in (["--index", str(excerpts_index)], ["--server", server.url])
    ]
    local, served = map(json.loads, lines)
    assert lines[1] == json.dumps({**local, "timings_ms": served["timings_ms"]}) + "\n"


def test_the_conversation_goes_on(server, qa_bot, tmp_path):
    assert qa_bot("ask", "When was the Cairo Initiative launched?", "--server", server.url).returncode == 0
    followed = qa_bot("ask", "--continue", "In which month?", "--server", server.url, "--json")
    assert "June" in json.loads(followed.stdout)["text"]
    history = tmp_path / "turns.json"
    history.write_text(json.dumps([{"question": "When was the Cairo Initiative launched?"}]))
    assert "June" in qa_bot("ask", "In which month?", "--history", str(history), "--server", server.url).stdout
    assert qa_bot("ask", "--forget", "--server", server.url).stderr == "forgotten\n"
    assert "begins a new one" in qa_bot("ask", "--continue", "Who?", "--server", server.url).stderr


def test_the_address_and_the_question_may_come_from_elsewhere(server, qa_bot):
    done = qa_bot("ask", "--server", QUESTION, QA_BOT_SERVER_URL=server.url)
    assert "Mitiga" in done.stdout


def test_the_token_comes_from_the_settings(start, qa_bot, excerpts_index, tmp_path):
    server = start("--index", str(excerpts_index), QA_BOT_SERVE_TOKEN=TOKEN)
    refused = qa_bot("ask", "--server", server.url, QUESTION)
    assert refused.returncode == 2
    assert "QA_BOT_SERVE_TOKEN" in refused.stderr
    (tmp_path / ".env").write_text(f"QA_BOT_SERVE_TOKEN={TOKEN}\n")
    assert qa_bot("ask", "--server", server.url, QUESTION).returncode == 0


@pytest.mark.parametrize(
    ("url", "code", "told"),
    [("http://127.0.0.1:1", 5, "qa-bot serve"), ("ftp://x", 2, "no address"), ("http://:x", 2, "no address")],
    ids=["no server", "no http", "no host"],
)
def test_where_no_server_is_it_says_so(qa_bot, url, code, told):
    done = qa_bot("ask", QUESTION, "--server", url)
    assert done.returncode == code
    assert told in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    "option", [("--corpus", "seeds"), ("--explain",), ("--batch", "-"), ("--llm=none",)], ids=lambda given: given[0]
)
def test_what_the_server_decides_is_refused(qa_bot, option):
    done = qa_bot("ask", "--server", "http://127.0.0.1:1", *option, QUESTION)
    assert done.returncode == 2
    assert "does not go with --server" in done.stderr


@pytest.mark.parametrize("words", [(), ("-",)], ids=["none", "a dash"])
def test_a_question_comes_from_stdin_as_with_ask(server, qa_bot, words):
    assert "Mitiga" in qa_bot("ask", *words, f"--server={server.url}", stdin=QUESTION).stdout
    empty = qa_bot("ask", *words, f"--server={server.url}", stdin=" ")
    assert (empty.returncode, "stdin is empty" in empty.stderr) == (2, True)


def test_it_imports_nothing_heavy(server, tmp_path):
    program = f"""
import sys
from qa_bot.cli.start import main
try:
    main(["ask", "--server", {server.url!r}, {QUESTION!r}])
except SystemExit as end:
    heavy = {{"numpy", "chromadb", "onnxruntime", "tokenizers", "pydantic", "rich", "starlette", "click", "http.client", "dotenv"}}
    print(end.code, sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], env=environment_of(tmp_path, {}), cwd=tmp_path, capture_output=True)
    assert done.stdout.decode().splitlines()[-1] == "0 []"
