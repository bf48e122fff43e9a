"""Budgets, turns and the line."""

import asyncio

import pytest

from qa_bot.discord_bot.policy import limits
from qa_bot.discord_bot.policy.limits import Budget, Line, SeenEvents, Turns
from testing.waiting import PATIENCE_S


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_allows_so_many_questions_in_a_minute_without_pauses():
    clock = Clock()
    budget = Budget(3, clock)
    for _ in range(3):
        assert budget.wait_s(1) == 0
        budget.spend(1)
    assert budget.wait_s(1) == 60
    assert budget.wait_s(2) == 0


def test_a_budget_comes_back_as_its_questions_get_older_than_a_minute():
    clock = Clock()
    budget = Budget(2, clock)
    budget.spend(1)
    clock.now += 20
    budget.spend(1)
    assert budget.wait_s(1) == 40
    clock.now += 40
    assert budget.wait_s(1) == 0
    budget.spend(1)
    assert budget.wait_s(1) == 20


def test_a_budget_forgets_those_who_have_not_asked_for_long(monkeypatch):
    monkeypatch.setattr(limits, "KEYS_KEPT", 2)
    budget = Budget(1, Clock())
    for person in (1, 2, 3):
        budget.spend(person)
    assert [budget.wait_s(person) for person in (1, 2, 3)] == [0, 60, 60]


async def enter(place: object, log: list[str], name: str, go: asyncio.Event) -> None:
    async with place:
        log.append(name)
        await go.wait()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


def test_one_person_has_one_question_running_and_another_person_does_not_wait():
    async def scenario() -> list[str]:
        turns, log, go = Turns(), [], asyncio.Event()
        people = [(1, "first"), (1, "second"), (2, "other")]
        tasks = [asyncio.create_task(enter(turns.turn(person), log, name, go)) for person, name in people]
        await settled()
        before = list(log)
        go.set()
        await asyncio.gather(*tasks)
        return [*before, "|", *log[2:]]

    assert asyncio.run(scenario()) == ["first", "other", "|", "second"]


async def tell_nobody(_: int) -> None:
    return


def test_the_line_runs_so_many_at_a_time_in_the_order_they_came():
    async def scenario() -> tuple[list[str], list[str]]:
        line, log, gos = Line(2), [], [asyncio.Event() for _ in range(4)]
        tasks = [asyncio.create_task(enter(line.place(n, tell_nobody), log, str(n), go)) for n, go in enumerate(gos)]
        await settled()
        before = list(log)
        gos[1].set()
        await settled()
        after = list(log)
        for go in gos:
            go.set()
        await asyncio.gather(*tasks)
        return before, after

    assert asyncio.run(scenario()) == (["0", "1"], ["0", "1", "2"])


def test_a_place_in_line_that_is_given_up_goes_to_the_next():
    async def scenario() -> list[str]:
        line, log, gos = Line(1), [], [asyncio.Event() for _ in range(3)]
        tasks = [asyncio.create_task(enter(line.place(n, tell_nobody), log, str(n), go)) for n, go in enumerate(gos)]
        await settled()
        tasks[1].cancel()
        gos[0].set()
        await settled()
        gos[2].set()
        await asyncio.gather(*tasks, return_exceptions=True)
        return log

    assert asyncio.run(scenario()) == ["0", "2"]


def test_a_place_that_is_given_up_at_the_moment_it_is_granted_is_not_lost():
    async def scenario() -> list[str]:
        line, log, gos = Line(1), [], [asyncio.Event() for _ in range(3)]
        tasks = [asyncio.create_task(enter(line.place(n, tell_nobody), log, str(n), go)) for n, go in enumerate(gos)]
        await settled()
        line._leave()
        tasks[1].cancel()
        await settled()
        tasks[0].cancel()
        gos[2].set()
        await asyncio.gather(*tasks, return_exceptions=True)
        return log

    assert asyncio.run(scenario()) == ["0", "2"]


def test_a_second_question_waits_behind_those_who_come_later_for_a_first_turn():
    async def scenario() -> list[str]:
        line, log = Line(1), []
        people = [("ada", 1), ("ben", 2), ("ada again", 1), ("cleo", 3), ("dan", 4)]
        gos = {name: asyncio.Event() for name, _ in people}
        tasks = [asyncio.create_task(enter(line.place(person, tell_nobody), log, name, gos[name])) for name, person in people]
        for go in gos.values():
            await settled()
            go.set()
        await asyncio.gather(*tasks)
        return log

    assert asyncio.run(scenario()) == ["ada", "ben", "cleo", "dan", "ada again"]


def test_who_waits_is_told_the_place_in_line_and_again_when_it_changes(monkeypatch):
    monkeypatch.setattr(limits, "TELL_AFTER_S", 0.0)
    monkeypatch.setattr(limits, "TELL_EVERY_S", 0.001)

    async def scenario() -> list[int]:
        line, told, gos = Line(1), [], [asyncio.Event() for _ in range(3)]
        is_told = {2: asyncio.Event(), 1: asyncio.Event()}

        async def tell(position: int) -> None:
            told.append(position)
            is_told[position].set()

        tells = [tell_nobody, tell_nobody, tell]
        tasks = [asyncio.create_task(enter(line.place(n, tells[n]), [], str(n), go)) for n, go in enumerate(gos)]
        await asyncio.wait_for(is_told[2].wait(), PATIENCE_S)
        gos[0].set()
        await asyncio.wait_for(is_told[1].wait(), PATIENCE_S)
        for go in gos:
            go.set()
        await asyncio.gather(*tasks)
        return told

    assert asyncio.run(scenario()) == [2, 1]


@pytest.mark.parametrize(("kept", "again"), [(2, False), (1, True)], ids=["remembered", "forgotten"])
def test_an_event_is_claimed_once_while_it_is_remembered(kept, again):
    seen = SeenEvents(kept)
    assert seen.claim(1)
    assert seen.claim(2)
    assert seen.claim(1) is again
