import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.discord_bot.memory.grouping import group_by_wording, is_near, wording_of
from qa_bot.discord_bot.memory.store import FILE, Store
from qa_bot.evaluation.gold import read_gold

INDEX = IndexInfo(generation=7, documents=5, chunks=40, built_at="2026-01-01T00:00:00+00:00")
QUOTE = "They met in Ankara."
ANNA, BERT, CARL = 1001, 1002, 1003


def an_answer(question: str = "Where did they meet?", **changes: object) -> Answer:
    cited = Citation(number=1, source="a.txt", quote=QUOTE, start=0, end=len(QUOTE), line_start=1, line_end=1)
    fields = {"question": question, "standalone_question": question, "status": "answered", "confidence": 0.9, "index": INDEX}
    return Answer(**{**fields, "text": f"{QUOTE} [1]", "citations": (cited,), **changes})


def not_answered(question: str, reason: str = "not_in_corpus", **changes: object) -> Answer:
    fields = {"status": "abstained", "reason": reason, "text": "No.", "citations": (), "closest": ("near.txt",)}
    return an_answer(question, **{**fields, **changes})


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "state" / FILE, Clock())
    yield store
    store.close()


@pytest.fixture
def feedback(qa_bot, tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return qa_bot("feedback", *arguments, QA_BOT_STATE_DIR=str(tmp_path / "state"))

    return run


def lines_of(done: subprocess.CompletedProcess[str]) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("command", ["list", "export", "candidates", "unanswered"])
def test_nothing_stored_yet_is_a_plain_line(feedback, tmp_path, command):
    done = feedback(command)
    assert done.returncode == 0
    assert "no feedback is stored yet" in done.stdout + done.stderr
    assert not (tmp_path / "state").exists()


def test_data_is_alone_on_stdout_even_where_there_is_none(feedback):
    assert feedback("export").stdout == feedback("list", "--json").stdout == ""


def test_the_list_has_votes_and_reasons_newest_first(feedback, store):
    first = store.add_entry(an_answer(), ANNA, 1)
    store.add_entry(not_answered("Who paid?"), ANNA, 1)
    store.add_entry(not_answered("And he?", "ambiguous"), ANNA, 1)
    store.add_entry(not_answered("Who is Helga Brandt?", "other_subject"), ANNA, 1)
    store.add_entry(not_answered("Why did they never meet?", "false_premise"), ANNA, 1)
    store.vote(first.id, ANNA, 1)
    store.vote(first.id, BERT, -1, "the wrong\ntown")
    done = feedback("list")
    assert done.stdout.splitlines() == [
        "2026-03-01 12:05  +0 -0  false premise   Why did they never meet?",
        "2026-03-01 12:04  +0 -0  other subject   Who is Helga Brandt?",
        "2026-03-01 12:03  +0 -0  asked back      And he?",
        "2026-03-01 12:02  +0 -0  not answered    Who paid?",
        "2026-03-01 12:01  +1 -1  answered        Where did they meet?",
        "    -1: the wrong town",
    ]
    assert len(feedback("list", "--limit", "1").stdout.splitlines()) == 1


def test_the_export_has_what_an_entry_is_made_of(feedback, store):
    entry = store.add_entry(an_answer(model="smol", mode="generative"), ANNA, 1)
    store.vote(entry.id, BERT, -1, "no")
    (line,) = lines_of(feedback("export"))
    assert line["question"] == "Where did they meet?"
    assert line["answer"] == f"{QUOTE} [1]"
    assert line["citations"][0]["quote"] == QUOTE
    assert (line["model"], line["generation"], line["user"]) == ("smol", 7, store.hash_of(ANNA))
    assert [(vote["user"], vote["value"], vote["reason"]) for vote in line["votes"]] == [(store.hash_of(BERT), -1, "no")]
    assert lines_of(feedback("list", "--json")) == [line]


def test_candidates_are_lines_of_a_gold_set(feedback, store, tmp_path):
    entry = store.add_entry(an_answer(), ANNA, 1)
    store.vote(entry.id, BERT, -1, "the wrong town")
    done = feedback("candidates")
    (line,) = lines_of(done)
    path = tmp_path / "gold.jsonl"
    path.write_text(done.stdout)
    (gold,) = read_gold(path).questions
    assert (gold.question, gold.answer, gold.sources, gold.evidence) == ("Where did they meet?", "", ("a.txt",), (QUOTE,))
    assert "Votes: 0 up, 1 down. Reasons: the wrong town." in line["note"]


def test_what_was_voted_down_comes_first_then_what_was_not_answered(feedback, store):
    down = store.add_entry(an_answer("Where did the delegations meet?"), ANNA, 1)
    store.vote(down.id, BERT, -1)
    for person in (ANNA, BERT):
        store.add_entry(not_answered("Who paid for the hotel?"), person, 1)
    store.add_entry(not_answered("Who sang?"), ANNA, 1)
    up = store.add_entry(an_answer("When was the summit?"), ANNA, 1)
    store.vote(up.id, BERT, 1)
    questions = [line["question"] for line in lines_of(feedback("candidates"))]
    assert questions == [
        "Where did the delegations meet?",
        "Who paid for the hotel?",
        "Who sang?",
        "When was the summit?",
    ]
    assert len(lines_of(feedback("candidates", "--limit", "2"))) == 2


def test_a_candidate_stands_without_its_conversation(feedback, store):
    store.add_entry(not_answered("And when?", standalone_question="When did Haftar leave Tripoli?"), ANNA, 1)
    (line,) = lines_of(feedback("candidates"))
    assert line["question"] == "When did Haftar leave Tripoli?"
    assert "Asked as: And when?" in line["note"]
    assert "closest: near.txt" in line["note"]


def test_unanswered_questions_are_grouped_and_counted(feedback, store):
    for question, person in (
        ("How do I reset my password?", ANNA),
        ("how can I reset the passwords", BERT),
        ("Who sang?", CARL),
        ("How do I reset my password?", ANNA),
    ):
        store.add_entry(not_answered(question), person, 1)
    store.add_entry(an_answer("Where did they meet?"), ANNA, 1)
    store.add_entry(not_answered("Who is he?", "ambiguous"), ANNA, 1)
    assert feedback("unanswered").stdout.splitlines() == [
        "  3 times, last 2026-03-01 12:04  How do I reset my password?",
        "           also: how can I reset the passwords",
        "     once, last 2026-03-01 12:03  Who sang?",
    ]
    first, _ = lines_of(feedback("unanswered", "--json"))
    assert (first["count"], first["people"], first["last_asked_at"]) == (3, 2, "2026-03-01T12:04:00Z")


def test_all_answered_is_said(feedback, store):
    store.add_entry(an_answer(), ANNA, 1)
    assert "every question that is stored was answered" in feedback("unanswered").stdout


@pytest.mark.parametrize("reason", ["other_subject", "false_premise"])
def test_a_question_about_something_else_or_of_a_false_premise_is_unanswered(feedback, store, reason):
    store.add_entry(not_answered("Who sang?", reason), ANNA, 1)
    assert feedback("unanswered").stdout == "     once, last 2026-03-01 12:01  Who sang?\n"
    (line,) = lines_of(feedback("candidates"))
    assert "The bot did not answer; closest: near.txt." in line["note"]
    assert lines_of(feedback("export"))[0]["reason"] == reason


@pytest.mark.parametrize("reason", ["small_talk", "about_the_bot"])
def test_what_asked_nothing_of_the_documents_is_neither_unanswered_nor_a_candidate(feedback, store, reason):
    store.add_entry(not_answered("thanks!", reason, closest=()), ANNA, 1)
    assert "every question that is stored was answered" in feedback("unanswered").stdout
    assert feedback("candidates").stdout == ""
    assert lines_of(feedback("export"))[0]["reason"] == reason


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("How do I reset my password?", "how can I reset the passwords", True),
        ("What did Turkey and Russia agree on?", "What have Russia and Turkey agreed on", True),
        ("What was the budget in 2019?", "What was the budget in 2020?", False),
        ("When did Haftar leave?", "Why did Haftar leave?", False),
        ("Who is she?", "Who was it?", False),
        ("Where is the airport?", "Who closed the port?", False),
    ],
)
def test_questions_of_near_equal_wording_are_one(one, other, is_one):
    assert (len(group_by_wording([one, other], str)) == 1) is is_one


def test_grouping_finds_what_comparing_each_with_each_finds():
    subjects = ("ferry", "mayor", "harbour office", "old lighthouse", "ceasefire agreement")
    questions = [
        f"What did {who} say about the {what} {where}?"
        for what in subjects
        for who in ("Erdogan", "Lavrov", "the spokesperson of Erdogan")
        for where in ("", "in Libya", "in Ankara on Sunday")
    ]
    groups = group_by_wording(questions, str)
    assert sorted(question for group in groups for question in group) == sorted(questions)
    firsts = [wording_of(group[0]) for group in groups]
    assert not any(is_near(one, other) for one, other in combinations(firsts, 2))
    assert all(is_near(wording_of(group[0]), wording_of(question)) for group in groups for question in group)
    assert 1 < len(groups) < len(questions)


def test_control_characters_never_reach_the_terminal(feedback, store):
    entry = store.add_entry(not_answered("Who\x1b[31m \u202epaid?\x07"), ANNA, 1)
    store.vote(entry.id, BERT, -1, "bad\x1b]0;x\x07")
    for command in ("list", "unanswered", "export", "candidates"):
        done = feedback(command)
        assert done.stdout
        assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}


def test_it_works_without_the_library_of_discord(store, tmp_path):
    store.add_entry(not_answered("Who sang?"), ANNA, 1)
    program = "import sys; sys.modules['discord'] = None; from qa_bot.cli.main import main; main(['feedback', 'unanswered'])"
    environment = {**os.environ, "QA_BOT_STATE_DIR": str(tmp_path / "state")}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert "Who sang?" in done.stdout


def test_a_damaged_file_is_an_error_that_names_it(feedback, tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / FILE).write_bytes(b"no database" * 100)
    done = feedback("list")
    assert done.returncode == 1
    assert FILE in done.stderr
    assert "Traceback" not in done.stderr


def test_help_teaches(feedback):
    done = feedback("--help")
    assert done.returncode == 0
    assert "qa-bot feedback candidates > candidates.jsonl" in done.stdout
