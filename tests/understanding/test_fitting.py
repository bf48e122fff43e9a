"""What may answer a follow-up: the rules give way where the reader clearly sees an answer."""

import pytest

from qa_bot.conversation import Turn
from qa_bot.evidence.grading import Graded, PassageSigns
from qa_bot.evidence.pieces import gather_evidence
from qa_bot.retrieval.search import Candidate
from qa_bot.understanding.demands import Demand
from qa_bot.understanding.fitting import Fit, fitting_first, is_unmet, says_again
from tests.passages import passage_of

PRICES = "A berth for a rowing boat costs 40 pounds.\n\nA berth for a kayak costs 15 pounds.\n"
PEOPLE = "The cook is Ada Quill. Her room is above the kitchen.\n\nNell Harker runs the mill. You will find Nell Harker in the loft.\n"
ASKED = Turn(question="What does a berth for a rowing boat cost?", answer="A berth for a rowing boat costs 40 pounds. [1]")
CANOE = Fit("what_about", Demand(words=frozenset({"cano"}), is_new=True), (ASKED,))
HARKER = Fit(
    "pronoun", Demand(person="Nell Harker"), (Turn(question="Who runs the mill?", answer="Nell Harker runs the mill."),)
)


def graded(text: str, scores: dict[str, tuple[float, float]]) -> tuple[Graded, ...]:
    """Return the pieces that begin with the given words, with their score and the log odds that they answer by themselves."""
    found = []
    for piece in gather_evidence([Candidate(passage=passage_of(text), score=1.0)]):
        for beginning, (score, answerable) in scores.items():
            if piece.text.startswith(beginning):
                signs = PassageSigns(relevance=3.0, answerable=answerable, span=2.0, refuted=-2.0)
                found.append(Graded(evidence=piece, score=score, passage=signs, alone=signs))
    return tuple(sorted(found, key=lambda piece: -piece.score))


@pytest.mark.parametrize(("answerable", "unmet"), [(6.0, False), (0.0, True)])
def test_another_word_for_the_other_thing_will_do_where_the_reader_sees_an_answer(answerable, unmet):
    question = "What does a berth for a canoe cost?"
    pieces = fitting_first(graded(PRICES, {"A berth for a kayak": (3.0, answerable)}), question, CANOE)
    assert is_unmet(pieces, question, CANOE) is unmet


def test_the_passage_must_answer_too():
    question = "What does a berth for a canoe cost?"
    kayak = graded(PRICES, {"A berth for a kayak": (3.0, 6.0)})[0]
    around = kayak.model_copy(update={"passage": kayak.passage.model_copy(update={"answerable": -3.0})})
    assert is_unmet(fitting_first([around], question, CANOE), question, CANOE)


def test_what_was_said_of_the_first_thing_is_no_answer_about_the_other_however_sure_the_reader_is():
    question = "What does a berth for a canoe cost?"
    pieces = fitting_first(graded(PRICES, {"A berth for a rowing boat": (5.0, 9.0)}), question, CANOE)
    assert is_unmet(pieces, question, CANOE)


@pytest.mark.parametrize(("answerable", "unmet"), [(6.0, False), (0.0, True)])
def test_a_clear_answer_about_the_person_stands_beside_a_better_one_about_somebody_else(answerable, unmet):
    question = "Where is Nell Harker?"
    pieces = graded(PEOPLE, {"Her room": (6.0, 6.0), "You will find Nell Harker": (1.0, answerable)})
    assert is_unmet(fitting_first(pieces, question, HARKER), question, HARKER) is unmet


def test_who_follows_somebody_tells_who_was_before():
    question, turn = "Who was the cook before Ada Quill?", Turn(question="Who is the cook?", answer="The cook is Ada Quill.")
    fit = Fit("sequence", Demand(step="before", person="Ada Quill", has_new_name=True, said=("Ada Quill",)), (turn,))
    pieces = fitting_first(graded("Ada Quill follows Ned Orr.\n", {"Ada": (3.0, 1.0)}), question, fit)
    assert not is_unmet(pieces, question, fit)


@pytest.mark.parametrize(
    ("question", "is_old"),
    [
        ("Whose place did Nell Harker take?", True),
        ("Where is Nell Harker’s office?", True),
        ("Where is Nell Harker’s mill?", False),
        ("When did Nell Harker come?", False),
    ],
)
def test_names_in_what_was_said_are_no_answer_to_something_new_about_somebody(question, is_old):
    said = "Nell Harker runs the mill in Aldmoor since 2011."
    turn, piece = Turn(question="Who is the miller?", answer=said), graded(said, {"Nell": (3.0, 1.0)})[0]
    assert says_again(piece, question, Fit("pronoun", Demand(person="Nell Harker"), (turn,))) is is_old
