"""Questions of everyday wording about everyday tables: reckoned right, or left alone."""

import pytest

from qa_bot.reckoning.reckon import may_be_reckoned, prepare, reckon, reckon_prepared
from tests.reckoning import (
    eighth_tables,
    eleventh_tables,
    fifth_tables,
    fourteenth_tables,
    fourth_tables,
    held_out_tables,
    last_tables,
    more_tables,
    ninth_tables,
    other_tables,
    questions,
    seventh_tables,
    sixth_tables,
    tenth_tables,
    thirteenth_tables,
    traps,
    twelfth_tables,
    wordings,
)
from tests.reckoning.tables import TABLES

FIRST = tuple(zip(TABLES, (questions.MENU, questions.STAFF, questions.HOTELS), strict=True))
CASES = [(table, *case) for table, cases in FIRST for case in cases]
MORE = [
    (table, question, value)
    for table, cases in (
        *wordings.SETS,
        *more_tables.SEEN,
        *other_tables.THIRD,
        *fourth_tables.FOURTH,
        *fifth_tables.FIFTH,
        *sixth_tables.SIXTH,
        *seventh_tables.SEVENTH,
        *eighth_tables.EIGHTH,
        *ninth_tables.NINTH,
        *tenth_tables.TENTH,
        *eleventh_tables.ELEVENTH,
        *twelfth_tables.TWELFTH,
        *thirteenth_tables.THIRTEENTH,
        *fourteenth_tables.FOURTEENTH,
    )
    for question, value in cases
]
TRAPS = [
    (table, question)
    for table, cases in zip(TABLES, (traps.MENU, traps.STAFF, traps.HOTELS), strict=True)
    for question in cases
]
ALL_TABLES = (
    *TABLES,
    *(
        table
        for table, _ in (
            *more_tables.SEEN,
            *other_tables.THIRD,
            *fourth_tables.FOURTH,
            *fifth_tables.FIFTH,
            *sixth_tables.SIXTH,
            *seventh_tables.SEVENTH,
            *eighth_tables.EIGHTH,
            *ninth_tables.NINTH,
            *tenth_tables.TENTH,
            *eleventh_tables.ELEVENTH,
            *twelfth_tables.TWELFTH,
            *thirteenth_tables.THIRTEENTH,
            *fourteenth_tables.FOURTEENTH,
        )
    ),
)
PREPARED = tuple(names for table in ALL_TABLES if (names := prepare(table)))
# Several tables of the tests answer these, each in its way.
AMBIGUOUS = (
    "How many different countries are there?",
    "Which runners were faster than 45 minutes?",
    "How many runners took less than 50 minutes?",
    "How many runners did not finish?",
    "Who did not finish?",
    "Who had the best time?",
    "How many women swam?",
    "Who pays the highest rent?",
    "How many male swimmers took part?",
    "What was the average swim time?",
    "Who was the fastest boy?",
    "Who pays the lowest rent?",
    "Who was the youngest runner?",
    "How many runners are there?",
    "How many animals of each kind are there?",
    "Which dog has been waiting the longest?",
    "Which line finished first?",
    "How many dogs came in May?",
    "Is there a course on Sunday?",
    "How many people work in Finance?",
    "How many employees are in Sales?",
    "How many licences do we own?",
    "Which room is the biggest?",
    "Which vehicle has the highest mileage?",
    "How many of the vehicles run on diesel?",
    "Which vehicles have driven more than 100,000 km?",
    "Which car was bought first?",
)


@pytest.mark.parametrize(("table", "question", "value", "rows"), CASES, ids=[case[1] for case in CASES])
def test_a_question_is_reckoned_with_the_rows_that_count_or_left_alone(table, question, value, rows):
    reckoned = reckon(question, [table])
    assert (reckoned.value if reckoned else None) == value
    if reckoned and rows != questions.ALL:
        assert {row.cells[0].text for row in reckoned.rows} == set(rows.split(", "))


@pytest.mark.parametrize(("table", "question", "value"), MORE, ids=[case[1] for case in MORE])
def test_other_wordings_and_tables_are_reckoned(table, question, value):
    reckoned = reckon(question, [table])
    assert (reckoned.value if reckoned else None) == value
    assert reckoned is None or (reckoned.rows and may_be_reckoned(question))


@pytest.mark.parametrize(("table", "question"), TRAPS, ids=[case[1] for case in TRAPS])
def test_what_a_table_does_not_say_is_left_alone(table, question):
    assert reckon(question, [table]) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "question", "value"),
    [case[:3] for case in (*CASES, *MORE) if case[1] not in AMBIGUOUS],
    ids=[case[1] for case in (*CASES, *MORE) if case[1] not in AMBIGUOUS],
)
def test_of_several_tables_the_right_one_is_taken_or_none(table, question, value):
    reckoned = reckon_prepared(question, PREPARED)
    assert reckoned is None or (reckoned.value, reckoned.table.source) == (value, table.source)


def test_most_questions_kept_aside_are_reckoned_and_hardly_any_wrong():
    asked = [(table, *case) for table, cases in (*held_out_tables.HELD_OUT, *last_tables.LAST) for case in cases]
    values = [(value, reckoned.value if (reckoned := reckon(question, [table])) else None) for table, question, value in asked]
    answered = [(value, got) for value, got in values if got is not None]
    assert sum(value == got for value, got in answered) >= 0.95 * len(answered)
    assert len(answered) >= 0.8 * sum(value is not None for value, _ in values)
