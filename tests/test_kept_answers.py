"""A question that is asked again is answered from memory, as long as what it was answered from stands."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.conversation import Conversation
from qa_bot.filters import Filters
from qa_bot.ingestion.ingest import ingest
from qa_bot.kept_answers import KeptAnswers, Question
from tests.conftest import open_bot

ASKED = "How many pupils does the school have?"
LEFT_OUT = {"id", "timings_ms"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "school.txt").write_text("The school has 412 pupils. It stands by the river.\n")
    (folder / "mill.txt").write_text("The mill burned down in 1932.\n")
    return folder


@pytest.fixture
def bot(corpus: Path, tmp_path: Path, models):
    ingest(corpus, tmp_path / "index", models.embedder)
    with open_bot(tmp_path / "index", models) as opened:
        yield opened


def is_kept(answer: Answer) -> bool:
    """Tell whether an answer comes from memory: then no stage took time."""
    return set(answer.timings_ms) == {"total"}


def test_an_answer_is_the_same_again_but_for_its_id_and_time(bot: Bot) -> None:
    first, again = bot.ask(ASKED, question_id=1), bot.ask(ASKED, question_id=2)
    assert (is_kept(first), is_kept(again)) == (False, True)
    assert (first.id, again.id) == (1, 2)
    assert again.model_dump(exclude=LEFT_OUT) == first.model_dump(exclude=LEFT_OUT)
    assert bot.explain(ASKED)[1].pieces


def test_what_else_is_asked_is_not_answered_from_memory(bot: Bot) -> None:
    bot.ask(ASKED)
    others = [
        bot.ask(ASKED, filters=Filters(within=("mill.txt",))),
        bot.ask(ASKED, Conversation.of([("When did the mill burn down?", None)])),
        bot.ask(f"{ASKED} in:mill.txt"),
        bot.ask(ASKED.lower()),
    ]
    assert not any(map(is_kept, others))
    assert others[0].status == "abstained"


def test_a_new_generation_empties_it(bot: Bot, corpus: Path, tmp_path: Path, models) -> None:
    bot.ask("When did the mill burn down?")
    assert "412" in bot.ask(ASKED).text
    (corpus / "school.txt").write_text("The school has 365 pupils. It stands by the river.\n")
    ingest(corpus, tmp_path / "index", models.embedder)
    changed = bot.ask(ASKED)
    assert "365" in changed.text
    assert not is_kept(changed)
    assert not is_kept(bot.ask("When did the mill burn down?"))
    assert is_kept(bot.ask("When did the mill burn down?"))


def test_an_answer_whose_quote_does_not_stand_is_worked_out_again(bot: Bot) -> None:
    kept = KeptAnswers[None](bot._reader)
    asked = Question(ASKED, Conversation(), Filters(), date.today())
    answer = bot.ask(ASKED)
    cited = answer.citations[0]
    wrong = answer.model_copy(update={"citations": (cited.model_copy(update={"quote": "The school has 999 pupils."}),)})
    assert kept.answer(asked, None, lambda: (wrong, None))[0] is wrong
    assert kept.answer(asked, None, lambda: (answer, None))[0] is answer
    tomorrow = asked._replace(day=asked.day + timedelta(1))
    assert kept.answer(tomorrow, None, lambda: (wrong, None))[0] is wrong


def test_the_oldest_goes_when_there_are_too_many(bot: Bot) -> None:
    answer = bot.ask(ASKED)
    kept = KeptAnswers[None](bot._reader, most=2)
    asked = [Question(text, Conversation(), Filters(), date.today()) for text in "abc"]
    for question in [*asked[:2], asked[0], asked[2]]:
        kept.answer(question, None, lambda: (answer, None))
    assert len(kept) == 2
    other = answer.model_copy(update={"text": "other"})
    assert kept.answer(asked[0], None, lambda: (other, None))[0].text == answer.text
    assert kept.answer(asked[1], None, lambda: (other, None))[0].text == "other"


def test_nothing_is_kept_where_a_model_writes(bot: Bot) -> None:
    kept = KeptAnswers[None](bot._reader, most=0)
    kept.answer(Question(ASKED, Conversation(), Filters(), date.today()), None, lambda: (bot.ask(ASKED), None))
    assert len(kept) == 0
