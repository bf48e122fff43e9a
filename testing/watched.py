"""What a process takes: its memory, its open files, its threads (Linux)."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Taken(NamedTuple):
    """What a process takes at one moment; memory is its own, in MB, without files that it has mapped."""

    memory_mb: float
    files: int
    threads: int


def taken_by(pid: int) -> Taken:
    """Return what a process takes."""
    process = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (process / "status").read_text("utf-8").splitlines() if ":" in line)
    return Taken(int(status["RssAnon"].split()[0]) / 1024, len(list((process / "fd").iterdir())), int(status["Threads"]))


def growth(seen: Sequence[float]) -> float:
    """Return by which share a figure grew: the median of its last tenth against that of its first."""
    part = max(1, len(seen) // 10)
    return statistics.median(seen[-part:]) / statistics.median(seen[:part]) - 1
