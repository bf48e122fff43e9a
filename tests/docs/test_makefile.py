"""`make ask` says what it installs and how long that takes, and afterwards prints the answer alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment_of

pytestmark = pytest.mark.slow

QUESTION = "When was the Aldmoor bridge opened?"
# Takes the place of an interpreter that can reach no registry: it makes an environment whose pip installs nothing.
WITHOUT_REGISTRY = """#!/bin/sh
case "$1 $2" in
"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip") ;;
*) exec {python} "$@" ;;
esac
"""
TOO_OLD = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text("The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill.\n")
    return tmp_path


def interpreter(folder: Path, script: str) -> str:
    path = folder / "some-python"
    path.write_text(script.format(python=sys.executable), "utf-8")
    path.chmod(0o755)
    return str(path)


def make_ask(checkout: Path, question: str, python: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "ask", f"PYTHON={python}", f"Q={question}"]
    environment = {k: v for k, v in environment_of(checkout, {}).items() if k not in ("MAKEFLAGS", "MAKELEVEL")}
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_the_first_question_tells_on_stderr_what_is_installed_and_how_long_it_takes(checkout):
    first = make_ask(checkout, QUESTION, interpreter(checkout, WITHOUT_REGISTRY))
    assert first.returncode == 0
    told = [line for line in first.stderr.splitlines() if line.startswith("qa-bot: ")]
    assert "MB to download" in told[0]
    assert "minutes" in told[0]
    assert [line.split(" (")[0] for line in told[1:4]] == [
        "qa-bot: 1 of 3: making .venv",
        "qa-bot: 2 of 3: bringing pip up to date",
        "qa-bot: 3 of 3: installing the bot and what it needs",
    ]
    assert first.stdout.startswith("The Aldmoor bridge was opened on 3 May 1911")

    second = make_ask(checkout, QUESTION, interpreter(checkout, WITHOUT_REGISTRY))
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_a_python_that_is_too_old_is_named_before_anything_is_installed(checkout):
    done = make_ask(checkout, QUESTION, interpreter(checkout, TOO_OLD))
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "PYTHON=" in done.stderr
    assert not os.path.lexists(checkout / ".venv")


def test_a_question_with_apostrophes_and_dollars_reaches_the_bot_and_no_answer_is_no_failure(checkout):
    done = make_ask(checkout, "What's the $HOME of the mayor's dog?", interpreter(checkout, WITHOUT_REGISTRY))
    assert done.returncode == 0
    assert done.stdout
