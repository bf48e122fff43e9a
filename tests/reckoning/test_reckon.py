"""Questions of everyday wording about everyday tables: reckoned right, or left alone."""

import pytest

from qa_bot.reckoning.reckon import may_be_reckoned, prepare, reckon, reckon_prepared
from tests.reckoning import comparing, counting, ends, held_out_tables, listing, questions, totals
from tests.reckoning.everyday_tables import TABLES
from tests.reckoning.tables import TABLES as FIRST
from tests.reckoning.traps import TRAPS

WITH_ROWS = [
    (table, *case)
    for table, cases in zip(FIRST, (questions.MENU, questions.STAFF, questions.HOTELS), strict=True)
    for case in cases
]
CASES = [
    (TABLES[name], *case)
    for kind in (counting, totals, ends, listing, comparing)
    for name, cases in kind.CASES.items()
    for case in cases
]
PREPARED = tuple(names for table in TABLES.values() if (names := prepare(table)))
# Several tables of the tests answer these, each in its way.
AMBIGUOUS = frozenset(
    (
        "Which runners were faster than 45 minutes?",
        "How many runners did not finish?",
        "Who did not finish?",
    )
)


@pytest.mark.parametrize(("table", "question", "value", "rows"), WITH_ROWS, ids=[case[1] for case in WITH_ROWS])
def test_a_question_is_reckoned_with_the_rows_that_count_or_left_alone(table, question, value, rows):
    reckoned = reckon(question, [table])
    assert (reckoned.value if reckoned else None) == value
    if reckoned and rows != questions.ALL:
        assert {row.cells[0].text for row in reckoned.rows} == set(rows.split(", "))


@pytest.mark.parametrize(("table", "question", "value"), CASES, ids=[case[1] for case in CASES])
def test_a_question_is_reckoned(table, question, value):
    reckoned = reckon(question, [table])
    assert reckoned is not None
    assert reckoned.value == value
    assert reckoned.rows
    assert may_be_reckoned(question)


@pytest.mark.parametrize("name", TRAPS)
def test_what_a_table_does_not_say_is_left_alone(name):
    assert [question for question in TRAPS[name] if reckon(question, [TABLES[name]])] == []


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in (1, 2, 3))])
def test_of_several_tables_the_right_one_is_taken_or_none(part):
    for table, question, value in CASES[part::4]:
        reckoned = reckon_prepared(question, PREPARED) if question not in AMBIGUOUS else None
        assert reckoned is None or (reckoned.value, reckoned.table.source) == (value, table.source), question


def test_most_questions_kept_aside_are_reckoned_and_hardly_any_wrong():
    asked = [(table, *case) for table, cases in held_out_tables.HELD_OUT for case in cases]
    values = [(value, reckoned.value if (reckoned := reckon(question, [table])) else None) for table, question, value in asked]
    answered = [(value, got) for value, got in values if got is not None]
    assert sum(value == got for value, got in answered) >= 0.95 * len(answered)
    assert len(answered) >= 0.8 * sum(value is not None for value, _ in values)
