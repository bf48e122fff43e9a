import pytest

from qa_bot.reckoning.reckon import reckon
from tests.reckoning import questions
from tests.reckoning.tables import TABLES

CASES = [
    (table, *case)
    for table, cases in zip(TABLES, (questions.MENU, questions.STAFF, questions.HOTELS), strict=True)
    for case in cases
]


@pytest.mark.parametrize(("table", "question", "value", "rows"), CASES, ids=[case[1] for case in CASES])
def test_a_question_is_reckoned_or_left_alone(table, question, value, rows):
    reckoned = reckon(question, [table])
    assert (reckoned.value if reckoned else None) == value
    if reckoned and rows != questions.ALL:
        assert {row.cells[0].text for row in reckoned.rows} == set(rows.split(", "))


@pytest.mark.parametrize(("table", "question", "value", "rows"), CASES, ids=[case[1] for case in CASES])
def test_the_right_table_of_several_is_taken_or_none(table, question, value, rows):
    reckoned = reckon(question, TABLES)
    if reckoned:
        assert (reckoned.value, reckoned.table.source) == (value, table.source)
