"""Filters: how they are written, read out of a question, and which documents they choose."""

import pytest

from qa_bot.errors import UsageError
from qa_bot.filters import EVERYTHING, Filters, make_filters, read_filters, with_filters


@pytest.mark.parametrize(
    ("pattern", "path", "is_chosen"),
    [
        ("hr/", "hr/leave.md", True),
        ("hr/*", "hr/old/leave.md", True),
        ("hr/*", "archive/hr/leave.md", False),
        ("hr", "hr/leave.md", True),
        ("hr", "hrx/leave.md", False),
        ("*.pdf", "a/b/c.pdf", True),
        ("*.pdf", "c.pdf.txt", False),
        ("minutes/2024-*", "minutes/2024-03.md", True),
        ("/leave.md", "hr/leave.md", False),
        ("!secret.md", "secret.md", False),
        ("!secret.md", "!secret.md", True),
        ("#1.txt", "#1.txt", True),
        ("a b/", "a b/c.txt", True),
    ],
)
def test_a_pattern_chooses_paths_as_in_a_gitignore_file(pattern, path, is_chosen):
    assert make_filters(**{"in": [pattern]}).path_matcher()(path) is is_chosen


@pytest.mark.parametrize(
    ("since", "until", "day", "is_chosen"),
    [
        ("2024", None, "2024-01-01", True),
        ("2024", None, "2023-12-31", False),
        (None, "2024-03", "2024-03-31", True),
        (None, "2024-03", "2024-04-01", False),
        ("2024-03-15", "2024-03-15", "2024-03-15", True),
        ("2024-03-15", None, "2024-03", True),
        ("2024-03-15", None, "2024", True),
        ("2024", "2024", None, False),
        (None, None, None, True),
    ],
)
def test_a_date_is_compared_as_exactly_as_both_are_given(since, until, day, is_chosen):
    assert Filters(since=since, until=until).includes_date(day) is is_chosen


@pytest.mark.parametrize(
    ("typed", "question", "told"),
    [
        ("Who pays? in:hr/", "Who pays?", "in:hr/"),
        ("in:hr/ since:2024 Who pays?", "Who pays?", "in:hr/ since:2024"),
        ("Who pays in:hr/?", "Who pays ?", "in:hr/"),
        ('Who pays? in:"annual reports/" IN:*.pdf until:2024-02', "Who pays?", 'in:"annual reports/" in:*.pdf until:2024-02'),
        ("in:hr what is in docs/ now?", "what is in docs/ now?", "in:hr"),
        ("What is in: the box?", "What is in: the box?", ""),
        ("Is it main:hr/ or begin:2024?", "Is it main:hr/ or begin:2024?", ""),
    ],
)
def test_filters_are_read_out_of_a_question(typed, question, told):
    rest, filters = read_filters(typed)
    assert (rest, filters.told()) == (question, told)


@pytest.mark.parametrize("date", ["yesterday", "24", "2024-13", "2024-02-30", "2024-3-1", "20240301"])
def test_a_wrong_date_is_an_error_that_says_how_to_write_it(date):
    with pytest.raises(UsageError, match=f"since:{date} is not understood: write a date like 2024, 2024-03 or 2024-03-15"):
        read_filters(f"Who pays? since:{date}")


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("Who pays? in:annual reports/", "annual reports/"),
        ("in:my annual reports/ who pays?", "my annual reports/"),
        ("Who pays in:hr reports/?", "hr reports/"),
    ],
)
def test_a_folder_with_a_space_and_no_quotes_is_an_error_that_says_how_to_write_it(typed, folder):
    with pytest.raises(UsageError, match=f'a name with a space needs quotes: in:"{folder}"'):
        read_filters(typed)


@pytest.mark.parametrize("within", [[""], [" "], [1], 3, ["a"] * 51])
def test_a_wrong_pattern_is_an_error(within):
    with pytest.raises(UsageError, match="is not understood"):
        make_filters(**{"in": within})


def test_what_a_question_sets_goes_before_what_was_set_around_it():
    around = make_filters(**{"in": "hr/"}, since="2020")
    assert (around | make_filters(since="2024")).told() == "in:hr/ since:2024"
    assert around | EVERYTHING == around
    assert not EVERYTHING


def test_filters_that_are_put_into_a_question_are_read_out_of_it_again():
    typed = with_filters("Who pays?", 'annual "reports"/', "2024-03", " ")
    rest, filters = read_filters(typed)
    assert (rest, filters.within, filters.since, filters.until) == ("Who pays?", ("annual reports/",), "2024-03", None)
    assert with_filters("Who pays?", "", "", "") == "Who pays?"
