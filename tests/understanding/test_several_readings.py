"""Follow-ups that are written out in several ways, of which the reader takes the one that is answered best."""

import pytest

from qa_bot.conversation import Turn
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.rewriting import rewrite
from qa_bot.understanding.said import said_first

CLERK = Turn(
    question="Who is the head clerk?", answer="Name: Ada Quill Role: Head clerk (volunteer) Responsible for: Fees, keys [1]"
)
COOK = Turn(question="Who is the cook?", answer="Name: Cy Penn\nRole: Ship’s cook\nRoom: galley [1]")
PORTER = Turn(question="Who is the porter?", answer="Name: Ned Orr: Role: Porter [1]")
ROOF = Turn(question="Which firm mended the mill roof?", answer="Three firms offered: Orr and Sons took 900 pounds. [1]")
SWIM = Turn(question="What does it cost to swim?", answer="Swimming costs 4 pounds. [1]")


@pytest.mark.parametrize(
    ("turn", "question", "reading"),
    [
        (CLERK, "where is her office?", "Where is Ada Quill’s office?"),
        (COOK, "where is his room?", "Where is Cy Penn’s room?"),
        (PORTER, "where do I find him", "Where do I find Ned Orr"),
        (ROOF, "when did they come", "When did Orr and Sons come"),
        (SWIM, "and just to row?", "What does it cost to row?"),
        (Turn(question="What is full board per week?"), "and half?", "What is half board per week?"),
        (Turn(question="What does a swim cost for adults?"), "and for members?", "What does a swim cost for adults for members?"),
        (Turn(question="What does an adult pay?"), "and for students?", "What do students pay?"),
        (Turn(question="How long may a guest stay?"), "and for volunteers?", "How long may volunteers stay?"),
        (Turn(question="What do adults have to pay for a swim?"), "and for a child?", "What does a child have to pay for a swim?"),
        (Turn(question="What does a locker cost?"), "and for students?", "What does a locker cost for students?"),
        (Turn(question="Who runs the mill?", answer="The mill is run by Ada Quill."), "since when?", "Since when has Ada Quill run the mill?"),
        (Turn(question="Who is the warden?", answer="The warden is Ada Quill."), "and since when?", "Since when has Ada Quill been the warden?"),
        (Turn(question="What does a stall cost?", answer="9 pounds"), "since when?", "What does a stall cost, and since when?"),
        (Turn(question="How much is entry for an adult?"), "what about students?", "How much is entry for students?"),
        (Turn(question="May I swim?"), "also on the day of the great regatta?", "May I swim on the day of the great regatta?"),
        (Turn(question="When must I leave?"), "and if I am late?", "When must I leave if I am late?"),
        (Turn(question="When does the new pool open?"), "what happens to the old one", "what happens to the old pool"),
        (Turn(question="When is the boat race?"), "who plays", "who plays for the boat race?"),
        (Turn(question="When is the clay meeting?"), "is there tea afterwards", "is there tea afterwards for the clay meeting?"),
        (Turn(question="How much money did the town give?"), "how much of it went to us", "How much of money went to us"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_one_of_the_readings_is_what_a_person_could_have_typed(turn, question, reading):
    assert reading in rewrite(question, [turn]).readings


def test_a_short_question_of_its_own_is_also_read_with_what_was_asked_about():
    turn = Turn(question="How much is a clay day?", answer="A clay day is 62 pounds.")
    assert rewrite("is food included?", [turn]).topical == "is food included for a clay day?"
    assert rewrite("is Ada Quill included?", [turn]).topical is None


def test_the_labels_of_a_record_are_no_part_of_what_it_says():
    assert said_first(CLERK) == "Ada Quill; head clerk (volunteer); Fees, keys"
    assert said_first(PORTER) == "Ned Orr; Porter"
    assert said_first(Turn(question="?", answer="Note: it is cold.")) == "Note: it is cold."


@pytest.mark.parametrize(
    ("question", "phrase"), [("When is the clay meeting?", "the clay meeting"), ("Is the shop closing?", "the shop")]
)
def test_after_when_is_a_word_in_ing_is_a_noun(question, phrase):
    found = noun_phrases(question)[0]
    assert question[found.start : found.end] == phrase


def test_what_a_preposition_binds_to_the_previous_question_is_not_meant_as_typed():
    turn = Turn(question="How old must one be to row on the Otter?", answer="Twelve. [1]")
    assert rewrite("and on the Heron?", [turn]).is_bound
    assert not rewrite("and the Heron?", [turn]).is_bound


def test_the_next_one_after_that_is_not_the_one_before():
    turn = Turn(question="When is the next race?", answer="The next race is on 3 May 2025. [1]")
    assert rewrite("and the one after that?", [turn]).readings == ("What happened to the next race after 3 May 2025?",)
