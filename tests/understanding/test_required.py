"""What alone can answer a question: the age of a person, an event of the day that is meant."""

import pytest

from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.evidence.pieces import Evidence
from qa_bot.ingestion.ingest import ingest
from qa_bot.passage import Passage
from qa_bot.understanding.required import lacks_required
from tests.conftest import open_bot

DIARY = """On 9 June the choir opened its show in the barn. On the same day the attic was named after Ada Quill.

On 2 October a burst pipe flooded the cellar.

Ned Ash has been our caretaker for 44 years. Ida Moor, aged 81, still comes to each rehearsal.

The show took in 310 pounds.

3 May 2023

The roof fell in.
"""


def piece(text: str) -> Evidence:
    start = DIARY.index(text)
    passage = Passage(
        chunk_id=1, document_id=1, source="a.txt", names=("a.txt",), title=None, date=None, outlet=None, start=0, end=len(DIARY), line=1, text=DIARY
    )  # fmt: skip
    return Evidence(passage=passage, copies=(), rank=0, similarity=None, start=start, end=start + len(text), text=text)


@pytest.mark.parametrize(
    ("question", "text", "is_lacking"),
    [
        ("How old is Ned Ash?", "Ned Ash has been our caretaker for 44 years.", True),
        ("How old is Ned Ash?", "Ida Moor, aged 81, still comes", True),
        ("How old is Ida Moor?", "Ida Moor, aged 81, still comes", False),
        ("How old are the members?", "Ned Ash has been our caretaker for 44 years.", False),
        ("How old is the attic?", "On the same day the attic was named after Ada Quill.", False),
        ("What happened on 9 June?", "On 9 June the choir opened its show", False),
        ("What else happened on 9 June 2024?", "On the same day the attic was named", False),
        ("What happened on 9 June?", "On 2 October a burst pipe flooded the cellar.", True),
        ("What happened on 2 October?", "The show took in 310 pounds.", True),
        ("What took place on May 3rd?", "The roof fell in.", False),
        ("What took place on 3 May 2022?", "The roof fell in.", True),
        ("Who opened the show on 9 June?", "The show took in 310 pounds.", False),
    ],
    ids=str,
)
def test_what_a_piece_must_have_is_told_from_the_question(question, text, is_lacking):
    assert lacks_required(question, piece(text)) == is_lacking


@pytest.fixture(scope="module")
def choir(tmp_path_factory: pytest.TempPathFactory, embedder, models) -> Bot:
    folder = tmp_path_factory.mktemp("choir")
    (folder / "docs").mkdir()
    (folder / "docs" / "diary.txt").write_text(DIARY, "utf-8")
    ingest(folder / "docs", folder / "index", embedder)
    return open_bot(folder / "index", models)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (["How old is Ned Ash?"], None),
        (["How old is Ida Moor?"], "81"),
        (["What happened on 9 July?"], None),
        (["When was the show opened?", "What else happened that day?"], "attic"),
        (["When did a pipe burst?", "What else happened that day?"], None),
    ],
    ids=str,
)
def test_only_what_is_required_answers(choir, questions, said):
    conversation = Conversation()
    for question in questions:
        answer, conversation = choir.converse(question, conversation)
    assert answer.status == ("answered" if said else "abstained")
    assert (said or "") in answer.text
