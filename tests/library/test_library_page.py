"""Every block of code in docs/library.md runs as it is written, in an order of its own."""

import re

import pytest

import qa_bot as package
from qa_bot import Bot
from tests.conftest import ROOT

# Real processes and models, whatever the fixtures are called.
pytestmark = pytest.mark.slow
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.S)
SAID = ("31 days of leave", "Ada Quill", "0.5\n", "min_confidence?", "since 1998")


@pytest.fixture
def handbook(tmp_path):
    folder = tmp_path / "handbook"
    folder.mkdir()
    (folder / "leave.md").write_text("# Leave\n\nEverybody has 31 days of leave a year.\n", "utf-8")
    (folder / "archive.txt").write_text("Ada Quill runs the archive. She has run it since 1998.\n", "utf-8")
    return folder


def test_there_are_blocks_and_the_first_is_a_quick_start_of_ten_lines():
    assert len(BLOCKS) >= 7
    assert BLOCKS[0].count("\n") <= 10


def test_every_block_runs_and_says_what_the_documents_say(run_python, handbook):
    said = ""
    for block in BLOCKS:
        done = run_python("-c", block)
        assert (done.returncode, done.stderr) == (0, ""), block
        said += done.stdout
    assert [words for words in SAID if words not in said] == []


def test_the_page_names_what_is_public():
    types = {name for name in package.__all__ if name not in ("__version__", "Bot", "Turn", "Usage", "IndexInfo")}
    told = {"AnswerSpan", "ContextQuote", "NearestQuote", "RetrievedPassage"}
    assert {name for name in types - told if f"`{name}" not in PAGE and f"{name}," not in PAGE} == set()
    calls = re.findall(r"^\| `(?:await )?bot\.(\w+)", PAGE, re.M)
    assert calls == ["ask", "converse", "aask", "search", "documents", "document", "threshold", "close"]
    assert all(hasattr(Bot, call) for call in calls)
