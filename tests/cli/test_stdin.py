"""The question of `qa-bot ask` that comes from stdin."""

import json
import subprocess
import sys

import pexpect
import pytest

from testing.waiting import PATIENCE_S
from tests.conftest import EXCERPTS, environment_of

QUESTION = "Which airport in Tripoli was closed because of shelling?"


@pytest.fixture
def at_excerpts(excerpts_index) -> tuple[str, ...]:
    return ("--index", str(excerpts_index), "--corpus", str(EXCERPTS))


@pytest.mark.parametrize("dash", [(), ("-",)])
def test_a_question_is_read_from_a_pipe(qa_bot, at_excerpts, dash):
    done = qa_bot("ask", *dash, "--json", *at_excerpts, stdin=f"{QUESTION}\n")
    assert json.loads(done.stdout)["question"] == QUESTION
    assert "Mitiga" in json.loads(done.stdout)["text"]


def test_stdin_is_not_read_where_there_is_a_question(qa_bot, at_excerpts):
    done = qa_bot("ask", QUESTION, "--json", *at_excerpts, stdin="Who is Sedat Önal?\n")
    assert json.loads(done.stdout)["question"] == QUESTION


@pytest.mark.parametrize("stdin", ["", "\n", "  \n\n"])
@pytest.mark.parametrize("dash", [(), ("-",)])
def test_an_empty_stdin_is_an_error(qa_bot, at_excerpts, stdin, dash):
    done = qa_bot("ask", *dash, *at_excerpts, stdin=stdin)
    assert done.returncode == 2
    assert (
        done.stderr
        == 'qa-bot: stdin is empty, and there is no question: try qa-bot ask "What do the documents say about ...?"\n'
    )


@pytest.mark.parametrize("dash", ["", "-"])
def test_a_closed_stdin_is_an_error(tmp_path, dash):
    # The shell closes it: a closed one is no file at all, and Python has none then.
    command = f"exec {sys.executable} -m qa_bot ask {dash} <&-"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment_of(tmp_path, {}), capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("qa-bot: there is no question")


def test_a_terminal_is_not_waited_for(tmp_path):
    child = pexpect.spawn(
        sys.executable, ["-m", "qa_bot", "ask"], env=environment_of(tmp_path, {}), cwd=str(tmp_path), timeout=PATIENCE_S
    )
    child.expect("there is no question")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 2


def test_a_batch_still_reads_its_lines_from_stdin(qa_bot, at_excerpts):
    lines = json.dumps({"id": 1, "question": QUESTION}) + "\nnot JSON\n"
    done = qa_bot("ask", "--batch", "-", *at_excerpts, stdin=lines)
    assert done.returncode == 0
    answered, failed = map(json.loads, done.stdout.splitlines())
    assert answered["id"] == 1
    assert failed["error"]["type"] == "BatchError"


def test_the_help_says_what_becomes_of_a_bad_line(qa_bot):
    told = " ".join(qa_bot("ask", "--help").stdout.split())
    assert "the exit code stays 0" in told
