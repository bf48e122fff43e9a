"""A line in which everybody gets a turn: whoever had fewer turns of late goes first, equal ones as they came."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

# Older turns do not count, so nobody waits for ever behind people who come for the first time.
WITHIN_S = 60.0
Item = TypeVar("Item", bound=Hashable)


class FairLine(Generic[Item]):
    """What waits, and for whom; nobody gets a second turn within a minute while somebody waits for a first one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[Item, Hashable] = {}
        # The times of each asker's turns; who had the last one longest ago stands in front.
        self._turns: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def join(self, asker: Hashable, item: Item) -> None:
        """Let something wait."""
        self._waiting[item] = asker

    def leave(self, item: Item) -> None:
        """Let something wait no more, if it does."""
        self._waiting.pop(item, None)

    def call(self) -> Item | None:
        """Return what is next, which waits no more and is a turn of its asker; None if nothing waits."""
        if not self._waiting:
            return None
        item = self._in_order()[0]
        self.count_turn(self._waiting.pop(item))
        return item

    def count_turn(self, asker: Hashable) -> None:
        """Count a turn of somebody, who may have had it without waiting."""
        self._turns.setdefault(asker, deque()).append(self._clock())
        self._turns.move_to_end(asker)

    def place(self, item: Item) -> int | None:
        """Return the place in line, from 1; None if it does not wait."""
        return self._in_order().index(item) + 1 if item in self._waiting else None

    def _in_order(self) -> list[Item]:
        self._forget_old()
        turns = Counter({asker: len(times) for asker, times in self._turns.items()})
        before: dict[Item, int] = {}
        for item, asker in self._waiting.items():
            before[item] = turns[asker]
            turns[asker] += 1
        return sorted(before, key=before.__getitem__)

    def _forget_old(self) -> None:
        begin = self._clock() - WITHIN_S
        for turns in self._turns.values():
            while turns and turns[0] <= begin:
                turns.popleft()
        while self._turns and not next(iter(self._turns.values())):
            self._turns.popitem(last=False)
