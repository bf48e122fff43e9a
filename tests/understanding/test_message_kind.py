"""What kind of message it is."""

import pytest

from qa_bot.conversation import Turn
from qa_bot.text.dates import Date
from qa_bot.understanding.message_kind import read_message, without_asides

TURN = Turn(question="Who runs the archive?", answer="Ada Quill runs the archive. [1]")
OFFERED = Turn(question="When did he leave?", readings=("When did Ada Quill leave?", "When did Jon Keel leave?"))


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hey there", "greeting"),
        ("helo", "greeting"),
        ("How are you today?", "greeting"),
        ("Good morning, bot!", "greeting"),
        ("thx", "thanks"),
        ("tahnks", "thanks"),
        ("Thank you, that was very helpful.", "thanks"),
        ("hello, thanks!", "thanks"),
        ("see you tomorrow", "farewell"),
        ("have a nice weekend", "farewell"),
        ("that helps, thanks", "thanks"),
        ("anyone there?", "greeting"),
        ("ok, got it", "small_talk"),
        ("I see", "small_talk"),
        ("help", "about_the_bot"),
        ("Hi! Who are you, and what can you do?", "about_the_bot"),
        ("how do i use this bot", "about_the_bot"),
        ("hello can you help me", "about_the_bot"),
        ("what's ur name?", "about_the_bot"),
        ("which documents do you have?", "documents"),
        ("how many files are in the index?", "documents"),
        ("do you have anything about moths?", "documents_about"),
        ("which files mention the lease", "documents_about"),
        ("doc list", "documents"),
        ("does any document mention moths?", "documents_about"),
        ("tl;dr", "overview"),
        ("What is in these documents?", "overview"),
        ("tl;dr of the lease", "summary"),
        ("Please give me a short overview of the rules", "summary"),
        ("what is lease.pdf about?", "what_is_in"),
        ("what's new?", "news"),
        ("which documents have changed?", "news"),
        ("what's the newest document?", "news"),
    ],
)
def test_a_message_that_asks_for_no_fact_is_told_by_its_kind(message: str, kind: str):
    assert read_message(message).kind == kind


@pytest.mark.parametrize(
    "message",
    [
        "What helps against moths?",
        "Who said hello?",
        "Who thanked the council?",
        "What is the summary offence fine?",
        "What documents are needed for a passport?",
        "what is new in version 2.3?",
        "What changed after the vote?",
        "How do you clean the filter?",
        "What do you do if the alarm rings?",
        "Is it good?",
        "How good was it?",
        "Which documents do I need to register?",
        "Which documents are about to expire?",
        "What is the main point of contact?",
        "What kind of questions are in the exam?",
        "How does the pump work?",
        "Great Britain's position?",
        "ok, what is it?",
        "Great, and the fee?",
        "do you accept cards?",
        "list the files that are deleted",
        " ".join(["thanks"] * 50),
    ],
)
def test_a_question_for_a_fact_that_looks_alike_is_one(message: str):
    assert read_message(message).kind == "fact"


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Hi! When is the archive open?", "When is the archive open?"),
        ("thanks, and when does it close?", "and when does it close?"),
        ("When is it open? Thanks!", "When is it open?"),
        ("Hi Fong runs which shop?", "Hi Fong runs which shop?"),
        ("No, the second one", "No, the second one"),
    ],
)
def test_a_greeting_is_left_out_of_a_question(message: str, question: str):
    assert read_message(message, [TURN]) == ("fact", question, None, None)


def test_what_is_named_is_told_as_it_was_typed():
    assert read_message("Please summarise the Minutes of May in three sentences").subject == "the Minutes of May"
    assert read_message("what is notes/Lease.PDF about?").subject == "notes/Lease.PDF"
    assert read_message("Do you have anything on moth traps?").subject == "moth traps"


def test_since_when_something_is_new_is_a_date_or_the_question_is_for_a_fact():
    assert read_message("what changed since 1 May 2024?").since == Date(2024, 5, 1)
    assert read_message("What's new since last week").since == Date(said="last week")
    assert read_message("what changed since the flood?").kind == "fact"


def test_a_reply_to_the_bots_own_question_is_no_small_talk():
    assert read_message("ok", [TURN]).kind == "small_talk"
    assert read_message("ok", [OFFERED]).kind == "fact"


@pytest.mark.parametrize("message", ["What is it about?", "What has changed?"])
def test_what_may_go_on_with_the_question_before_is_no_question_about_all_documents(message: str):
    assert read_message(message).kind in ("overview", "news")
    assert read_message(message, [TURN]).kind not in ("overview", "news")


def test_small_talk_and_lists_are_no_topic_of_what_follows():
    asides = [Turn(question=message) for message in ("hello", "thanks!", "what can you do?", "list your files", "what's new?")]
    assert without_asides([asides[0], TURN, *asides[1:]]) == (TURN,)
    assert without_asides([OFFERED, Turn(question="yes")]) == (OFFERED, Turn(question="yes"))
