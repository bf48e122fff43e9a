"""How the bot is doing: the value that /status shows and the health file holds."""

from collections.abc import Collection
from datetime import datetime

from qa_bot.frozen import Frozen


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


def percentile_ms(seconds: Collection[float], percent: int) -> float | None:
    """Return a percentile by the nearest rank, in milliseconds; None of nothing."""
    if not seconds:
        return None
    rank = -(-len(seconds) * percent // 100)  # rounded up
    return round(1000 * sorted(seconds)[max(rank, 1) - 1], 1)
