"""What looks like a question of reckoning and is none: one thing that is not there, a noun of the rows that does not fit."""

import pytest

from qa_bot.reckoning.reckon import reckon
from tests.reckoning.tables import table_from

MACHINES = table_from(
    """Model;Type;Power;Price
MG 800;grinder;800 W;129 €
MG 1000;grinder;1000 W;159 €
SB 1500;saw;1500 W;219 €
HX 200;drill;200 W;59 €
""",
    "prices.csv",
    "Machine prices",
)
SCHOOLS = table_from(
    """School,Pupils,Teachers,Classrooms,Founded,Canteen
Northgate,420,31,18,1954,yes
Elm Street,260,19,12,1978,no
St Bride's,610,44,27,1921,yes
Riverside,180,14,9,2004,no
""",
    "schools.csv",
    "Schools",
)
LIBRARIES = table_from(
    """Library,Branch manager,Shift leader,Books,Seats,Opened
Central,Ann Moss,Di Roe,120000,340,1931
Eastside,Bo Hart,Ed Fox,42000,90,1988
Harbour,Cy Lund,Flo Day,15500,40,2012
""",
    "libraries.csv",
    "Libraries",
)


@pytest.mark.parametrize(
    "question",
    [
        "What does the MG 1200 cost?",
        "What costs the SB 900?",
        "How much is the HX 500?",
        "What is the price of the MG 1200?",
        "Is there an MG 1200?",
        "Does the MG 1200 cost more than the HX 200?",
        "Which MG 1200 costs 159 euros?",
        "How many MG 1200 are there?",
        "What costs 160 euros?",
        "Which saws cost 220 euros?",
    ],
)
def test_a_thing_that_no_row_names_is_not_counted(question):
    assert reckon(question, [MACHINES]) is None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many machines cost more than 300 euros?", "0"),
        ("Which machines cost more than 300 euros?", "none"),
        ("How many schools have more than 700 pupils?", "0"),
        ("How many grinders cost more than 200 euros?", "0"),
    ],
)
def test_nothing_beyond_a_bound_is_an_answer(question, value):
    reckoned = reckon(question, [MACHINES if "euros" in question else SCHOOLS])
    assert reckoned.value == value


@pytest.mark.parametrize(
    "question",
    [
        "Which classroom is the biggest?",
        "What is the biggest classroom?",
        "Which classroom has the most pupils?",
        "Which pupil is the oldest?",
        "Which teacher has the most pupils?",
        "Which apartment is the biggest?",
        "Which school needs the most teachers?",
        "How many teachers does the school need?",
        "Which school needs a canteen?",
    ],
)
def test_rows_are_not_called_by_what_they_only_count(question):
    assert reckon(question, [SCHOOLS]) is None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which school has the most pupils?", "St Bride's"),
        ("Which school has the most classrooms?", "St Bride's"),
        ("What is the highest number of pupils?", "610"),
        ("How many schools have a canteen?", "2"),
    ],
)
def test_what_rows_count_is_still_reckoned_with(question, value):
    assert reckon(question, [SCHOOLS]).value == value


@pytest.mark.parametrize(
    "question", ["Which branch is the biggest?", "Which branch has the most books?", "Which shift has the fewest seats?"]
)
def test_whom_a_header_names_is_not_what_it_is_of(question):
    assert reckon(question, [LIBRARIES]) is None
    assert reckon("Which branch manager has the most books?", [LIBRARIES]).value == "Ann Moss"
