"""A question that joins two questions: both are answered, and what the documents lack is told."""

import pytest

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.plain_text import plain_answer
from qa_bot.prompts import load_prompts
from tests.conftest import open_bot

HOUSE = """---
title: House rules of the Fell hostel
date: 2023-05-02
---
# House rules of the Fell hostel

The warden is Agnes Thorley. The kitchen closes at 21:30. Quiet hours begin at 22:30.

## Rooms

Rooms 1 to 12 are on the upper floor. A room costs 60 pounds a night. Breakfast costs 4 pounds 30.

## Boats

Boats 1 to 9 lie at the jetty. A boat is hired out for 15 pounds an hour.
"""
PRICES = """Guest,Price per night in pounds,Breakfast
Member,18,included
Child,9,included
Visitor,26,extra
Group leader,12,included
"""
TRUSTEES = """---
title: Meeting of the trustees
date: 2024-02-20
---
# Meeting of the trustees, 20 February 2024

1. The trustees agreed to buy a new stove from Harrow Iron for 1,900 pounds.
2. Rupert Vane was chosen as chairman for three years.
3. The plan to close the campsite was dropped because 140 members wrote letters.
"""


@pytest.fixture(scope="module")
def hostel(tmp_path_factory: pytest.TempPathFactory, embedder, models) -> Bot:
    folder = tmp_path_factory.mktemp("hostel")
    (folder / "docs").mkdir()
    for name, text in (("house.md", HOUSE), ("prices.csv", PRICES), ("trustees.md", TRUSTEES)):
        (folder / "docs" / name).write_text(text, "utf-8")
    ingest(folder / "docs", folder / "index", embedder)
    return open_bot(folder / "index", models)


def marked(answer: Answer) -> list[str]:
    return [span.text for citation in answer.citations for span in citation.spans]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is the warden and what does the stove cost?", ("Agnes Thorley", "1,900 pounds")),
        ("Who was chosen as chairman and when does the kitchen close?", ("Rupert Vane", "21:30")),
        ("What does a child pay and what is the price for a visitor?", ("pounds: 9", "pounds: 26")),
    ],
)
def test_both_parts_of_a_question_are_answered(hostel, question, said):
    answer = hostel.ask(question)
    assert answer.status == "answered"
    assert all(part in answer.text for part in said)
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert answer.text.endswith("[2]")
    assert (answer.standalone_question, answer.note) == (question, None)


def test_one_sentence_that_answers_both_parts_is_quoted_once(hostel):
    answer = hostel.ask("Who is the chairman and how long does he serve?")
    assert len(answer.citations) == 1
    assert marked(answer) == ["Rupert Vane", "three years"]


def test_a_part_that_the_documents_lack_is_told(hostel):
    answer = hostel.ask("Who is the warden and how deep is the lake?")
    assert answer.status == "answered"
    assert marked(answer) == ["Agnes Thorley"]
    assert answer.note == "I did not find this part in the documents: How deep is the lake?"
    assert answer.note in plain_answer(answer, load_prompts())


def test_a_question_of_which_no_part_is_answered_is_abstained_from(hostel):
    answer = hostel.ask("Who painted the ceiling and how deep is the lake?")
    assert (answer.status, answer.citations, answer.note) == ("abstained", (), None)


def test_a_part_that_depends_on_one_without_an_answer_is_not_answered_alone(hostel):
    answer = hostel.ask("Who painted the ceiling and what did Agnes Thorley pay for it?")
    assert (answer.status, answer.citations, answer.note) == ("abstained", (), None)


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("What does room 30 cost?", "they say nothing about room 30, but name rooms 1 to 12."),
        ("Who hired boat 15?", "they say nothing about boat 15, but name boats 1 to 9."),
    ],
)
def test_a_number_is_known_only_beside_what_it_names(hostel, question, lacking):
    answer = hostel.ask(question)
    assert answer.reason == "other_subject"
    assert answer.text.endswith(lacking)


def test_the_price_of_any_room_is_near_a_question_about_one(hostel):
    answer = hostel.ask("What does room 7 cost?")
    assert (answer.status, answer.reason) == ("abstained", "not_in_corpus")
    assert [near.quote for near in answer.nearest] == ["A room costs 60 pounds a night."]


def test_the_head_of_a_document_is_not_near(hostel):
    answer = hostel.ask("When did the trustees refuse the new stove?")
    assert answer.status == "abstained"
    assert answer.nearest[0].quote.startswith("1. The trustees agreed to buy a new stove")
    assert not [near for near in answer.nearest if near.quote.startswith(("date:", "title:"))]
