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
    """A desk with one thread, which a first question holds; the others note in which order they are answered.

    Its clock moves by `tick` seconds whenever it is read.
    """

    def __init__(self, limits: Limits, tick: float = 0.0) -> None:
        self.waited: list[float] = []
        self.now, self._tick = 0.0, tick
        self.desk = Desk(limits, self.waited.append, self._time)
        self.begun, self.go, self.order = Event(), Event(), list[str]()
        self.first = self.desk.take(self._hold, "first")
        assert self.begun.wait(PATIENCE_S)

    def _hold(self) -> None:
        self.begun.set()
        self.go.wait(PATIENCE_S)

    def _time(self) -> float:
        self.now += self._tick
        return self.now

    def ask(self, asker: str, name: str = "") -> Future[None]:
        return self.desk.take(lambda: self.order.append(name or asker), asker)


@pytest.fixture
def held() -> Iterator[Held]:
    one = Held(Limits(workers=1, waiting=5, answer_s=120))
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


def test_the_wait_in_line_is_not_counted_while_the_line_moves(held):
    begun, go = Event(), Event()
    held.now = 100.0
    second, last = held.desk.take(lambda: begun.set() or go.wait(PATIENCE_S), "ada"), held.ask("ben")
    assert [held.desk.left_s(one) for one in (held.first, second, last)] == [20.0, 120.0, 120.0]
    held.now = 190.0
    held.go.set()
    assert begun.wait(PATIENCE_S)
    assert [held.desk.left_s(one) for one in (second, last)] == [120.0, 120.0]
    held.now = 250.0
    go.set()
    last.result(PATIENCE_S)
    assert held.waited == [0.0, 90.0, 150.0]


def test_who_waits_longer_than_an_answer_may_take_is_answered(held):
    async def ask() -> str:
        held.now = 119.0
        late, done = held.desk.take(lambda: "an answer", "late"), asyncio.Event()
        outcome = asyncio.create_task(held.desk.outcome(late))
        outcome.add_done_callback(lambda _: done.set())
        await asyncio.sleep(0)
        held.now = 230.0
        held.go.set()
        return await outcome

    assert asyncio.run(ask()) == "an answer"


def test_a_question_that_nobody_waits_for_any_more_takes_no_thread(held):
    late = held.ask("late")
    held.now = 121.0
    with pytest.raises(TooSlowError, match="no answer was begun within 120 seconds"):
        asyncio.run(held.desk.outcome(late))
    with pytest.raises(TooSlowError, match="there was no answer within 120 seconds"):
        asyncio.run(held.desk.outcome(held.first))
    held.go.set()
    held.ask("next").result(PATIENCE_S)
    assert held.order == ["next"]
    assert held.desk.waiting == held.desk.running == 0


def test_the_limit_ends_an_answer_that_runs_and_one_that_waits():
    held = Held(Limits(workers=1, waiting=5, answer_s=0.01), tick=0.001)
    for question, words in ((held.ask("ada"), "no answer was begun"), (held.first, "there was no answer")):
        with pytest.raises(TooSlowError, match=words):
            asyncio.run(held.desk.outcome(question))
    held.go.set()


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
