"""Follow-ups that repair, contrast, or go on: what a bot answers them with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.ingestion.ingest import ingest
from tests.conftest import open_bot


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory, embedder, models) -> Bot:
    folder = tmp_path_factory.mktemp("fair")
    (folder / "docs").mkdir()
    write(folder / "docs", "people.md", """
        The mill is run by Nell Harker. Her telephone number is 0555 3111. She lives in Gull Row.

        The clerk is Ada Finch. She joined the fair in 2019.

        The warden is Tom Birch. Before him, the warden was Lily Moor. Before Lily Moor, the warden was Hugh Ash.
        """)  # fmt: skip
    write(folder / "docs", "prices.md", """
        The large stall costs 40 pounds.

        The small stall costs 25 pounds.

        The fair was moved to the meadow in 2018 because the market square had been flooded.

        The brass band plays at 7.15 on the green.
        """)  # fmt: skip
    ingest(folder / "docs", folder / "index", embedder)
    return open_bot(folder / "index", models)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")


Talk = Callable[..., list]


@pytest.fixture
def talk(fair: Bot) -> Talk:
    def answers(*questions: str) -> list:
        conversation, given = Conversation(), []
        for question in questions:
            answer, conversation = fair.converse(question, conversation)
            given.append(answer)
        return given

    return answers


def test_her_means_the_person_of_the_answer(talk):
    assert "0555 3111" in talk("Who runs the mill?", "What is her number?")[-1].text


def test_the_number_of_another_person_is_not_given(talk):
    answer = talk("Who is the clerk?", "What is her number?")[-1]
    assert (answer.status, answer.standalone_question) == ("abstained", "What is Ada Finch’s number?")


def test_a_contrast_gives_the_other_value(talk):
    _, other = talk("What does the large stall cost?", "What about the small stall?")
    assert "25 pounds" in other.text
    assert "40 pounds" not in other.text


@pytest.mark.parametrize("question", ["And the middle stall?", "And in 2017?", "No, I meant the corner stall"])
def test_a_contrast_that_the_documents_do_not_have_is_not_answered_with_the_old_value(talk, question):
    assert talk("What does the large stall cost?", question)[-1].status == "abstained"


def test_a_correction_is_answered_with_what_was_meant(talk):
    assert "25 pounds" in talk("What does the large stall cost?", "no, I meant the small stall")[-1].text


def test_predecessors_are_told_one_after_another_and_then_no_more(talk):
    _, first, second, third = talk("Who is the warden?", "And before him?", "And before her?", "And before him?")
    assert "Lily Moor" in first.text
    assert "Hugh Ash" in second.text
    assert third.status == "abstained"


@pytest.mark.parametrize(("opening", "name"), [("Who is the warden?", "Lily Moor"), ("Who is the clerk?", None)])
def test_whose_place_somebody_took_is_told_by_who_was_it_before(talk, opening, name):
    answer = talk(opening, "Whose place did he take?")[-1]
    assert (answer.status == "answered") == (name is not None)
    assert (name or "") in answer.text


@pytest.mark.parametrize("question", ["Who had it the year before?", "How long did she wait on the green?"])
def test_something_else_that_stands_nearby_is_no_answer(talk, question):
    assert talk("Who runs the mill?", question)[-1].status == "abstained"


@pytest.mark.parametrize("question", ["And when?", "And why?", "And where?"])
def test_a_question_word_whose_answer_is_nowhere_is_not_answered_with_something_else(talk, question):
    assert talk("What does the large stall cost?", question)[-1].status == "abstained"


def test_a_question_word_is_answered_in_its_kind(talk):
    _, why, where = talk("When was the fair moved?", "Why?", "And where to?")
    assert "flooded" in why.text
    assert "meadow" in where.text


def test_who_else_is_not_answered_with_the_same_person(talk):
    assert talk("Who runs the mill?", "Who else?")[-1].status == "abstained"
