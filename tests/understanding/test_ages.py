"""How old something is: the documents say when it was founded or built."""

import pytest

from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.ingestion.ingest import ingest
from tests.conftest import open_bot

HISTORY = """The Tarn Rowing Club was founded on 3 May 1904 in the back room of the Black Swan.

The boathouse has a kitchen. The town hall was completed in 1871. The choir has 40 singers and was started in 1988 by Ada Quill.
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, embedder, models) -> Bot:
    folder = tmp_path_factory.mktemp("town")
    (folder / "docs").mkdir()
    (folder / "docs" / "history.txt").write_text(HISTORY, "utf-8")
    ingest(folder / "docs", folder / "index", embedder)
    return open_bot(folder / "index", models)


@pytest.mark.parametrize(
    ("question", "year"),
    [("how old is the club?", "1904"), ("How old is the town hall?", "1871"), ("How old is the choir", "1988")],
)
def test_the_sentence_of_the_beginning_tells_an_age(town, question, year):
    answer, _ = town.converse(question, Conversation())
    assert answer.status == "answered"
    assert year in answer.text


@pytest.mark.parametrize("question", ["how old is the boathouse?", "How old is Ada Quill?", "how old are the singers?"])
def test_the_beginning_of_something_else_tells_no_age(town, question):
    assert town.converse(question, Conversation())[0].status == "abstained"
