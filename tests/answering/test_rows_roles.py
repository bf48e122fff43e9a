"""A role that no document knows is held by nobody, however well a row of a table fits the rest of the question."""

from pathlib import Path

import pytest

from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.prompts import load_prompts
from tests.conftest import open_reader

# Real models, whatever the fixtures are called.
pytestmark = pytest.mark.slow

ROTA = ("rota.csv", "member,boats\nAda Quill,4\nBela Torr,6\n")
STALLS = (
    "stalls.md",
    "# Stalls\n\n| Stall | Holder | Day |\n|---|---|---|\n| Bread | Mia Roth | Friday |\n| Cheese | Tom Beck | Saturday |\n"
    "| Flowers | Ida Lund | Friday |\n",
)
COURSES = (
    "courses.csv",
    "course,teacher,room\nPottery,Rosa Finn,2\nWeaving,Karl Moss,5\n",
)
FEES = ("fees.md", "# Fees\n\nThe summer fee of the rowing club is 48 euros.\n")


@pytest.fixture(scope="module")
def bots(tmp_path_factory, embedder, models: Models) -> dict[str, Bot]:
    """Return a bot for each table, which has a text beside it."""
    found = {}
    for name, text in (ROTA, STALLS, COURSES):
        folder: Path = tmp_path_factory.mktemp("roles")
        (folder / "docs").mkdir()
        for one, content in ((name, text), FEES):
            (folder / "docs" / one).write_text(content, "utf-8")
        ingest(folder / "docs", folder / "index", embedder)
        found[name] = Bot(open_reader(folder / "index"), models, load_prompts())
    return found


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("rota.csv", "Who is the boatman?"),
        ("rota.csv", "Who is the coxswain of the club?"),
        ("rota.csv", "What is the boatman's name?"),
        ("stalls.md", "Who is the florist?"),
    ],
)
def test_a_row_does_not_say_who_holds_a_role_that_no_document_knows(bots, table, question):
    assert bots[table].ask(question).status == "abstained"


@pytest.mark.parametrize(
    ("table", "question", "words"),
    [
        ("stalls.md", "Who is the holder of the cheese stall?", "Tom Beck"),
        ("courses.csv", "Who is the teacher of the pottery course?", "Rosa Finn"),
        ("courses.csv", "Who is the tutor of the weaving course?", "Karl Moss"),
    ],
)
def test_a_row_says_who_holds_a_role_that_its_header_names(bots, table, question, words):
    answer = bots[table].ask(question)
    assert (answer.status, words in answer.text) == ("answered", True)
