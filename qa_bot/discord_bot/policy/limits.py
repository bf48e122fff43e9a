"""What is taken and when it is its turn: an event once, so much a minute, one running question a person, a bounded line for all."""

import asyncio
import math
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from qa_bot.fair_line import FairLine
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings

MINUTE_S = 60.0
DAY_S = 86_400.0
CALLS_OF_PERSON = 3
CALLS_OF_GUILD = 30
KEYS_KEPT = 10_000
EVENTS_KEPT = 10_000
# Who goes on all the same is left alone: refusals would take the channel's share of messages from the others' answers.
REFUSALS_PER_MINUTE = 3
# How often somebody who waits is told a place in the queue that changed.
TELL_EVERY_S = 5.0
# A question that waits less is told nothing: the answer comes sooner than the news would be read.
TELL_AFTER_S = 1.0

Tell = Callable[[int], Awaitable[None]]


class SeenEvents:
    """The ids of the last events: Discord sends some again after a connection is resumed, and a fresh one answers nothing twice."""

    def __init__(self, kept: int = EVENTS_KEPT) -> None:
        self._kept = kept
        self._ids: OrderedDict[int, None] = OrderedDict()

    def claim(self, event_id: int) -> bool:
        """Tell whether this is the first time the id is claimed."""
        if event_id in self._ids:
            self._ids.move_to_end(event_id)
            return False
        self._ids[event_id] = None
        if len(self._ids) > self._kept:
            self._ids.popitem(last=False)
        return True


class Budget:
    """So many questions for each key in any minute, or another time, with no pause between them."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic, within_s: float = MINUTE_S) -> None:
        self._most = most
        self._clock = clock
        self._within_s = within_s
        self._spent: OrderedDict[int, deque[float]] = OrderedDict()

    def wait_s(self, key: int) -> float:
        """Return in how many seconds the key may ask again; 0 where it may now."""
        spent = self._recent(key)
        return 0.0 if len(spent) < self._most else spent[0] + self._within_s - self._clock()

    def spend(self, key: int) -> None:
        """Count a question."""
        spent = self._recent(key)
        spent.append(self._clock())
        self._spent[key] = spent
        self._spent.move_to_end(key)
        if len(self._spent) > KEYS_KEPT:
            self._spent.popitem(last=False)

    def _recent(self, key: int) -> deque[float]:
        spent = self._spent.get(key, deque())
        while spent and spent[0] <= self._clock() - self._within_s:
            spent.popleft()
        return spent


class Calls:
    """How often people are asked in place of the documents: so often a day by one person, and on one server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._persons = Budget(CALLS_OF_PERSON, clock, DAY_S)
        self._guilds = Budget(CALLS_OF_GUILD, clock, DAY_S)

    def take(self, person_id: int, guild_id: int) -> bool:
        """Tell whether somebody may be asked, and count that."""
        if self._persons.wait_s(person_id) or self._guilds.wait_s(guild_id):
            return False
        self._persons.spend(person_id)
        self._guilds.spend(guild_id)
        return True


class Admission:
    """The budgets, and the reasons for which a question is not taken."""

    def __init__(self, settings: Settings, prompts: Prompts, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._say = prompts.say
        self._persons = Budget(settings.discord_per_minute, clock)
        self._guilds = Budget(settings.discord_guild_per_minute, clock)
        self._refusals = Budget(REFUSALS_PER_MINUTE, clock)

    def refusal(self, question: str, person_id: int, guild_id: int | None, on_their_way: int) -> str | None:
        """Return why a question is not taken; None where it may be.

        `on_their_way` are the questions taken before: those that have just come are not yet with the workers that are free
        for them, so all but the workers' are waiting.
        """
        length, limit = len(question), self._settings.discord_question_chars
        if length > limit:
            return self._say("discord_too_long", length=f"{length:,}", limit=f"{limit:,}")
        if wait_s := self._persons.wait_s(person_id):
            return self._say("discord_cooldown", seconds=str(math.ceil(wait_s)))
        if guild_id is not None and (wait_s := self._guilds.wait_s(guild_id)):
            return self._say("discord_guild_budget", seconds=str(math.ceil(wait_s)))
        if (waiting := on_their_way - self._settings.discord_workers) >= self._settings.discord_queue:
            return self._say("discord_queue_full", waiting=str(waiting))
        return None

    def may_ask(self, person_id: int) -> bool:
        """Tell whether a person has something left of the minute."""
        return not self._persons.wait_s(person_id)

    def spend(self, person_id: int, guild_id: int | None) -> None:
        """Count a question."""
        self._persons.spend(person_id)
        if guild_id is not None:
            self._guilds.spend(guild_id)

    def may_be_told(self, person_id: int) -> bool:
        """Tell whether a person may be told why a question is not taken, and count that."""
        if self._refusals.wait_s(person_id):
            return False
        self._refusals.spend(person_id)
        return True


class Turns:
    """The turns of each person: one question runs, the next ones wait."""

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._users: dict[int, int] = {}

    @asynccontextmanager
    async def turn(self, person_id: int) -> AsyncIterator[None]:
        """Wait until nothing else of the person runs."""
        lock = self._locks.setdefault(person_id, asyncio.Lock())
        self._users[person_id] = self._users.get(person_id, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._users[person_id] -= 1
            if not self._users[person_id]:
                del self._users[person_id], self._locks[person_id]


class Line:
    """The line in which questions wait while `workers` others run; nobody is served twice while somebody waits for a first turn."""

    def __init__(self, workers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = workers
        self._waiting = FairLine[asyncio.Future[None]](clock)

    @asynccontextmanager
    async def place(self, person_id: int, tell: Tell) -> AsyncIterator[None]:
        """Wait for a free worker; `tell` gets the place in line, from 1, while that takes long."""
        await self._enter(person_id, tell)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, person_id: int, tell: Tell) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            self._waiting.count_turn(person_id)
            return
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.join(person_id, called)
        telling = asyncio.create_task(self._keep_telling(called, tell))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._leave()
            else:
                self._waiting.leave(called)
            raise
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _keep_telling(self, called: asyncio.Future[None], tell: Tell) -> None:
        await asyncio.sleep(TELL_AFTER_S)
        told = 0
        while (position := self._waiting.place(called)) is not None:
            if position != told:
                await tell(position)
                told = position
            await asyncio.sleep(TELL_EVERY_S)

    def _leave(self) -> None:
        while called := self._waiting.call():
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
