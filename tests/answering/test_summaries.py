"""A summary of a topic has only sentences about it, and an overview of a document has all of its sections."""

import numpy as np
import pytest

from qa_bot.answer import Answer
from qa_bot.answering.collection.centrality import choose_diverse
from qa_bot.bot import Bot, Models
from qa_bot.ingestion.ingest import ingest
from tests.conftest import open_bot

RULES = """# Rules of the Millbrook allotments

## Water

The taps are turned on from April to October. Hoses may be used before nine in the morning and after six in the evening.
Every plot has to have a barrel for rain.

## Dogs

Dogs must be on a lead at all times. The owner clears up after the dog at once.

## Bonfires

Bonfires are allowed from November to February only. They must never be left alone. Green wood must not be burnt in any of them.

## Sheds

A shed may be two metres wide and two metres high. It has to stand one metre from the path.
"""
MEETING = """Meeting of the allotment holders, 4 March 2025

Twenty-three members came. The treasurer reported a surplus of 310 euros. A member complained of smoke from bonfires on a Sunday.
The compost heap will be moved to the north gate. The next meeting is in September.
"""
GUIDE = """Guide for visitors of the clinic

Visitors are welcome from two to seven in the afternoon. Flowers in soil are not allowed on the wards. Parking costs two euros an hour.
The canteen is on the second floor and closes at six. Disabled visitors may park in front of the entrance.
"""
NEWS = """# Newsletter, autumn

The choir travels to Trieste in October. It will sing in the cathedral and in two schools.

The orchestra rehearses on Wednesdays now. The insurance of the instruments has risen by a fifth. The old piano has been sold.
"""
LETTER = """Dear neighbours,

our bees fly from March on. Please leave the ivy on the wall until they have finished with it. The post box hangs at the gate now.
The hives stand behind the hedge and nobody needs to be afraid of them. Tobias will be away in June.
"""


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, models: Models) -> Bot:
    folder = tmp_path_factory.mktemp("village")
    (folder / "corpus").mkdir()
    for name, text in {
        "rules.md": RULES,
        "meeting.txt": MEETING,
        "guide.txt": GUIDE,
        "news.md": NEWS,
        "letter.txt": LETTER,
    }.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    ingest(folder / "corpus", folder / "index", models.embedder)
    return open_bot(folder / "index", models)


def quotes(bot: Bot, answer: Answer) -> list[str]:
    """Return what an answer quotes, each quote checked."""
    assert answer.status == "answered"
    for citation in answer.citations:
        assert bot.document(citation.source).text[citation.start : citation.end] == citation.quote
        assert f"[{citation.number}]" in answer.text
    return [" ".join(citation.quote.split()) for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("summarise the rules about dogs", RULES[RULES.index("## Dogs") : RULES.index("## Bonfires")]),
        ("give me a summary of what is said about water", RULES[RULES.index("## Water") : RULES.index("## Dogs")]),
        (
            "summarise the position on parking",
            "Parking costs two euros an hour. Disabled visitors may park in front of the entrance.",
        ),
        ("overview of the position on insurance", "The insurance of the instruments has risen by a fifth."),
    ],
)
def test_a_summary_of_a_topic_has_only_the_sentences_about_it(bot: Bot, question: str, about: str):
    assert all(quote in " ".join(about.split()) for quote in quotes(bot, bot.ask(question)))


def test_a_summary_of_a_topic_takes_every_document_that_names_it_each_in_its_order(bot: Bot):
    answer = bot.ask("summarise the position on bonfires")
    found = quotes(bot, answer)
    assert {citation.source for citation in answer.citations} == {"meeting.txt", "rules.md"}
    assert "A member complained of smoke from bonfires on a Sunday." in found
    of_rules = [citation.start for citation in answer.citations if citation.source == "rules.md"]
    assert of_rules == sorted(of_rules)
    assert min(of_rules) > RULES.index("## Bonfires")
    assert max(of_rules) < RULES.index("## Sheds")


def test_a_sentence_that_goes_on_from_one_about_the_topic_need_not_name_it(bot: Bot):
    found = quotes(bot, bot.ask("key points of the trip to Trieste"))
    assert found == ["The choir travels to Trieste in October.", "It will sing in the cathedral and in two schools."]


def test_what_the_reader_finds_about_a_topic_need_not_name_it(bot: Bot):
    found = quotes(bot, bot.ask("summarise what is said about the bees"))
    assert found[0] == "our bees fly from March on."
    assert "The hives stand behind the hedge and nobody needs to be afraid of them." in found
    assert not any("post box" in quote or "Tobias" in quote for quote in found)


def test_what_the_reader_finds_is_left_out_where_enough_sentences_name_the_topic(bot: Bot):
    found = quotes(bot, bot.ask("summarise the position on bonfires"))
    assert "The compost heap will be moved to the north gate." not in found
    assert all("onfire" in quote or "They" in quote or "them" in quote for quote in found)


def test_an_overview_has_a_sentence_of_every_section_that_can_stand_alone(bot: Bot):
    answer = bot.ask("what is rules.md about?")
    found = quotes(bot, answer)
    assert [citation.context[-1].quote for citation in answer.citations] == ["Water", "Dogs", "Bonfires", "Sheds"]
    assert found[-1] == "A shed may be two metres wide and two metres high."


def test_what_is_chosen_already_is_not_said_again():
    vectors = np.array([[1, 0], [1, 0], [0.6, 0.8], [0, 1]], np.float32)
    assert choose_diverse(vectors, [0.5, 0.99, 0.9, 0.1], 2, (0,)) == (0, 2)
    assert choose_diverse(vectors, [0.5, 0.99, 0.9, 0.1], 1, (3,)) == (3,)
