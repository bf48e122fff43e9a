import pytest

from qa_bot.answering.models import Models
from qa_bot.evidence.grading import Graded, grade_in_passages
from qa_bot.evidence.second_look import LOOKED_AT, look_again
from qa_bot.models.protocols import Reader
from qa_bot.retrieval.search import Candidate
from qa_bot.text.stems import content_stems
from tests.passages import passage_of

QUESTION = "Who may stay in the hut over night?"
HALL = "Anybody may stay for a drink. Dogs may stay in the hall. Ada Quill stays over on Fridays as the warden."
SLEEPING = "## Sleeping\n\nOnly club members over 18 sleep here. Guests sleep at the inn."
KITCHEN = "Tea is free. Cake is not. The cups are washed in the sink."


@pytest.fixture(scope="module")
def reader(models: Models) -> Reader:
    return models.reader


@pytest.fixture(scope="module")
def first(reader: Reader) -> tuple[Graded, ...]:
    found = [Candidate(passage=passage_of(text, number), score=1.0) for number, text in enumerate((HALL, SLEEPING, KITCHEN), 1)]
    return grade_in_passages(reader, QUESTION, found, content_stems(QUESTION))


def test_a_piece_that_answers_by_itself_goes_before_one_that_only_looked_better_among_others(reader, first):
    again = look_again(reader, QUESTION, first)
    assert first[0].evidence.text.startswith("Ada Quill")
    assert again[0].evidence.text == "Only club members over 18 sleep here."
    assert {piece.evidence.text for piece in again} == {piece.evidence.text for piece in first}


def test_no_piece_that_is_not_read_again_comes_first_and_none_gains(reader, first):
    assert len(first) > LOOKED_AT
    again = look_again(reader, QUESTION, first)
    assert sum(piece.alone is not None for piece in again) == LOOKED_AT
    assert again[0].alone is not None
    before = {piece.evidence.text: piece.score for piece in first}
    assert all(piece.score <= before[piece.evidence.text] for piece in again if piece.alone is None)
    assert [piece.score for piece in again] == sorted((piece.score for piece in again), reverse=True)


def test_nothing_found_is_nothing_to_look_at(reader):
    assert look_again(reader, QUESTION, ()) == ()
