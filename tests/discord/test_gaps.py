"""What the documents lack: questions by their meaning, with how often lately, and what was nearest."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from asked import abstention, answer_to
from click.testing import CliRunner

from qa_bot.answer import ContextQuote
from qa_bot.cli.feedback import feedback
from qa_bot.discord_bot.memory.gaps import gaps, groups_of, topics_of
from qa_bot.discord_bot.memory.store import FILE, Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PARKING = (
    "Where can I park my car near the office?",
    "Is there a car park at the office?",
    "Where may I park near the office?",
)
DOG = "Can I bring my dog to work?"


@pytest.fixture
def store(tmp_path):
    """Return a store in which time is what a test last said."""
    store = Store(tmp_path / "state" / FILE, lambda: store_time[0])
    store_time = [NOW]
    store.move_to = lambda days: store_time.__setitem__(0, NOW - timedelta(days=days))
    yield store
    store.close()


def ask(store: Store, question: str, person: int = 1, days: float = 1, **fields: object) -> None:
    store.move_to(days)
    store.add_entry(abstention(question, **fields), person, 1)


def test_questions_that_mean_about_the_same_are_one_gap_and_the_most_asked_comes_first(store, embedder):
    ask(store, DOG)
    for person, question in enumerate(PARKING):
        ask(store, question, person)
    first, second = gaps(list(store.judged_entries()), embedder, NOW)
    assert (first.count, first.people, set(first.wordings)) == (3, 3, set(PARKING))
    assert (second.question, second.count) == (DOG, 1)


def test_a_gap_has_its_trend_and_what_was_nearest(store, embedder):
    for days in (1, 2, 9, 40):
        ask(store, PARKING[0], days=days)
    (gap,) = gaps(list(store.judged_entries()), embedder, NOW)
    assert (gap.count, gap.recent, gap.before) == (4, 2, 1)
    assert gap.source == "mill.txt"


def test_an_answer_that_more_people_dislike_than_like_is_a_gap_with_its_heading(store, embedder):
    answer = answer_to("When was the bridge opened?")
    heading = ContextQuote(kind="heading", quote="Bridges", start=0, end=7, line_start=1, line_end=1)
    cited = answer.citations[0].model_copy(update={"context": (heading,)})
    liked = store.add_entry(answer, 1, 1)
    disliked = store.add_entry(answer.model_copy(update={"citations": (cited,)}), 1, 1)
    store.vote(liked.id, 2, 1)
    store.vote(disliked.id, 2, -1, "The year is wrong.")
    (gap,) = gaps(list(store.judged_entries()), embedder, NOW)
    assert (gap.count, gap.disliked, gap.unanswered) == (1, 1, 0)
    assert (gap.source, gap.heading) == ("bridge.txt", "Bridges")


def test_greetings_and_questions_asked_back_are_no_gap(store, embedder):
    ask(store, "thanks!", reason="small_talk")
    ask(store, "And he?", reason="ambiguous")
    assert gaps(list(store.judged_entries()), embedder, NOW) == ()


def test_the_command_lists_them(store, tmp_path, monkeypatch):
    monkeypatch.setenv("QA_BOT_STATE_DIR", str(tmp_path / "state"))

    def listed(*arguments: str) -> str:
        done = CliRunner().invoke(feedback, ["gaps", *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    assert "no feedback is stored yet" in listed()
    for question in (*PARKING, DOG):
        ask(store, question)
    assert "asked 3 times by 1: 3 not answered, 0 disliked" in listed()
    assert "nearest: mill.txt" in listed()
    (line,) = listed("--json", "--limit", "1").splitlines()
    assert json.loads(line)["count"] == 3


def test_the_page_has_the_gaps_and_loads_nothing(store, tmp_path, monkeypatch):
    monkeypatch.setenv("QA_BOT_STATE_DIR", str(tmp_path / "state"))
    for question in (*PARKING, DOG, "<script>alert(1)</script>?"):
        ask(store, question)
    done = CliRunner().invoke(feedback, ["gaps", "--html", str(tmp_path)])
    assert done.exit_code == 0, done.output
    path = tmp_path / "gaps.html"
    assert done.stderr == f"the page is {path}\n"
    page = path.read_text("utf-8")
    assert page.index("near the office") < page.index(DOG)
    assert "mill.txt" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)
    assert path.stat().st_mode & 0o077 == 0


def test_the_order_of_the_questions_does_not_matter(embedder):
    questions = [*PARKING, DOG, "May dogs come along to the office?"]
    vectors = topics_of(questions, embedder)
    whole = {frozenset(questions[n] for n in group) for group in groups_of(vectors)}
    back = {frozenset(questions[::-1][n] for n in group) for group in groups_of(vectors[::-1])}
    assert whole == back == {frozenset(PARKING), frozenset(questions[3:])}
