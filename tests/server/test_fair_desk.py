"""The desk of the server: who waits for a thread, and in which order."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from threading import Event

import pytest

from qa_bot.server.desk import Desk
from qa_bot.server.failures import QueueFullError, TooSlowError
from qa_bot.server.limits import Limits
from qa_bot.trace import current_trace, traced
from testing.waiting import PATIENCE_S


class Held:
    """A desk with one thread, which a first question holds; the others note in which order they are answered."""

    def __init__(self, limits: Limits) -> None:
        self.waited: list[float] = []
        self.desk = Desk(limits, self.waited.append)
        self.begun, self.go, self.order = Event(), Event(), list[str]()
        self.first = self.desk.take(self._hold, "first")
        assert self.begun.wait(PATIENCE_S)

    def _hold(self) -> None:
        self.begun.set()
        self.go.wait(PATIENCE_S)

    def ask(self, asker: str, name: str = "") -> Future[None]:
        return self.desk.take(lambda: self.order.append(name or asker), asker)


@pytest.fixture
def held() -> Iterator[Held]:
    one = Held(Limits(workers=1, waiting=5, answer_s=0.05))
    yield one
    one.go.set()


def test_nobody_is_answered_twice_while_somebody_waits_for_a_first_turn(held):
    asked = [held.ask("first", "first's second"), held.ask("ada"), held.ask("ada", "ada's second"), held.ask("ben")]
    assert [held.desk.place(one) for one in asked] == [3, 1, 4, 2]
    held.go.set()
    for one in asked:
        one.result(PATIENCE_S)
    assert held.order == ["ada", "ben", "first's second", "ada's second"]
    assert held.desk.place(asked[0]) is None
    assert len(held.waited) == 5


def test_the_line_has_an_end_and_what_is_given_up_makes_room(held):
    waiting = [held.ask(f"asker {number}") for number in range(5)]
    with pytest.raises(QueueFullError, match="5 questions wait already"):
        held.ask("one too many")
    assert (held.desk.running, held.desk.waiting) == (1, 5)
    waiting[1].cancel()
    assert held.desk.waiting == 4
    held.ask("another")
    held.go.set()
    for one in waiting:
        if not one.cancelled():
            one.result(PATIENCE_S)
    assert held.order[:4] == ["asker 0", "asker 2", "asker 3", "asker 4"]


def test_a_question_that_nobody_waits_for_any_more_takes_no_thread(held):
    late = held.ask("late")
    with pytest.raises(TooSlowError, match=r"within 0\.05 seconds"):
        asyncio.run(held.desk.outcome(late))
    held.go.set()
    held.ask("next").result(PATIENCE_S)
    assert held.order == ["next"]
    assert held.desk.waiting == held.desk.running == 0


def test_what_a_question_raises_reaches_who_asked_and_frees_the_thread(held):
    def fail() -> None:
        raise ValueError("that went wrong")

    failing = held.desk.take(fail, "ada")
    held.go.set()
    with pytest.raises(ValueError, match="that went wrong"):
        failing.result(PATIENCE_S)
    held.ask("next").result(PATIENCE_S)


def test_a_trace_reaches_the_thread(held):
    with traced("abc"):
        asked = held.desk.take(current_trace, "ada")
    held.go.set()
    assert asked.result(PATIENCE_S) == "abc"
    assert held.desk.take(current_trace, "ada").result(PATIENCE_S) == ""
