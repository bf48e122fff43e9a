"""Give up waiting at a deadline, even for a library that is stuck in a read."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class _Arrived(NamedTuple, Generic[Item]):
    """An item that came."""

    item: Item


class _Ended(NamedTuple):
    """The end of the items, by an error or because there are no more."""

    error: BaseException | None = None


class _Post(Generic[Item]):
    """What one thread hands to another, until that gives up."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[_Arrived[Item] | _Ended] = queue.SimpleQueue()
        self._is_given_up = threading.Event()

    def send(self, produce: Callable[[], Iterator[Item]]) -> None:
        """Send an iterator's items; end at the next one after the receiver has given up."""
        try:
            for item in produce():
                if self._is_given_up.is_set():
                    return
                self._queue.put(_Arrived(item))
            self._queue.put(_Ended())
        except BaseException as error:  # any error is raised again by the waiting caller
            self._queue.put(_Ended(error))

    def receive(self, give_up_at: float) -> Iterator[Item]:
        """Yield the items as they come; raise TimeoutError when time.monotonic passes `give_up_at`."""
        try:
            while isinstance(arrived := self._next(give_up_at), _Arrived):
                yield arrived.item
            if arrived.error:
                raise arrived.error
        finally:
            self._is_given_up.set()

    def _next(self, give_up_at: float) -> _Arrived[Item] | _Ended:
        try:
            return self._queue.get(timeout=max(0.0, give_up_at - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None


def until(give_up_at: float, produce: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """Yield an iterator's items as they come; raise TimeoutError when the clock (time.monotonic, seconds) passes the deadline.

    The iterator runs in its own thread. After the deadline, that thread ends at its next item.
    """
    post: _Post[Item] = _Post()
    threading.Thread(target=post.send, args=(produce,), name="language model", daemon=True).start()
    yield from post.receive(give_up_at)
