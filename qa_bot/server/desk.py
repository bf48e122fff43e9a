"""Where questions wait for a thread: a bounded and fair line, and a bound on the time of each answer."""

import asyncio
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

from qa_bot.fair_line import FairLine
from qa_bot.server.failures import QueueFullError, TooSlowError
from qa_bot.server.limits import Limits
from qa_bot.trace import carrying

T = TypeVar("T")
Heard = Callable[[float], None]


def hear_nothing(_: float) -> None:
    """Do nothing about the time that a question waited."""


class Desk:
    """The threads that answer; a question that was taken is answered even if nobody waits for it any more.

    `waited` hears how many seconds each question waited.
    """

    def __init__(self, limits: Limits, waited: Heard = hear_nothing, clock: Callable[[], float] = time.perf_counter) -> None:
        self._limits = limits
        self._waited = waited
        self._clock = clock
        self._pool = ThreadPoolExecutor(limits.workers, thread_name_prefix="answering")
        self._lock = Lock()
        self._line = FairLine[Future[Any]]()
        self._calls: dict[Future[Any], Callable[[], Any]] = {}
        # When each question was taken, or its answer begun.
        self._since: dict[Future[Any], float] = {}
        # When the line moved last: an answer was begun.
        self._moved = clock()
        self._taken = 0

    @property
    def running(self) -> int:
        """Return how many questions are being answered."""
        return min(self._taken, self._limits.workers)

    @property
    def waiting(self) -> int:
        """Return how many questions wait for a thread."""
        return max(0, self._taken - self._limits.workers)

    def place(self, future: Future[T]) -> int | None:
        """Return the place in line of a question, from 1; None if it does not wait."""
        with self._lock:
            return self._line.place(future)

    def take(self, call: Callable[[], T], asker: Hashable = None) -> Future[T]:
        """Take a question of somebody; raise QueueFullError if too many wait."""
        future, taken = Future[T](), self._clock()
        with self._lock:
            if self._taken >= self._limits.workers + self._limits.waiting:
                raise QueueFullError(f"{self.waiting} questions wait already: ask again in a moment")
            self._taken += 1
            self._calls[future] = carrying(call)
            self._since[future] = taken
            self._line.join(asker, future)
        future.add_done_callback(self._leave)
        self._pool.submit(self._run_next)
        return future

    def left_s(self, future: Future[Any]) -> float:
        """Return how many seconds are left for an answer from its beginning; while it waits, for the line to move."""
        with self._lock:
            since = self._since.get(future, self._moved)
            if future in self._calls:
                since = max(since, self._moved)
            return since + self._limits.answer_s - self._clock()

    async def outcome(self, future: Future[T]) -> T:
        """Return the answer to a question that was taken; raise TooSlowError if it takes too long, the wait in line not counted."""
        answer = asyncio.wrap_future(future)
        try:
            while not answer.done() and (left_s := self.left_s(future)) > 0:
                await asyncio.wait({answer}, timeout=left_s)
            if answer.done():
                return answer.result()
            raise TooSlowError(self._told(future))
        finally:
            answer.cancel()

    def _told(self, future: Future[Any]) -> str:
        limit = f"within {self._limits.answer_s:g} seconds: ask again later"
        return f"no answer was begun {limit}" if future in self._calls else f"there was no answer {limit}"

    def _run_next(self) -> None:
        """Work out the answer to the question that is next; each question has such a call, in whatever order."""
        with self._lock:
            future = self._line.call()
            if future is None or not future.set_running_or_notify_cancel():
                return
            call, taken, now = self._calls.pop(future), self._since[future], self._clock()
            self._moved = self._since[future] = now
        self._waited(now - taken)
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    def _leave(self, future: Future[Any]) -> None:
        # Called when a thread is really free: one that nobody waits for any more still works.
        with self._lock:
            self._taken -= 1
            self._line.leave(future)
            self._calls.pop(future, None)
            self._since.pop(future, None)
