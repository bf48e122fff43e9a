"""What a follow-up takes over from the turn before it: parts of a time, whom something is for, the verb left out, a record's name."""

import pytest

from qa_bot.conversation import Turn
from qa_bot.understanding.readings import ALONE
from qa_bot.understanding.rewriting import rewrite

COURSES = Turn(
    question="Which courses are on Saturday?",
    answer="Course: Pottery\nDay: Saturday\nTeacher: Ann Lee [1]\nCourse: Weaving\nDay: Saturday\nTeacher: Bo Lund [2]",
)
STEPS = Turn(question="How do I clean it?", answer="Pull the plug [1]\nOpen the lid [2]")
CREW = Turn(question="Who is the secretary?", answer="Present: Ann Lee (chair), Bo Lund (secretary), Cy Dole (player). [1]")
ROOF = Turn(question="Which firm did the work?", answer="The work was done by Redstone Roofing in May. [1]")
BELL = Turn(question="Who cast the bell?", answer="bell.maker: Gil Stone\nbell.year: 1911 [1]")
FERRY = Turn(question="Which ferry goes to the island?", answer="The Sigrun goes there. [1]")
HUT = Turn(question="Which club built the hut?", answer="The hut was built by Red Rowers. [1]")
RACE = Turn(question="When is the moon race?", answer="The moon race is on 5 July. [1]")


CLASSES = Turn(
    question="Which classes are there?", answer="Three classes: weaving on Mondays, knots on Tuesdays and lace on Fridays. [1]"
)
ROOMS = Turn(question="Which rooms are for hire?", answer="For hire are: the small hall and the yard. [1]")
COOK = Turn(question="Who is the cook?", answer="The cook is Ann Lee. [1]")
GROOM = Turn(question="Who teaches the lace class?", answer="The lace class is taught by Ann Lee. [1]")
PRIZE = Turn(
    question="Who was named Gardener of the Year by the club?", answer="Ann Lee was named Gardener of the Year by the club. [1]"
)


@pytest.mark.parametrize(
    ("turn", "question", "reading"),
    [
        (Turn(question="What does a day card for guests cost?"), "why did it go up?", "Why did the price of a day card for guests go up?"),
        (Turn(question="How much is tea in the yard?"), "why was it raised?", "Why was the price of tea in the yard raised?"),
        (Turn(question="What does it cost to hire a hut?"), "why is it dearer now?", "Why is the price to hire a hut dearer now?"),
        (Turn(question="What does a hut cost in May?"), "why is it so much?", "Why is the price of a hut so much?"),
        (CLASSES, "what does the second one cost?", "what does knots on Tuesdays cost?"),
        (ROOMS, "who keeps the key of the second one?", "who keeps the key of the yard?"),
        (ROOMS, "the first one", "What about the small hall?"),
        (COOK, "Whose place did she take?", "Who was the cook before Ann Lee?"),
        (COOK, "Whose place did she take?", "Whom did Ann Lee replace?"),
        (COOK, "and who did she take over from?", "Who did Ann Lee take over from?"),
        (COOK, "Whom did she replace?", "Whom did Ann Lee replace?"),
        (GROOM, "Whose job has she taken?", "Who used to teach the lace class before Ann Lee?"),
        (PRIZE, "And who won it the year before?", "Who won Gardener of the Year the year before?"),
        (Turn(question="What does the barn cost for half a day?"), "and for a whole one?", "What does the barn cost for a whole day?"),
        (Turn(question="May I keep it for half an hour?"), "and for two hours?", "May I keep it for two hours?"),
        (Turn(question="How much is a slow ride for an adult?"), "what about children?", "How much is a slow ride for children?"),
        (Turn(question="How many members are there?"), "what about 2023?", "How many members are there in 2023?"),
        (Turn(question="Who rings the bells?"), "and Sundays?", "Who rings the bells on Sundays?"),
        (Turn(question="What is on 4 May?"), "and on 6 July?", "What is on 6 July?"),
        (RACE, "what if it rains that night?", "What if it rains on 5 July?"),
        (FERRY, "how often does it run?", "How often does the ferry run?"),
        (FERRY, "how old is it?", "how old is Sigrun?"),
        (HUT, "what did they want for it?", "What did Red Rowers want for the hut?"),
        (COURSES, "who teaches the second one?", "who teaches Weaving?"),
        (STEPS, "why the second one?", "why the second one: Open the lid?"),
        (CREW, "what did she say?", "What did Bo Lund say?"),
        (ROOF, "what did they get for it", "What did they get for Redstone Roofing"),
        (BELL, "where did he live?", "Where did Gil Stone live?"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_one_of_the_readings_is_what_was_meant(turn, question, reading):
    assert reading in rewrite(question, [turn]).readings


@pytest.mark.parametrize(
    ("turn", "question", "reading"),
    [
        (Turn(question="How much is a slow ride for an adult?"), "what about children?", "How much is children ride for an adult?"),
        (Turn(question="Who rings the bells?"), "and in 2023?", "Who is 2023?"),
        (Turn(question="Is the barn warm?", answer="Yes, from May. [1]"), "how old is she?", "How old is Yes?"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_no_reading_is_what_nobody_would_ask(turn, question, reading):
    assert reading not in rewrite(question, [turn]).readings


@pytest.mark.parametrize("question", ["Whose advice did she take?", "Whose song did she follow?", "What did she take over?"])
def test_not_everything_that_somebody_takes_is_a_place(question):
    assert rewrite(question, [COOK]).kind != "sequence"


def test_what_happened_on_a_day_stands_alone():
    assert rewrite("What happened on 3 May?", [COOK]) == ALONE


@pytest.mark.parametrize("answer", ["The baker is Ada Quill. [1]", "The shop opens at nine. [1]"])
def test_what_is_asked_of_him_or_her_is_not_meant_as_typed(answer):
    assert rewrite("how old is she?", [Turn(question="Who is the baker?", answer=answer)]).is_bound
