"""The way of a question through the desk: turns, line, stream, deadline, stop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest
from asked import answer_to

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk import desk as desk_module
from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.desk.desk import Desk
from qa_bot.discord_bot.outgoing import delivery
from qa_bot.discord_bot.outgoing.delivery import Delivery, Part
from qa_bot.discord_bot.policy import limits
from qa_bot.discord_bot.policy.access import STARTED, Place
from qa_bot.llm.showing import VerifiedSentence
from qa_bot.prompts import load_prompts
from qa_bot.settings import load_settings
from testing.waiting import PATIENCE_S

PROMPTS = load_prompts()


class Shown:
    """A destination that keeps every state of every message."""

    def __init__(self) -> None:
        self.states: list[list[str]] = []

    async def open(self, part: Part) -> Any:
        return await self.post(part)

    async def edit(self, message: Any, part: Part) -> None:
        self.states[message.id].append(part.content)

    async def post(self, part: Part) -> Any:
        self.states.append([part.content])
        return SimpleNamespace(id=len(self.states) - 1)

    async def remove(self, message: Any) -> None:
        self.states[message.id].append("")

    @property
    def final(self) -> list[str]:
        return [states[-1] for states in self.states]


class Held:
    """Answer when told to, and count how many are answered at once."""

    def __init__(self) -> None:
        self.gates: dict[str, asyncio.Event] = {}
        self.most = 0
        self.listeners: dict[str, Callable[[VerifiedSentence], None]] = {}

    async def answer(
        self, question: str, _: Conversation, __: tuple[str, ...], listen: Callable[[VerifiedSentence], None]
    ) -> Answer:
        gate = self.gates.setdefault(question, asyncio.Event())
        self.listeners[question] = listen
        self.most = max(self.most, sum(not gate.is_set() for gate in self.gates.values()))
        await gate.wait()
        return answer_to(question, f"the answer to {question}")


class Room:
    """A desk, and those who ask there."""

    def __init__(self, **settings: object) -> None:
        self.held = Held()
        self.desk = Desk(
            load_settings(**settings), PROMPTS, self.held, lambda said: " ".join(sentence.text for sentence in said), publish
        )
        self.shown: dict[str, Shown] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self.keys = 0

    def ask(self, question: str, person: int, guild: int | None = 7, recall: object = None) -> Shown:
        self.keys += 1
        shown = self.shown[question] = Shown()
        place = Place(guild_id=guild, channel_id=1)
        asked = Asked(self.keys, question, person, place, (STARTED,), Delivery(shown), recall or nothing)
        refusal = self.desk.admit(self.keys, question, person, guild)
        fate = self.desk.take(asked) if refusal is None else self.desk.refuse(asked, refusal)
        self.tasks.append(asyncio.create_task(fate))
        return shown

    async def take_time(self) -> None:
        """Let answers that begin from now on take as long as a busy machine needs; those that have begun keep their deadline."""
        for _ in range(10):
            await asyncio.sleep(0)
        self.desk._settings = self.desk._settings.model_copy(update={"discord_deadline_s": PATIENCE_S})

    def let(self, *questions: str) -> None:
        for question in questions:
            self.held.gates[question].set()

    async def done(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self.tasks), PATIENCE_S)


async def publish(asked: Asked, answer: Answer) -> None:
    await asked.delivery.finish([Part(answer.text)])


async def nothing() -> Conversation:
    return Conversation()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0.002)


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(scenario())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TELL_AFTER_S", 0.0)
    monkeypatch.setattr(delivery, "EDIT_EVERY_S", 0.01)


def test_people_are_answered_at_the_same_time_up_to_the_number_of_workers() -> None:
    async def scenario() -> None:
        room = Room(discord_workers=2)
        for person, question in enumerate(("one", "two", "three")):
            room.ask(question, person)
        await until(lambda: set(room.held.gates) == {"one", "two"} and bool(room.shown["three"].states))
        assert room.shown["three"].final == [PROMPTS.say("discord_position", position="1")]
        assert (room.desk.running, room.desk.waiting) == (2, 1)
        room.let("two")
        await until(lambda: "three" in room.held.gates)
        room.let("one", "three")
        await room.done()
        assert room.held.most == 2
        assert room.shown["three"].final == ["the answer to three"]

    run(scenario)


def test_the_second_question_of_a_person_waits_for_the_first_and_not_for_others() -> None:
    async def scenario() -> None:
        room = Room(discord_workers=4)
        room.ask("first", 1)
        await until(lambda: "first" in room.held.gates)
        room.ask("second", 1)
        room.ask("other", 2)
        await until(lambda: "other" in room.held.gates)
        assert "second" not in room.held.gates
        room.let("first")
        await until(lambda: "second" in room.held.gates)
        assert room.shown["first"].final == ["the answer to first"]
        room.let("second", "other")
        await room.done()

    run(scenario)


def test_nobody_is_answered_twice_while_somebody_waits_for_a_first_answer() -> None:
    async def scenario() -> None:
        room = Room(discord_workers=1)
        order = ["ada", "ben", "cleo", "ada again"]
        for question, person in (("ada", 1), ("ben", 2), ("ada again", 1)):
            room.ask(question, person)
        await until(lambda: "ada" in room.held.gates)
        room.let("ada")
        await until(lambda: "ben" in room.held.gates and room.desk.waiting == 1)
        room.ask("cleo", 3)
        await until(lambda: bool(room.shown["cleo"].states))
        assert room.shown["cleo"].final == [PROMPTS.say("discord_position", position="1")]
        for question in order[1:]:
            await until(lambda question=question: question in room.held.gates)
            room.let(question)
        await room.done()
        assert list(room.held.gates) == order

    run(scenario)


def test_a_full_queue_refuses_and_says_how_many_wait() -> None:
    async def scenario() -> None:
        room = Room(discord_workers=1, discord_queue=2)
        for person, question in enumerate(("one", "two", "three")):
            room.ask(question, person)
        await until(lambda: room.desk.running == 1 and room.desk.waiting == 2)
        refused = room.ask("four", 9)
        await until(lambda: bool(refused.states))
        assert refused.final == [PROMPTS.say("discord_queue_full", waiting="2")]
        for question in ("one", "two", "three"):
            await until(lambda question=question: question in room.held.gates)
            room.let(question)
        await room.done()

    run(scenario)


def test_questions_that_are_admitted_count_before_they_are_taken() -> None:
    async def scenario() -> None:
        desk = Room(discord_workers=1, discord_queue=2).desk
        with desk.arriving(1), desk.arriving(2), desk.arriving(3):
            assert [desk.admit(key, "why", key, 7) for key in (1, 2, 3)] == [None] * 3
            assert desk.admit(4, "why", 4, 7) == PROMPTS.say("discord_queue_full", waiting="2")
        assert desk.admit(5, "why", 5, 7) is None

    run(scenario)


def test_a_server_has_a_budget_for_all_its_members() -> None:
    async def scenario() -> None:
        room = Room(discord_guild_per_minute=2, discord_workers=9)
        for person, question in enumerate(("one", "two", "three")):
            room.ask(question, person)
        other = room.ask("elsewhere", 4, guild=8)
        await until(lambda: set(room.held.gates) == {"one", "two", "elsewhere"} and bool(room.shown["three"].states))
        assert room.shown["three"].final[0].startswith("This server")
        room.let("one", "two", "elsewhere")
        await room.done()
        assert other.final == ["the answer to elsewhere"]

    run(scenario)


def test_sentences_are_shown_as_they_are_verified_and_the_answer_takes_their_place() -> None:
    async def scenario() -> None:
        room = Room()
        shown = room.ask("why", 1)
        await until(lambda: "why" in room.held.listeners)
        for text in ("It", "burned."):
            room.held.listeners["why"](VerifiedSentence(text=text, numbers=(), new_citations=()))
            await until(lambda text=text: bool(shown.states) and shown.states[0][-1].endswith(text))
        room.let("why")
        await room.done()
        assert shown.states == [["It", "It burned.", "the answer to why"]]

    run(scenario)


def test_an_answer_that_takes_too_long_is_given_up_and_its_worker_comes_back() -> None:
    async def scenario() -> None:
        room = Room(discord_deadline_s=0.05, discord_workers=1)
        slow = room.ask("slow", 1)
        await room.done()
        assert slow.final == [PROMPTS.say("discord_too_slow")]
        await until(lambda: room.desk.running == 0)

    run(scenario)


def test_an_answer_that_was_given_up_keeps_nobody_waiting() -> None:
    async def scenario() -> None:
        room = Room(discord_deadline_s=0.05, discord_workers=1)
        room.ask("slow", 1)
        patient = room.ask("second", 2)
        await until(lambda: "slow" in room.held.gates)
        await room.take_time()
        await until(lambda: "second" in room.held.gates)
        room.let("second")
        await room.done()
        assert patient.final == ["the answer to second"]

    run(scenario)


def test_the_time_in_the_line_does_not_count_as_the_answers() -> None:
    async def scenario() -> None:
        room = Room(discord_deadline_s=0.05, discord_workers=1)
        room.ask("first", 1)
        patient = room.ask("second", 2)
        await until(lambda: "first" in room.held.gates)
        await room.take_time()
        await room.tasks[0]
        assert not patient.final or patient.final == [PROMPTS.say("discord_position", position="1")]
        room.let("first")
        await until(lambda: "second" in room.held.gates)
        room.let("second")
        await room.done()
        assert patient.final == ["the answer to second"]

    run(scenario)


@pytest.mark.parametrize("how", ["fails", "hangs"])
def test_a_conversation_that_cannot_be_read_is_done_without(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(desk_module, "HISTORY_PATIENCE_S", 0.01)

    async def recall() -> Conversation:
        if how == "hangs":
            await asyncio.Event().wait()
        raise OSError

    async def scenario() -> None:
        room = Room()
        shown = room.ask("why", 1, recall=recall)
        await until(lambda: "why" in room.held.gates)
        room.let("why")
        await room.done()
        assert shown.final == ["the answer to why"]

    run(scenario)


def test_stopping_lets_what_runs_finish_and_takes_nothing_more() -> None:
    async def scenario() -> None:
        room = Room()
        running = room.ask("running", 1)
        await until(lambda: "running" in room.held.gates)
        stopping = asyncio.create_task(room.desk.stop(grace_s=PATIENCE_S, marking_s=1.0))
        await asyncio.sleep(0)
        late = room.ask("late", 2)
        await until(lambda: bool(late.states))
        room.let("running")
        await asyncio.wait_for(stopping, PATIENCE_S)
        assert running.final == ["the answer to running"]
        assert late.final == [PROMPTS.say("discord_stopped")]

    run(scenario)


def test_stopping_marks_what_does_not_finish_in_time_running_or_waiting() -> None:
    async def scenario() -> None:
        room = Room(discord_workers=1)
        questions = [("running", 1), ("in line", 2), ("behind the first", 1)]
        for question, person in questions:
            room.ask(question, person)
        await until(lambda: room.desk.running == 1 and room.desk.waiting == 2)
        await asyncio.wait_for(room.desk.stop(grace_s=0.01, marking_s=PATIENCE_S), PATIENCE_S)
        assert [room.shown[question].final for question, _ in questions] == [[PROMPTS.say("discord_stopped")]] * 3

    run(scenario)


def test_stopping_gives_up_what_discord_holds_back_and_names_it_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        room, sendable = Room(discord_workers=1), asyncio.Event()

        async def held_back(_: Part) -> Any:
            await sendable.wait()
            return SimpleNamespace(id=0)

        for person, question in enumerate(["sent", "running", "in line"]):
            room.ask(question, person)
            room.shown[question].post = held_back  # type: ignore[method-assign]
        await until(lambda: "sent" in room.held.gates)
        room.let("sent")
        await until(lambda: "running" in room.held.gates)
        await asyncio.wait_for(room.desk.stop(grace_s=0.01, marking_s=0.01), PATIENCE_S)
        assert "questions=1,2,3" in caplog.text
        sendable.set()
        await room.done()

    run(scenario)


def test_what_is_counted_is_what_was_answered_and_what_failed() -> None:
    async def scenario() -> None:
        room = Room()
        room.ask("good", 1)
        await until(lambda: "good" in room.held.gates)
        room.let("good")
        await room.done()
        room.held.answer = broken  # type: ignore[method-assign]
        bad = room.ask("bad", 2)
        await room.done()
        assert bad.final == [PROMPTS.say("discord_failed")]
        assert (room.desk.answered, room.desk.failed, room.desk.running, room.desk.waiting) == (1, 1, 0, 0)
        assert len(room.desk.latencies_s) == 1

    run(scenario)


async def broken(*_: object) -> Awaitable[Answer]:
    raise ZeroDivisionError
