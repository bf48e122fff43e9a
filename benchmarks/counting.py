"""Count what a question does, by stage: it is the same on every machine, however busy.

Calls are those of functions, Python's and built-in ones, in the thread that asks. Rows are those that SQLite returns, steps are
instructions of its virtual machine, in hundreds.
"""

import cProfile
import pstats
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from qa_bot import bot as asking
from qa_bot.bot import Bot
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.sqlite import SqliteDatabase

REST = "rest"
STEPS_AT_ONCE = 100


class Counts:
    """What is counted while a stage goes on; what belongs to none is the rest."""

    def __init__(self) -> None:
        self._stage = REST
        self._profiles: defaultdict[str, cProfile.Profile] = defaultdict(cProfile.Profile)
        self.rows: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Count for a stage while the block runs."""
        outer = self._stage
        self._switch(stage)
        try:
            yield
        finally:
            self._switch(outer)

    def step(self) -> None:
        self.steps[self._stage] += STEPS_AT_ONCE

    def select(self, real: Any) -> Any:
        """Return a `select` that counts its rows."""

        def select(database: SqliteDatabase, query: str, **values: object) -> Any:
            database._connection.set_progress_handler(self.step, STEPS_AT_ONCE)
            rows = real(database, query, **values)
            self.rows[self._stage] += len(rows)
            return rows

        return select

    def by_stage(self) -> dict[str, dict[str, int]]:
        """Return the counts of each stage; one call of each stage is the counting's own."""
        self._profiles[self._stage].disable()
        calls = {stage: int(pstats.Stats(profile).total_calls) for stage, profile in self._profiles.items()}  # type: ignore[attr-defined]
        return {stage: {"calls": calls[stage], "rows": self.rows[stage], "steps": self.steps[stage]} for stage in calls}

    def _switch(self, stage: str) -> None:
        self._profiles[self._stage].disable()
        self._stage = stage
        self._profiles[stage].enable()


def counts_of(bot: Bot, question: str) -> dict[str, dict[str, int]]:
    """Return what answering a question does, by stage."""
    counts = Counts()

    class Counting(Stopwatch):
        @contextmanager
        def measure(self, stage: str) -> Iterator[None]:
            with counts.during(stage), super().measure(stage):
                yield

    with (
        patch.object(asking, "Stopwatch", Counting),
        patch.object(SqliteDatabase, "select", counts.select(SqliteDatabase.select)),
        counts.during(REST),
    ):
        bot.attempt(question)
    return counts.by_stage()
