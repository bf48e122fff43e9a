"""What a superlative measures must be a column's, and what is counted or called oldest must be the rows of a table."""

import pytest

from qa_bot.reckoning.reckon import reckon
from tests.reckoning.everyday_tables import TABLES
from tests.reckoning.tables import table_from

TRIPS = table_from(
    """date,guide,boat,passengers,remark
2023-06-01,Ana Roth,B2,11,late start
2023-06-08,Leo Marsh,B5,7,fog
2023-06-15,Ida Quist,B1,9,heron seen
""",
    "trips.csv",
    "",
)
FLEET = table_from(
    """boat,length_m,built,seats
B1,7.5,1998,8
B2,9.2,2011,12
B3,6.1,2020,6
B5,8.4,1987,10
""",
    "fleet.csv",
    "",
)
EVENING = table_from(
    """Time,Act,Performer
19:00,Drum duet,Ana Roth
19:40,Magic hour,Leo Marsh
21:15,Closing choir,all parents
""",
    "evening.md",
    "Programme",
)
DUTIES = table_from(
    """Day,Duty,By
Monday,Sweeping,two trainers
Tuesday,Front desk,Ida Quist
Friday,Towels,trainers
""",
    "duties.md",
    "Duties",
)
LOANS = table_from(
    """since,borrower,ladder,days
2024-01-03,Max Orr,Step 3,14
2024-02-11,Eva Lund,Step 1,3
2024-02-19,Max Orr,Roof 2,30
""",
    "loans.csv",
    "Loans",
)
LADDERS = table_from(
    """Name,Height m,Weight kg,Price
Step 1,1.2,4,40
Step 3,1.9,6,65
Roof 2,4.5,11,150
""",
    "ladders.csv",
    "Ladders",
)
CABLES = table_from(
    """Item,Length m,Price
Cable A,10,14
Cable B,25,11
Hose,40,30
""",
    "shed.md",
    "Shed",
)


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (TRIPS, "Which boat is the largest?"),
        (TRIPS, "Which boat is the smallest?"),
        (TRIPS, "Which is the biggest boat?"),
        (TRIPS, "Which guide is the largest?"),
        (LOANS, "Which ladder is the highest?"),
        (LOANS, "What is the biggest ladder?"),
        (EVENING, "Which act is the longest?"),
        (EVENING, "Which act was the shortest?"),
        (EVENING, "Who played the longest?"),
        (EVENING, "Who is the fastest performer?"),
        (EVENING, "Who was the slowest?"),
        (DUTIES, "Which duty is the longest?"),
    ],
)
def test_a_superlative_takes_no_column_that_does_not_measure_it(table, question):
    assert reckon(question, [table]) is None


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (TRIPS, "Which boat is the oldest?"),
        (TRIPS, "What is the newest boat?"),
        (TRIPS, "Who is the oldest?"),
        (TRIPS, "Which guide is the youngest?"),
        (TRIPS, "Which boat is older, B1 or B2?"),
        (LOANS, "Which ladder is the oldest?"),
        (LOANS, "Which ladder is the longest?"),
        (LOANS, "Who is the oldest borrower?"),
    ],
)
def test_what_the_rows_only_speak_of_is_not_measured_by_them(table, question):
    assert reckon(question, [table]) is None


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (TRIPS, "How many boats are there?"),
        (TRIPS, "How many boats does the club have?"),
        (TRIPS, "How many guides do you have?"),
        (LOANS, "How many ladders do we own?"),
        (LOANS, "How many borrowers are there?"),
        (EVENING, "How many parents does the school have?"),
        (EVENING, "How many parents are there?"),
        (DUTIES, "How many trainers does the gym have?"),
        (DUTIES, "How many trainers are there?"),
    ],
)
def test_what_the_rows_only_speak_of_is_not_counted(table, question):
    assert reckon(question, [table]) is None


@pytest.mark.parametrize(
    ("tables", "question", "value"),
    [
        ((TRIPS, FLEET), "How many boats are there?", "4"),
        ((TRIPS, FLEET), "How many boats does the club own?", "4"),
        ((TRIPS, FLEET), "Which boat is the oldest?", "B5"),
        ((TRIPS, FLEET), "Which boat is the newest?", "B3"),
        ((TRIPS, FLEET), "Which boat is the longest?", "B2"),
        ((LOANS, LADDERS), "How many ladders are there?", "3"),
        ((LOANS, LADDERS), "Which ladder is the highest?", "Roof 2"),
        ((LOANS, LADDERS), "Which ladder is the heaviest?", "Roof 2"),
        ((LOANS, LADDERS), "Which ladder was lent the longest?", None),
        ((EVENING, FLEET, TRIPS), "Which boat is the shortest?", "B3"),
    ],
)
def test_the_table_whose_rows_are_the_things_answers(tables, question, value):
    reckoned = reckon(question, tables)
    assert (reckoned.value if reckoned else None) == value


@pytest.mark.parametrize(
    ("table", "question", "value"),
    [
        (TRIPS, "Who went first?", "Ana Roth"),
        (TRIPS, "How many different boats are there?", "3"),
        (TRIPS, "What is the highest number of passengers?", "11"),
        (EVENING, "Which act is the last?", "Closing choir"),
        (EVENING, "How many acts are there?", "3"),
        (LOANS, "Which loan is the oldest?", "Step 3"),
        (LOANS, "How many loans are there?", "3"),
    ],
)
def test_what_the_rows_are_is_still_measured_and_counted(table, question, value):
    assert reckon(question, [table]).value == value


@pytest.mark.parametrize(
    ("table", "question", "value"),
    [
        (CABLES, "Which cable is longer?", "Cable B"),
        (CABLES, "Which cable is shorter?", "Cable A"),
        (CABLES, "Which cable is cheaper?", "Cable B"),
        (CABLES, "Which of the cables is more expensive?", "Cable A"),
        (CABLES, "Which item is longer?", None),
        (CABLES, "Which hose is longer?", None),
        (LADDERS, "Which ladder is heavier?", None),
        (CABLES, "Which cable is older?", None),
    ],
)
def test_a_comparative_without_than_chooses_between_two_rows(table, question, value):
    reckoned = reckon(question, [table])
    assert (reckoned.value if reckoned else None) == value


REPAIRS = table_from(
    """Boat,Fault,Repaired by
B1,rudder bent,Ana Roth
B1,sail torn,Leo Marsh
B5,leak,Ana Roth
""",
    "repairs.md",
    "Repairs",
)


def test_a_list_of_repairs_does_not_say_how_many_boats_there_are():
    assert reckon("How many boats are there?", [REPAIRS]) is None
    assert reckon("How many boats does the club have?", [REPAIRS, FLEET]).value == "4"


def test_who_did_a_deed_the_longest_is_no_item_of_a_stock_list():
    assert reckon("Who flew the longest?", [CABLES]) is None


def test_who_was_hired_after_a_date_is_no_instrument_that_is_hired_out():
    question = "Who was hired after 1 January 2020?"
    assert reckon(question, [TABLES["instruments"]]) is None
    assert reckon(question, [TABLES["staff"], TABLES["instruments"]]).value == "Clara Diaz, Eva Lind, Finn Moe"
