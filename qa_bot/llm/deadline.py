"""Give up waiting at a deadline, even for a library that is stuck in a read."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def until(give_up_at: float, produce: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """Yield what an iterator yields, as it comes; raise TimeoutError when the clock (time.monotonic, seconds) passes the deadline.

    The iterator runs in a thread of its own, which ends with its next item once nobody waits any more.
    """
    arrived: queue.SimpleQueue[Item | BaseException | object] = queue.SimpleQueue()
    is_given_up = threading.Event()

    def run() -> None:
        try:
            for item in produce():
                if is_given_up.is_set():
                    return
                arrived.put(item)
            arrived.put(_END)
        except BaseException as error:  # whatever it is, it belongs to whoever waits
            arrived.put(error)

    threading.Thread(target=run, name="language model", daemon=True).start()
    try:
        while True:
            try:
                item = arrived.get(timeout=max(0.0, give_up_at - time.monotonic()))
            except queue.Empty:
                raise TimeoutError from None
            if item is _END:
                return
            if isinstance(item, BaseException):
                raise item
            yield item  # type: ignore[misc]
    finally:
        is_given_up.set()
