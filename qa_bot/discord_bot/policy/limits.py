"""How much may be asked: so much a minute, one running question a person, a bounded queue for all."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

MINUTE_S = 60.0
KEYS_KEPT = 10_000
# How often somebody who waits is told a place in the queue that changed.
TELL_EVERY_S = 5.0
# A question that waits less is told nothing: the answer comes sooner than the news would be read.
TELL_AFTER_S = 1.0

Tell = Callable[[int], Awaitable[None]]


class Budget:
    """So many questions for each key in any minute, with no pause between them."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._spent: OrderedDict[int, deque[float]] = OrderedDict()

    def wait_s(self, key: int) -> float:
        """Return in how many seconds the key may ask again; 0 where it may now."""
        spent = self._recent(key)
        return 0.0 if len(spent) < self._per_minute else spent[0] + MINUTE_S - self._clock()

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
        while spent and spent[0] <= self._clock() - MINUTE_S:
            spent.popleft()
        return spent


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
    """The line in which questions wait while `workers` others run; first come, first served."""

    def __init__(self, workers: int) -> None:
        self._free = workers
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def place(self, tell: Tell) -> AsyncIterator[None]:
        """Wait for a free worker; `tell` gets the place in line, from 1, while that takes long."""
        await self._enter(tell)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, tell: Tell) -> None:
        if self._free and not self._waiting:
            self._free -= 1
            return
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(called)
        telling = asyncio.create_task(self._keep_telling(called, tell))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._leave()
            elif called in self._waiting:
                self._waiting.remove(called)
            raise
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _keep_telling(self, called: asyncio.Future[None], tell: Tell) -> None:
        await asyncio.sleep(TELL_AFTER_S)
        told = 0
        while called in self._waiting:
            position = self._waiting.index(called) + 1
            if position != told:
                await tell(position)
                told = position
            await asyncio.sleep(TELL_EVERY_S)

    def _leave(self) -> None:
        while self._waiting:
            called = self._waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        self._free += 1
