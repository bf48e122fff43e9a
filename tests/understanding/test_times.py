"""What tells when something is."""

import pytest

from qa_bot.understanding.times import times_told


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("When?", "A stall costs 35 pounds a year.", []),
        ("When?", "Everybody has 27 days of leave per year.", []),
        ("When?", "A guest may stay.", []),
        ("When?", "It is painted in May for 900 pounds.", ["in May"]),
        ("When?", "The fair is on 15 June 2024 at the mill.", ["on 15 June 2024"]),
        ("When?", "The jury meets in 3 days.", ["in 3 days"]),
        ("How long?", "The ride takes 25 minutes.", ["minutes"]),
        ("Since when?", "She has led it since March 2019.", ["since March 2019"]),
        ("Since when?", "The mill was run by Tom Birch, from 2011 to 2019.", []),
        ("When?", "The mill was run by Tom Birch, from 2011 to 2019.", ["from 2011", "2019"]),
    ],
)
def test_a_time_is_told_by_what_answers_the_question_for_it(question, text, told):
    assert [text[start:end] for start, end in times_told(text, question)] == told
