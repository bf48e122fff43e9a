import pytest

from qa_bot.answering.rows import is_wrong_row, says_how_many
from qa_bot.answering.selection import select
from qa_bot.evidence.grading import Graded, PassageSigns
from qa_bot.evidence.pieces import asks_the_same, gather_evidence
from qa_bot.passage import Layout, Unit
from qa_bot.retrieval.search import Candidate
from tests.passages import passage_of

SAWS = """| Saw | Price | Blade (spare) | Warranty |
| --- | --- | --- | --- |
| KS 20 | 90 euros | 14 euros | 2 years |
| KS 35 | 140 euros | – | |
| Bandit | 310 euros | 22 euros | 3 years |
"""


def graded(text: str, first: str, **fields: object) -> tuple[Graded, ...]:
    """Return the pieces of a text, the one that begins with `first` before the others."""
    pieces = gather_evidence([Candidate(passage=passage_of(text, **fields), score=1.0)])
    ordered = sorted(pieces, key=lambda piece: not piece.text.lstrip("|-*1234567890. ").startswith(first))
    return tuple(Graded(evidence=piece, score=9.0 - number) for number, piece in enumerate(ordered))


@pytest.mark.parametrize(
    ("question", "row", "is_wrong"),
    [
        ("What does the KS 35 cost?", "KS 35", False),
        ("What is the warranty of the KS 20?", "KS 20", False),
        ("What is the warranty of the KS 35?", "KS 35", True),
        ("What is the price of a blade for the KS 35?", "KS 35", True),
        ("What does the KS 50 cost?", "KS 35", True),
        ("What does the KS-50 cost?", "KS 20", True),
        ("What is the price of the Bandit?", "KS 20", True),
        ("What is the price of the Bandit?", "Bandit", False),
        ("Is the Bandit sold in Oslo?", "Bandit", False),
    ],
)
def test_a_row_of_another_name_or_without_the_value_is_wrong(question, row, is_wrong):
    pieces = graded(SAWS, row)
    assert is_wrong_row(question, pieces[0], pieces) is is_wrong


MOORINGS = """| Mooring | Member | Non-member | Half-year |
| --- | --- | --- | --- |
| Buoy | 40 euros | 65 euros | 30 euros |
| Jetty | 90 euros | 140 euros | 70 euros |
"""


@pytest.mark.parametrize("question", ["What does a buoy cost non-members?", "What are the half-years of a buoy?"])
def test_the_plural_of_a_column_of_two_parts_is_no_other_name(question):
    pieces = graded(MOORINGS, "Buoy")
    assert not is_wrong_row(question, pieces[0], pieces)


TRIPS = """| Trip | Guests | Fare | Total |
| --- | --- | --- | --- |
| Varde | 12 | 4 | 48 |
| Oslo | 9 | 6 | 54 |
"""


@pytest.mark.parametrize(
    ("table", "question", "row", "is_wrong"),
    [
        (SAWS, "What do the KS 20 and the KS 35 cost together?", "KS 20", True),
        (SAWS, "What is the average price of the saws with a warranty of 2 years?", "KS 20", True),
        (SAWS, "By how much does the Bandit cost more?", "Bandit", True),
        (SAWS, "How much do we pay if all the saws are bought?", "KS 20", True),
        (SAWS, "How many saws don't have a spare blade?", "KS 20", True),
        (TRIPS, "What did the trip to Varde bring in total?", "Varde", False),
        (TRIPS, "How many guests came to Oslo?", "Oslo", False),
        (SAWS, "What does the KS 20 cost?", "KS 20", False),
    ],
)
def test_one_row_is_no_answer_to_a_question_about_many(table, question, row, is_wrong):
    pieces = graded(table, row)
    assert is_wrong_row(question, pieces[0], pieces) is is_wrong


def records(*texts: str) -> tuple[Graded, ...]:
    found = []
    for number, text in enumerate(texts, 1):
        layout = Layout((Unit("record", 0, len(text)),))
        passage = passage_of(text, number, source=f"boats.csv#{number}", layout=layout)
        found += gather_evidence([Candidate(passage=passage, score=1.0)])
    return tuple(Graded(evidence=piece, score=9.0 - number) for number, piece in enumerate(found))


@pytest.mark.parametrize(
    ("question", "is_wrong"),
    [("What is the home port of the Petrel?", True), ("Who is the skipper of the Petrel?", False)],
)
def test_a_record_that_lacks_the_field_asked_for_is_wrong(question, is_wrong):
    pieces = records("boat: Petrel\nskipper: Ode", "boat: Gannet\nskipper: Lou\nhome port: Varde")
    assert is_wrong_row(question, pieces[0], pieces) is is_wrong


@pytest.mark.parametrize(
    ("question", "is_wrong"),
    [
        ("Which firmware runs on gate-east?", True),
        ("Which firmware runs on gate-west?", False),
        ("What does read_all() return?", False),
        ("Who opens the east gate?", False),
    ],
)
def test_a_record_with_another_second_part_of_its_name_is_wrong(question, is_wrong):
    pieces = records("name: gate-west\nfirmware: 3.1")
    assert is_wrong_row(question, pieces[0], pieces) is is_wrong


def test_a_sentence_is_no_row():
    pieces = graded("The KS 20 costs 90 euros.", "The KS 20")
    assert not is_wrong_row("What does the KS 50 cost?", pieces[0], pieces)


COURT = "The court has 64 flats in three blocks. Garages are let to members.\n"


@pytest.mark.parametrize(
    ("question", "answerable", "says"),
    [
        ("How many flats are there?", 6.0, True),
        ("How many blocks of flats does the court have?", 6.0, True),
        ("How many flats are there?", -1.0, False),
        ("How many garages are there?", 6.0, False),
        ("How many flats are let to members?", 6.0, False),
        ("Which flats are there?", 6.0, False),
    ],
)
def test_a_number_that_a_sentence_says_need_not_be_counted(question, answerable, says):
    best, *others = graded(COURT, "The court")
    alone = PassageSigns(relevance=5.0, answerable=answerable, span=8.0, refuted=-3.0)
    seen = best.model_copy(
        update={"span": 8.0, "answer": (COURT.index("64"), COURT.index(" in three")), "alone": alone, "passage": alone}
    )
    assert says_how_many(question, (seen, *others)) is says


FAQ = """**May I keep a goat?**

Two at most, behind the barn.

**What do I bring along?**

- a bucket
- a rope
"""


@pytest.mark.parametrize(
    ("question", "is_same"), [("may i keep a goat", True), ("May I keep a goat?", True), ("May I keep two goats?", False)]
)
def test_a_question_of_the_document_is_known_word_for_word(question, is_same):
    assert asks_the_same(question, graded(FAQ, "Two at most")[0].evidence) is is_same


@pytest.mark.parametrize(
    ("question", "is_whole"),
    [
        ("What do I bring along?", True),
        ("What do I bring?", True),
        ("Which colour has the bucket?", False),
        ("When do I bring a bucket along?", False),
    ],
)
def test_a_list_is_given_whole_where_the_question_asks_for_what_stands_above_it(question, is_whole):
    assert select(question, graded(FAQ, "a bucket"))[0].evidence.is_list is is_whole
