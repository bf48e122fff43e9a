"""Follow-ups of a question word, answered with what that word asks for: a time, a beginning, a reason."""

from pathlib import Path

import pytest

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation, Turn
from qa_bot.ingestion.ingest import ingest
from tests.conftest import open_bot

BOATS = """\
The ferry is run by Ivy Dell. She has looked after it since May 2016. Before Ivy Dell, the ferry was run by Otto Rune, from 2009 to 2016.

A mooring costs 60 pounds a year. The pier will be mended in March by Larch and Sons for 900 pounds.

Adults pay 8 pounds for a trip. Students pay 5 pounds.

The offer for the old barge was refused because it was far too low.
"""
MENDED = "The pier will be mended in March by Larch and Sons for 900 pounds."
REFUSED = "The offer for the old barge was refused because it was far too low."


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory, embedder, models) -> Bot:
    folder: Path = tmp_path_factory.mktemp("boats")
    (folder / "docs").mkdir()
    (folder / "docs" / "boats.md").write_text(BOATS, "utf-8")
    ingest(folder / "docs", folder / "index", embedder)
    return open_bot(folder / "index", models)


def asked(bot: Bot, before: str, said: str, question: str) -> Answer:
    return bot.ask(question, Conversation(turns=(Turn(question=before, answer=f"{said} [1]"),)))


def test_a_price_by_the_year_is_no_answer_to_when(boats):
    assert asked(boats, "What does a mooring cost?", "A mooring costs 60 pounds a year.", "And when?").status == "abstained"


def test_the_words_that_answer_when_are_a_time(boats):
    answer = asked(boats, "What will the mending of the pier cost?", MENDED, "And when?")
    (span,) = (span.text for citation in answer.citations for span in citation.spans)
    assert "March" in span
    assert "900" not in span


def test_since_when_asks_when_the_person_of_the_answer_began(boats):
    answer = asked(boats, "Who runs the ferry?", "The ferry is run by Ivy Dell.", "Since when?")
    assert "May 2016" in answer.text
    assert "Otto" not in answer.text


def test_for_somebody_else_takes_the_place_of_who_pays(boats):
    assert "5 pounds" in asked(boats, "What does an adult pay?", "Adults pay 8 pounds for a trip.", "and for students?").text


def test_why_after_a_no_asks_why_what_was_said_is_so(boats):
    answer = asked(boats, "Was the old barge sold?", REFUSED, "Why?")
    assert answer.standalone_question == "Why was the offer for the old barge refused?"
    assert "far too low" in answer.text
