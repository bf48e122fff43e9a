"""Where questions wait for a thread: a bounded queue, and a bound on the time of each."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from qa_bot.server.failures import QueueFullError, TooSlowError
from qa_bot.server.limits import Limits

T = TypeVar("T")


class Desk:
    """The threads that answer; a question that was taken is answered even if nobody waits for it any more."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool = ThreadPoolExecutor(limits.workers, thread_name_prefix="answering")
        self._lock = Lock()
        self._taken = 0

    @property
    def running(self) -> int:
        """Return how many questions are being answered."""
        return min(self._taken, self._limits.workers)

    @property
    def waiting(self) -> int:
        """Return how many questions wait for a thread."""
        return max(0, self._taken - self._limits.workers)

    def take(self, call: Callable[[], T]) -> Future[T]:
        """Take a question; raise QueueFullError if too many wait."""
        with self._lock:
            if self._taken >= self._limits.workers + self._limits.waiting:
                raise QueueFullError(f"{self.waiting} questions wait already: ask again in a moment")
            self._taken += 1
        future = self._pool.submit(call)
        future.add_done_callback(self._leave)
        return future

    async def outcome(self, future: Future[T]) -> T:
        """Return the answer to a question that was taken; raise TooSlowError if it takes too long."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._limits.answer_s)
        except TimeoutError as error:
            raise TooSlowError(f"there was no answer within {self._limits.answer_s:g} seconds: ask again later") from error

    def _leave(self, _: Future[T]) -> None:
        # Called when a thread is really free: one that nobody waits for any more still works.
        with self._lock:
            self._taken -= 1
