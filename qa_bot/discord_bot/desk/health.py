"""How the bot is doing: the value that /status shows and the health file holds."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from qa_bot.frozen import Frozen

KEPT = 200


class Health(Frozen):
    """The state of the bot; latencies are of the last answers, None before the first.

    `model` names what writes the answers, None where they are the documents' own words; `generation` is the index's.
    """

    started_at: datetime
    written_at: datetime
    is_connected: bool
    guilds: int
    running: int
    waiting: int
    answered: int
    failed: int
    p50_ms: float | None
    p95_ms: float | None
    model: str | None
    generation: int | None


class Latencies:
    """How long the last answers took, from the question to the final message."""

    def __init__(self, kept: int = KEPT) -> None:
        self._seconds: deque[float] = deque(maxlen=kept)

    def record(self, seconds: float) -> None:
        """Add an answer; the oldest is forgotten where there are too many."""
        self._seconds.append(seconds)

    @property
    def p50_ms(self) -> float | None:
        """Return the median in milliseconds."""
        return percentile_ms(self._seconds, 50)

    @property
    def p95_ms(self) -> float | None:
        """Return what 95 of 100 answers did not exceed, in milliseconds."""
        return percentile_ms(self._seconds, 95)


def percentile_ms(seconds: Sequence[float], percent: int) -> float | None:
    """Return a percentile by the nearest rank, in milliseconds; None of nothing."""
    if not seconds:
        return None
    rank = -(-len(seconds) * percent // 100)  # rounded up
    return round(1000 * sorted(seconds)[max(rank, 1) - 1], 1)
