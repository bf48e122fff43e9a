"""How much a server takes on."""

from typing import NamedTuple


class Limits(NamedTuple):
    """The bounds of a server: questions at a time, questions that wait, sizes, and seconds."""

    workers: int = 2
    waiting: int = 64
    question_chars: int = 4000
    body_bytes: int = 1_000_000
    answer_s: float = 120.0
    # With the time that the rest of a stop takes, it stays below ten seconds.
    stop_s: int = 8


# After so long it is worth asking a full server again.
RETRY_S = 2
