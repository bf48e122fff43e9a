"""Questions about something else that share words with a table: "none" and a count of rows would be a wrong answer to them."""

import pytest

from qa_bot.reckoning.reckon import reckon
from tests.reckoning.tables import table_from

CREW = table_from(
    """Name,Role,Usual days,With us since,Remarks
Ada Finch,Manager,Monday to Friday,March 2017,Reports to the board
Ben Holt,Cashier,Wednesday to Sunday,April 2019,Shares the till with Cleo
Cleo Marsh,Cashier,as rota,May 2021,half time
Dan Reeve,Gardener,Sunday,May 2024,
""",
    "crew.csv",
    "Crew",
)
EVENTS = table_from(
    """Event,Date,Day,Places
Spring gala,4 May 2024,Sunday,40
Night swim,6 July 2024,Saturday,25
Dog swim,5 October 2024,Sunday,60
""",
    "events.csv",
    "Programme",
)
PRICES = table_from(
    """No,Item,Price,Remarks
T-1,Tent,120,can be hired: see Hire
T-2,Stove,40,gas not sold here
T-3,Rope,15,can be hired: see Hire
""",
    "prices.csv",
    "Prices",
)
VISITS = table_from(
    """Entry,Kind,Farrier
Spring show,show,
,visits,6 May; 8 July
Summer show,show,
""",
    "visits.csv",
    "Calendar",
)
MACHINES = table_from(
    """Machine,Number of times serviced,Hours run
Press,4,1200
Lathe,9,300
""",
    "machines.csv",
    "Machines",
)
MEMBERS = table_from(
    """Member,Task,Flat
Ann Fell,keys,C-11
Bo Lund,garden,A-04
Cy Dole,bins,B-17
Di Roe,roof,
""",
    "members.csv",
    "Committee",
)
LOANS = table_from(
    """Title,Author,Times lent,Shelf
Quiet Water,Ann Fell,12,A
Small Machines,Bo Lund,40,B
The Long Road,Cy Dole,7,A
""",
    "loans.csv",
    "Library books",
)


@pytest.mark.parametrize(
    "question",
    [
        "What time do you open on weekdays in July?",
        "What time did they start in August?",
        "How many people visited the shop in 2025?",
    ],
)
def test_none_is_not_told_where_neither_rows_nor_a_column_are_named(question):
    assert reckon(question, [CREW]) is None


@pytest.mark.parametrize(
    ("question", "value"),
    [("How many people have been with us since 2025?", "0"), ("How many managers have been with us since 2018?", "0")],
)
def test_none_is_told_of_rows_that_are_named(question, value):
    assert reckon(question, [CREW]).value == value


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (PRICES, "Who takes care of hire?"),
        (VISITS, "Who is the farrier?"),
        (EVENTS, "and how often does it run on Sundays?"),
        (EVENTS, "how often on Saturdays?"),
        (CREW, "how often is there a cashier on Fridays?"),
        (MACHINES, "Which machine was serviced the longest?"),
        (MEMBERS, "How many flats are there?"),
        (EVENTS, "how many were there last year?"),
        (EVENTS, "How many places were there last year?"),
    ],
)
def test_a_word_of_a_cell_an_empty_cell_or_another_time_is_not_reckoned_with(table, question):
    assert reckon(question, [table]) is None


@pytest.mark.parametrize(
    "question",
    [
        "Which book was lent the longest?",
        "Which book has been lent for the longest time?",
        "Which book was lent the shortest?",
        "Which book was lent the slowest?",
    ],
)
def test_how_often_something_was_done_is_no_length(question):
    assert reckon(question, [LOANS]) is None


@pytest.mark.parametrize(
    ("question", "value"),
    [("Which book was lent the most?", "Small Machines"), ("Which book was lent the fewest times?", "The Long Road")],
)
def test_how_often_something_was_done_is_still_compared(question, value):
    assert reckon(question, [LOANS]).value == value
