from collections.abc import Sequence

import pytest

from qa_bot.answering.models import Models
from qa_bot.evidence.grading import grade_in_passages
from qa_bot.evidence.settling import FIRST, LESS_SIMILAR, grade_until_settled
from qa_bot.models.protocols import HeadedText, Reader, Reading
from qa_bot.retrieval.search import Candidate
from qa_bot.text.stems import content_stems
from tests.passages import passage_of

QUESTION = "When does the pool open?"
ANSWER = "The pool opens at seven in the morning. Towels can be hired at the desk."
OTHERS = (
    "Dogs stay outside.",
    "The kitchen is closed.",
    "Bring your own lock.",
    "Lena Ott runs the desk.",
    "Lockers are free.",
)
SIMILARITY = 0.8


class Counting:
    """A reader that notes how many passages it was given at a time."""

    locates = True

    def __init__(self, reader: Reader) -> None:
        self.name, self._reader, self.given = reader.name, reader, list[int]()

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        self.given.append(len(texts))
        return self._reader.read(question, texts)


@pytest.fixture
def reader(models: Models) -> Counting:
    return Counting(models.reader)


def found(*texts: str, similarity: float = SIMILARITY / 2) -> list[Candidate]:
    """Return candidates, each of a document of its own, the first more similar to the question than the others."""
    similarities = [SIMILARITY, *[similarity] * len(texts)]
    return [
        Candidate(passage=passage_of(text, number), score=1.0, similarity=similar)
        for number, (text, similar) in enumerate(zip(texts, similarities, strict=False), 1)
    ]


def graded(reader: Reader, question: str, candidates: Sequence[Candidate]) -> bool:
    """Grade candidates until settled; tell whether the pieces are those that reading all of them gives."""
    wanted = content_stems(question)
    return grade_until_settled(reader, question, candidates, wanted) == grade_in_passages(reader, question, candidates, wanted)


def test_a_question_that_is_answered_clearly_among_the_first_passages_is_settled_by_them(reader):
    pieces = grade_until_settled(reader, QUESTION, found(ANSWER, *OTHERS), content_stems(QUESTION))
    assert reader.given == [FIRST]
    assert pieces[0].evidence.text == "The pool opens at seven in the morning."


@pytest.mark.parametrize(
    ("question", "candidates"),
    [
        (QUESTION, found("The pool is blue.", *OTHERS)),
        (QUESTION, found(ANSWER, *OTHERS, similarity=SIMILARITY - LESS_SIMILAR / 2)),
        ("What are the opening hours of the pool, and who runs the desk?", found(ANSWER, *OTHERS)),
        (QUESTION, found("| what | opens |\n| --- | --- |\n| pool | seven |\n| sauna | noon |\n", *OTHERS)),
    ],
    ids=["not answered", "another document as similar", "several things", "a row"],
)
def test_else_the_other_passages_are_read_too_and_the_pieces_are_those_of_all(reader, question, candidates):
    assert graded(reader, question, candidates)
    assert reader.given == [FIRST, len(candidates) - FIRST, len(candidates)]


def test_few_passages_are_read_at_once(reader):
    assert graded(reader, QUESTION, found(*OTHERS[:FIRST]))
    assert reader.given == [FIRST, FIRST]
    assert grade_until_settled(reader, QUESTION, [], content_stems(QUESTION)) == ()
