"""Follow-ups that repair, contrast, or go on: what they are read as."""

import pytest

from qa_bot.conversation import Turn
from qa_bot.text.question_form import is_one_question
from qa_bot.understanding.corrections import corrected_to
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.rewriting import rewrite

WARDEN = Turn(question="Who looks after the mill?", answer="The mill is looked after by Nell Harker. [1]")
CHOSEN = Turn(question="Who is the warden?", answer="The warden is Nell Harker. [1]")
BAND = Turn(question="When does the brass band play?", answer="The brass band plays at 7.15. [1]")
CURATOR = Turn(question="Which days is Ada Quill in?", answer="Ada Quill is in on Mondays.")
RENT = Turn(question="What was the rent of a stall in 2021?", answer="In 2021 the rent of a stall was 20 pounds. [1]")
FUND = Turn(question="To whom is the rent paid?", answer="It is paid to the treasurer. [1]")
JURY = Turn(question="Who is in the jury?", answer="Present: Ann Lowe (clerk), Bob Marsh (cook), Cy Penn (guard). [1]")


@pytest.mark.parametrize(
    ("turn", "question", "reading"),
    [
        (WARDEN, "What is her number?", "What is Nell Harker’s number?"),
        (WARDEN, "Where do they live?", "Where do Nell Harker live?"),
        (FUND, "What is his number?", "What is the treasurer’s number?"),
        (Turn(question="Who is the cook?", answer=JURY.answer), "What is her name?", "What is Bob Marsh’s name?"),
        (BAND, "What about the string band?", "When does the string band play?"),
        (BAND, "And the quick one?", "When does the quick band play?"),
        (BAND, "the other one?", "When does the other band play?"),
        (BAND, "And on Sundays?", "When does the brass band play on Sundays?"),
        (RENT, "And in 2022?", "What was the rent of a stall in 2022?"),
        (RENT, "And of a tent?", "What was the rent of a tent in 2021?"),
        (BAND, "on Sundays", "When does the brass band play on Sundays?"),
        (Turn(question="How much notice must I give?"), "No, only for the boat", "How much notice must I give for the boat?"),
        (Turn(question="How warm is the hall during the day?"), "And at night?", "How warm is the hall at night?"),
        (Turn(question="When do you open on Mondays?"), "in the winter", "When do you open on Mondays in the winter?"),
        (Turn(question="When do you open on a weekday in May?"), "and on Sundays?", "When do you open on Sundays in May?"),
        (Turn(question="How long is the morning walk?"), "And the evening one?", "How long is the evening walk?"),
        (Turn(question="How much is the hut?"), "for a whole week I mean", "How much is the hut for a whole week?"),
        (Turn(question="When do you open in summer?"), "in the winter", "When do you open in the winter?"),
        (Turn(question="Who plays at the spring concert?"), "And in the evening?", "Who plays at the spring concert in the evening?"),
        (CHOSEN, "And the clerk?", "Who is the clerk?"),
        (Turn(question="When was the pump installed?"), "And the bins?", "When were the bins installed?"),
        (Turn(question="What is Ann Lowe’s number?"), "And Bob Marsh's?", "What is Bob Marsh’s number?"),
        (BAND, "No, I meant the string band", "When does the string band play?"),
        (CURATOR, "and the porter", "Which days is the porter in?"),
        (CURATOR, "And if he says no?", "What happens if he says no?"),
        (Turn(question="Is there anything to read on the way?", answer="A folded map can be bought."), "How much does it cost?", "How much does the folded map cost?"),
        (Turn(question="Who founded the mill?", answer="The Old Aldmoor Mill was founded by Ada Quill."), "When did she die?", "When did Ada Quill die?"),
        (Turn(question="Who supports Ada Quill?", answer="Quill has the support of Old Wick, Marlow and Penhurst."), "When did her ship leave?", "When did Ada Quill’s ship leave?"),
        (Turn(question="Whom should I tell about noise?", answer="Noise goes to Ada Quill, the warden."), "Where is her office?", "Where is Ada Quill’s office?"),
        (Turn(question="Who was it before Ada Quill?", answer="Ada Quill took over from Ned Orr in 1911."), "and before that?", "Who was Ned Orr’s predecessor?"),
        (RENT, "not 2021, 2022", "What was the rent of a stall in 2022?"),
        (RENT, "No, when is it paid?", "When is the rent of a stall paid?"),
        (CHOSEN, "And before her?", "Who was the warden before Nell Harker?"),
        (CHOSEN, "and who came after her?", "Who was the warden after Nell Harker?"),
        (WARDEN, "And before her?", "Who was Nell Harker’s predecessor?"),
        (Turn(question="Who runs the mill?", answer=WARDEN.answer), "before her?", "Who used to run the mill before Nell Harker?"),
        (Turn(question="When was the mill closed?", answer="In 1932. [1]"), "And then?", "What happened to the mill after 1932?"),
        (
            Turn(question="Who was Nell Harker’s predecessor?", answer="Her predecessor was Tom Birch. [1]"),
            "And before him?",
            "Who was Tom Birch’s predecessor?",
        ),
        (JURY, "who else?", "Who else is in the jury?"),
        (Turn(question="Who founded the shop?"), "When?", "When was the shop founded?"),
        (Turn(question="Who wrote the letters?"), "And when?", "When were the letters written?"),
        (Turn(question="Who handles lost property?"), "where?", "Where is lost property handled?"),
        (Turn(question="What does a stall cost?"), "And when?", "What does a stall cost, and when?"),
        (Turn(question="Can I bring a dog?"), "Why not?", "Why can't I bring a dog?"),
        (Turn(question="When was the mill moved?"), "Where to?", "Where was the mill moved to?"),
        (Turn(question="What sizes are there?", answer="Three sizes: small, middle and large. [1]"), "And the second?", "What about middle?"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_follow_up_becomes_a_question_that_a_person_could_have_typed(turn, question, reading):
    readings = rewrite(question, [turn]).readings
    assert readings[0] == reading
    assert is_one_question(reading)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, I meant the summer fee", "the summer fee"),
        ("I mean the library", "the library"),
        ("not 2023, 2024", "2024"),
        ("not the pan, but the lid", "the lid"),
        ("the lid, not the pan", "the lid"),
        ("Sorry, 2023", "2023"),
        ("actually the slow train", "the slow train"),
        ("no", None),
        ("no thanks", None),
        ("well, thanks", None),
        ("When was it built?", None),
        ("Not a single fee is named in the rules of the club, is it?", None),
    ],
)
def test_what_a_correction_means_is_told_from_its_form(text, meant):
    assert corrected_to(text) == meant


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("When does the fast train leave Oldby?", ["the fast train", "Oldby"]),
        ("Can I wash the pan in the oven?", ["the pan", "the oven"]),
        ("How much do adults pay?", ["adults"]),
        ("What does a day card for guests cost?", ["a day card", "guests"]),
        ("Which three bins were ordered?", ["three bins"]),
        ("When was Oldby station rebuilt?", ["Oldby station"]),
        ("What is Ann Lowe’s number?", ["Ann Lowe", "number"]),
        ("I've lost the key", ["the key"]),
        ("They’ve moved to Oldby, haven't they?", ["Oldby"]),
    ],
)
def test_the_noun_phrases_of_a_question_are_found_without_its_verb(question, phrases):
    assert [question[phrase.start : phrase.end] for phrase in noun_phrases(question)] == phrases


def test_a_person_who_was_told_is_not_what_it_means():
    turns = [
        Turn(question="Who keeps lost umbrellas?", answer="Lost umbrellas are kept by Nell Harker. [1]"),
        Turn(question="What is her number?", answer="Her number is 12. [1]"),
    ]
    assert "Harker" not in rewrite("How long is it open?", turns).readings[0]


def test_after_a_mere_why_the_other_one_is_about_the_question_before():
    turns = [Turn(question="Can I wash the pan?", answer="No. [1]"), Turn(question="Why not?")]
    assert rewrite("And the lid?", turns).readings[0] == "Can I wash the lid?"


def test_a_question_stays_short_over_ten_turns():
    asked = [
        "the string band",
        "on Sundays",
        "the organ",
        "on Mondays",
        "for children",
        "in 2022",
        "the harp",
        "in 2023",
        "for members",
    ]
    turns = [BAND]
    for subject in asked:
        reading = rewrite(f"And {subject}?", turns).readings[0]
        assert len(reading.split()) <= 14, reading
        turns.append(Turn(question=f"And {subject}?", standalone_question=reading))
    assert "organ" not in rewrite("And the drum?", turns).readings[0]


def test_a_new_question_resets_what_follow_ups_are_about():
    turns = [BAND, Turn(question="Who is the warden?", answer="The warden is Nell Harker. [1]")]
    assert rewrite("And the clerk?", turns).readings[0] == "Who is the clerk?"


def test_a_search_string_is_not_carried_on():
    turns = [BAND, Turn(question="loud?", standalone_question="When does the brass band play? loud?")]
    assert rewrite("What about the harp?", turns).readings[0] == "When does the harp play?"
