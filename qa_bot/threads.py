"""The threads in which calls run that would hold up an event loop."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from qa_bot.errors import UsageError

# How many calls run at a time; the others wait in line.
MOST = 4
P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """A few threads; they are started when they are needed, and serve any number of event loops."""

    def __init__(self, most: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="qa-bot")
        self._is_closed = False

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a call returns that runs in a thread.

        If the task is cancelled, a call that waits in line is never made; one that runs goes on to its end, unheard. Raise
        UsageError if the threads were closed.
        """
        import asyncio

        if self._is_closed:
            raise UsageError("the bot was closed: open it again to ask it")
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(call, *args, **kwargs))

    def close(self) -> None:
        """Wait for the calls that run or wait in line; no other can be made."""
        self._is_closed = True
        self._pool.shutdown()
