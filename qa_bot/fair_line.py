"""A line in which everybody gets a turn: whoever had one of late waits as if they had come a minute later."""

import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

# What a turn costs. It has an end, so nobody waits for ever behind people who come for the first time.
LATER_S = 60.0
Item = TypeVar("Item", bound=Hashable)


class _Waiting(NamedTuple):
    """Who waits, and since when."""

    asker: Hashable
    since: float


class FairLine(Generic[Item]):
    """What waits, and for whom; nobody gets a second turn before people who come within a minute for a first one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[Item, _Waiting] = {}
        # The times of each asker's turns; who had the last one longest ago stands in front.
        self._turns: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def join(self, asker: Hashable, item: Item) -> None:
        """Let something wait."""
        self._waiting[item] = _Waiting(asker, self._clock())

    def leave(self, item: Item) -> None:
        """Let something wait no more, if it does."""
        self._waiting.pop(item, None)

    def call(self) -> Item | None:
        """Return what is next, which waits no more and is a turn of its asker; None if nothing waits."""
        if not self._waiting:
            return None
        item = self._in_order()[0]
        self.count_turn(self._waiting.pop(item).asker)
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
        ahead: Counter[Hashable] = Counter()
        ranks: dict[Item, float] = {}
        for item, (asker, since) in self._waiting.items():
            had = sum(turn > since - LATER_S for turn in self._turns.get(asker, ()))
            ranks[item] = since + LATER_S * (had + ahead[asker])
            ahead[asker] += 1
        return sorted(ranks, key=ranks.__getitem__)

    def _forget_old(self) -> None:
        begin = min([self._clock(), *(waiting.since for waiting in self._waiting.values())]) - LATER_S
        for turns in self._turns.values():
            while turns and turns[0] <= begin:
                turns.popleft()
        while self._turns and not next(iter(self._turns.values())):
            self._turns.popitem(last=False)
