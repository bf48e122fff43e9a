from decimal import Decimal

import pytest

from qa_bot.reckoning.numbers import read_numbers, written
from qa_bot.reckoning.periods import Period, period_of, read_periods
from qa_bot.reckoning.reckon import reckon
from tests.reckoning.tables import table_from


@pytest.mark.parametrize(
    ("cells", "values", "unit"),
    [
        (["1,234.50", "20"], ["1234.50", "20"], None),
        (["1.234,50 €", "20 €"], ["1234.50", "20"], "eur"),
        (["$61,000", "$48,500"], ["61000", "48500"], "usd"),
        (["6 402", "8 118"], ["6402", "8118"], None),
        (["45%", "3.5 %"], ["45", "3.5"], "%"),
        (["12 days", "1 day", None], ["12", "1", None], "d"),
        (["1.200", "850", "1.200.000"], ["1200", "850", "1200000"], None),
        (["−4", "3"], ["-4", "3"], None),
        (["1,5", "0,25"], ["1.5", "0.25"], None),
    ],
    ids=["english", "german", "dollars", "gaps", "percent", "days", "points", "minus", "commas"],
)
def test_a_column_of_numbers_is_read_as_a_whole(cells, values, unit):
    read = read_numbers(cells)
    assert read
    assert read.values == tuple(None if value is None else Decimal(value) for value in values)
    assert read.unit == unit


@pytest.mark.parametrize(
    "cells",
    [
        ["1.234", "2.345"],
        ["12", "x"],
        ["3 kg", "400 g"],
        ["1,234.5", "1.234,5"],
        ["€3", "$4"],
        [None, None],
        ["10-20", "5"],
        ["1,23,4"],
    ],
    ids=["either mark", "a word", "two units", "two styles", "two currencies", "nothing", "a range", "badly grouped"],
)
def test_what_is_in_doubt_is_no_column_of_numbers(cells):
    assert read_numbers(cells) is None


def test_numbers_are_written_as_their_column_writes_them():
    read = read_numbers(["1.240,00 €", "98,00 €"])
    assert read
    assert written(Decimal("2338.00"), read.style) == "2.338,00 €"


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["12/03/2017", "25/08/2020"], "2017-03-12"),
        (["03/12/2017", "08/25/2020"], "2017-03-12"),
        (["3.5.2024", "4.5.2024"], "2024-05-03"),
        (["3 May 2024", "2024-06-01"], "2024-05-03"),
        (["9:05", "14:30"], "09:05"),
        (["March 2021", "May 2022"], "2021-03-01"),
    ],
    ids=["day first", "month first", "points", "words", "clock", "months"],
)
def test_a_column_of_dates_is_read_as_a_whole(cells, first):
    read = read_periods(cells)
    assert read
    assert read[0]
    assert read[0].first == first


def test_days_and_months_in_doubt_are_no_dates():
    assert read_periods(["07/08/2020", "01/02/2021"]) is None
    assert read_periods(["soon", "2021"]) is None
    assert period_of("1990s") == Period("1990-01-01", "1999-12-31")


def test_a_column_that_is_no_number_is_not_reckoned_with():
    table = table_from("dish,price\nSoup,4.50\nStew,on request\nPie,6.00\n", "menu.csv", "menu")
    for question in (
        "What is the total price?",
        "What is the cheapest dish?",
        "Which dishes cost more than 5?",
        "What is the average price?",
    ):
        assert reckon(question, [table]) is None


def test_empty_cells_are_left_out_and_said():
    table = table_from("dish,price\nSoup,4.50\nStew,\nPie,6.00\n", "menu.csv", "menu")
    reckoned = reckon("What is the average price?", [table])
    assert reckoned
    assert (reckoned.value, reckoned.working) == (
        "5.25",
        "average of 2 rows: (4.50 + 6.00) / 2 = 5.25 (1 row has no price)",
    )


def test_the_rows_of_a_total_are_not_counted():
    table = table_from("dish,price\nSoup,4.50\nStew,7.00\nTotal,11.50\n", "menu.csv", "menu")
    assert reckon("How many dishes are there?", [table]).value == "2"
    assert reckon("What is the most expensive dish?", [table]).value == "Stew"
    assert reckon("What is the total price?", [table]) is None


def test_two_tables_that_fit_alike_give_no_answer_but_the_title_decides():
    one = table_from("dish,price\nSoup,4.50\nStew,7.00\n", "lunch.csv", "lunch")
    two = table_from("dish,price\nPie,3.50\nFish,9.00\n", "dinner.csv", "dinner")
    assert reckon("What is the cheapest dish?", [one, two]) is None
    assert reckon("What is the cheapest dish for dinner?", [one, two]).value == "Pie"


def test_a_row_of_units_below_the_header_is_no_row():
    table = table_from("Well,Owner,Depth\n,,m\nHill,Aske,42\nBeech,Parish,67\nChapel,Orde,18\n", "wells.csv", "wells")
    assert reckon("How many wells are there?", [table]).value == "3"
    assert reckon("What is the deepest well?", [table]).value == "Beech"
    assert reckon("Which wells are deeper than 20 m?", [table]).value == "Hill, Beech"
    assert reckon("What is the average depth?", [table]).value == "42.33 m"
