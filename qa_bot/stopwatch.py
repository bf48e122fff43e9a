"""Time the stages of a question."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopwatch:
    """The time that each stage of a question took."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._began = clock()
        self._spent: dict[str, float] = {}

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time the block takes to a stage."""
        began = self._clock()
        try:
            yield
        finally:
            self._spent[stage] = self._spent.get(stage, 0.0) + self._clock() - began

    def mark(self, moment: str) -> None:
        """Keep the time from the start until something first happens."""
        self._spent.setdefault(moment, self._clock() - self._began)

    def timings_ms(self) -> dict[str, float]:
        """Return the total and the time of each stage, in milliseconds."""
        total = self._clock() - self._began
        return {stage: round(1000 * spent, 1) for stage, spent in {"total": total, **self._spent}.items()}
