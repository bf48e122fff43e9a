"""Which questions join several with "and", and which are one question."""

import pytest

from qa_bot.understanding.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who keeps the key and what does a berth cost?", ("Who keeps the key?", "What does a berth cost?")),
        ("When is the fair, and where do guests park?", ("When is the fair?", "Where do guests park?")),
        ("Is smoking allowed and how high is the rent?", ("Is smoking allowed?", "How high is the rent?")),
        ("who runs the mill and also when does she leave", ("Who runs the mill?", "When does she leave?")),
        (
            "Who leads, who rows and for how long does the race last?",
            ("Who leads, who rows?", "For how long does the race last?"),
        ),
        (
            "Who is the cook and what is the fee and when does the bar open?",
            ("Who is the cook?", "What is the fee?", "When does the bar open?"),
        ),
    ],
)
def test_questions_joined_by_and_are_told_apart(question, parts):
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who mended the roof and the gate?",
        "When and where was the mill built?",
        "Why was the mill moved and when?",
        "What happened before and what after the war?",
        "Which members row and which pay the full fee?",
        "Who are the members that row and who row?",
        "Which of the guests who came in May and who paid may stay?",
        "What is the difference between who votes and who pays?",
        "What did he say and what does the letter cost?",
        "Tell me about the mill and what it grinds.",
    ],
)
def test_one_question_has_no_parts(question):
    assert parts_of(question) == ()
