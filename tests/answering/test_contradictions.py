import pytest

from qa_bot.answering.composition import compose
from qa_bot.answering.contradictions import (
    also_in,
    asks_for_amount,
    counts_differ,
    dates_differ,
    differ_in_wording_alone,
    other_versions,
)
from qa_bot.answering.selection import select
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import gather_evidence
from qa_bot.passage import Passage
from qa_bot.retrieval.search import Candidate
from qa_bot.verification.statement import Statement
from tests.passages import passage_of

MORNING = "A fire in the drying hall of the paper mill at Corve on Friday night injured 12 workers, the brigade said."
EVENING = "A fire in the drying hall of the paper mill at Corve on Friday night injured 17 workers, the brigade said."


def passage(text: str, document: int, source: str) -> Passage:
    return passage_of(text, document, source=source)


def piece(text: str, document: int, score: float, *copies: Passage) -> Graded:
    candidate = Candidate(passage=passage(text, document, f"{document}.txt"), score=1.0, copies=copies)
    return Graded(evidence=gather_evidence([candidate])[0], score=score)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("a toll of 3 crowns, and", {"crown": {3.0}}),
        ("two hundred and five people", {"peopl": {205.0}}),
        ("$3 million and 4.5 % of it", {"dollar": {3e6}, "percent": {4.5}}),
        ("on 22 July 2020, in the 1990s", {}),
        ("version 1.2.3 of the 2nd army", {}),
    ],
    ids=["digits", "words", "signs", "dates", "no counts"],
)
def test_a_number_counts_what_stands_by_it(text, counted):
    assert Statement(text).counts == counted


@pytest.mark.parametrize(
    ("question", "asks"),
    [("How many are there?", True), ("How long is it?", True), ("How did it end?", False), ("Who is it?", False)],
    ids=["how many", "how long", "how did", "who"],
)
def test_a_question_asks_for_an_amount_or_not(question, asks):
    assert asks_for_amount(question) is asks


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("It costs 3 crowns.", "One pays five crowns.", True),
        ("It costs 3 crowns.", "One pays three crowns.", False),
        ("It costs 3 crowns.", "It has 5 gates.", False),
        ("Fees are 3 crowns and 5 crowns.", "The fee is 5 crowns.", False),
    ],
    ids=["another number", "the same in words", "another thing", "one of several"],
)
def test_counts_differ_where_the_same_thing_has_another_number(first, second, differ):
    assert counts_differ(Statement(first), Statement(second)) is differ


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("It opened in 1941.", "It opened on 3 May 1941.", False),
        ("It opened in 1941.", "It opened on 3 May 1942.", True),
        ("It meets every Thursday.", "It meets on Mondays.", True),
        ("It meets every Thursday.", "It opened in 1941.", False),
    ],
    ids=["more precise", "another year", "another weekday", "not comparable"],
)
def test_dates_differ_where_none_fits_another(first, second, differ):
    assert dates_differ(Statement(first), Statement(second)) is differ


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (MORNING, EVENING, False),
        ("The mayor, Ada Quill, opened it.", "The mayor, Bert Lodd, opened it.", False),
        ("The mayor, Ada Quill, opened it.", "The mayor, Ada Quinn, opened it.", False),
        ("The minister, Tubruq said, met Sergei.", "The minister, Tobruk said, met Sergey.", True),
        ("It was the United Nations that sent it.", "It was the UN that sent it.", True),
        ("It was opened by J. Quill.", "It was opened by John Quill.", True),
        ("It burned on Friday.", "It burned on Friday, 3 May.", True),
    ],
    ids=["a number", "a name", "a name with the same first letter", "spellings", "initials", "a first name", "more said"],
)
def test_versions_of_a_sentence_differ_in_wording_alone_or_not(first, second, same):
    assert differ_in_wording_alone(Statement(first), Statement(second)) is same


def test_a_near_copy_with_another_number_is_shown_and_not_named_as_saying_the_same():
    evening = passage(EVENING, 2, "evening.txt")
    morning = piece(MORNING, 1, 2.5, evening)
    text, citations = compose("", select("How many workers were injured?", [morning]))
    assert "12 workers" in text
    assert "17 workers" in text
    assert [(citation.source, citation.also_in) for citation in citations] == [("1.txt", ()), ("evening.txt", ())]
    assert [citation.quote for citation in citations] == [MORNING, EVENING]


def test_a_near_copy_in_other_words_is_named_and_not_shown():
    copy = passage(MORNING.replace("injured", "hurt"), 2, "copy.txt")
    morning = piece(MORNING, 1, 2.5, copy)
    assert other_versions(morning.evidence) == ()
    assert also_in(morning.evidence) == ("copy.txt",)


def test_another_documents_other_number_joins_although_it_scores_less():
    chosen = select(
        "How much is the toll?", [piece("The toll is 3 crowns.", 1, 3.5), piece("A toll of five crowns is asked.", 2, 1.5)]
    )
    assert [c.evidence.passage.source for c in chosen] == ["1.txt", "2.txt"]


def test_another_documents_other_date_joins_where_it_has_the_questions_words():
    question = "When did the toll house burn down?"
    first = piece("The toll house burned down in 1884.", 1, 3.5)
    second = piece("In 1879, the chronicle has it, the toll house burned down.", 2, 1.5)
    third = piece("The mill burned down in 1932.", 3, 1.0)
    assert [c.evidence.passage.source for c in select(question, [first, second, third])] == ["1.txt", "2.txt"]


@pytest.mark.parametrize(
    ("question", "second", "document", "score"),
    [
        ("How much is the toll?", "A toll of three crowns is asked.", 2, 1.5),
        ("How much is the toll?", "The toll house has 5 rooms.", 2, 1.5),
        ("How much is the toll?", "A toll of five crowns is asked.", 1, 1.5),
        ("How much is the toll?", "A toll of five crowns is asked.", 2, -1.0),
        ("How much is the toll at Marle?", "A toll of five crowns is asked.", 2, 1.5),
        ("Is there a toll?", "A toll of five crowns is asked.", 2, 1.5),
    ],
    ids=[
        "the same number",
        "of something else",
        "in the same document",
        "hardly an answer",
        "at another place",
        "not asked for a number",
    ],
)
def test_what_is_no_other_side_stays_out(question, second, document, score):
    chosen = select(question, [piece("The toll is 3 crowns.", 1, 3.5), piece(second, document, score)])
    assert [c.evidence.text for c in chosen] == ["The toll is 3 crowns."]


def test_another_version_in_the_same_document_is_no_other_side():
    morning = piece(MORNING, 1, 2.5, passage(EVENING, 1, "1.txt"))
    assert other_versions(morning.evidence) == ()
