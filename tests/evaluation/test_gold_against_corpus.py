"""A gold set is compared with the corpus before its questions are asked."""

import pytest

from qa_bot.errors import GoldError
from qa_bot.evaluation.calibration import check_enough
from qa_bot.evaluation.gold import GoldQuestion, GoldSet, unknown_in

TEXTS = {"mill.txt": "The mill burned\ndown in 1932."}


def told(**fields: tuple[str, ...]) -> list[str]:
    gold = GoldSet(questions=(GoldQuestion(id="q1", question="When?", answer="1932", **fields),), digest="")
    return list(unknown_in(gold, TEXTS.get))


def test_what_the_corpus_has_is_not_told_of():
    assert told(sources=("mill.txt",), evidence=("burned down in 1932",)) == []


def test_a_document_that_is_not_there_is_named():
    assert told(sources=("nosuch.txt",)) == [
        "nosuch.txt is named as a source in the gold set, and no such document is in the index"
    ]


def test_evidence_that_is_nowhere_is_named_by_its_question():
    assert told(sources=("mill.txt",), evidence=("burned down in 1933",)) == [
        "the evidence of question q1 is in none of the sources that its line names"
    ]


def questions(answerable: int, unanswerable: int, **fields: tuple[str, ...]) -> list[GoldQuestion]:
    answers = ["1932"] * answerable + [None] * unanswerable
    return [GoldQuestion(id=str(n), question="When?", answer=answer, **fields) for n, answer in enumerate(answers)]


def test_too_few_questions_to_calibrate_are_told_before_any_is_asked():
    with pytest.raises(GoldError, match="at least 20 questions with an answer and 20 without one"):
        check_enough(questions(20, 19))
    with pytest.raises(GoldError, match="there are 19 with an answer and 0 without one"):
        check_enough(questions(19, 0))
    check_enough(questions(20, 20))
    check_enough(questions(20, 0, sources=("mill.txt",)))


def test_a_question_that_is_asked_again_without_its_documents_is_told_apart_where_there_are_too_few():
    counted = "there are 1 with an answer and 3 without one: 2 written so, and 1 with an answer that will be asked again"
    with pytest.raises(GoldError, match=counted):
        check_enough(questions(1, 2, sources=("mill.txt",)))
