"""What the program runs on: Python, SQLite, the disk, the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qa_bot.doctor.finding import Finding
from qa_bot.doctor.machine import Machine, nearest

OLDEST_PYTHON = (3, 11)
# The first that gives back what it has inserted (RETURNING).
OLDEST_SQLITE = (3, 35)
LEAST_FREE_BYTES = 100 * 1024 * 1024
# Before this day nobody can have installed the program.
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
CLOCKS_APART = timedelta(minutes=10)


def versions(machine: Machine) -> Iterator[Finding]:
    """Yield what is too old."""
    if machine.python < OLDEST_PYTHON:
        yield _old("python-old", f"this is Python {_dotted(machine.python)}, and qa-bot needs 3.11 or newer")
    if machine.sqlite[:2] < OLDEST_SQLITE:
        yield _old("sqlite-old", f"this Python brings SQLite {_dotted(machine.sqlite)}, and the index needs 3.35 or newer")


def _old(name: str, problem: str) -> Finding:
    newer = "python3.11 -m venv .venv && .venv/bin/pip install qa-bot"
    return Finding(name=name, kind="configuration", problem=problem, command=newer)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def disk(machine: Machine, folder: Path, index_bytes: int) -> Iterator[Finding]:
    """Yield that the disk is full, or too full to build an index of this size again beside the one in use."""
    free = machine.free_bytes(folder)
    told = f"{free / 1024 / 1024:.0f} MB are free on the disk of {folder}"
    if free < LEAST_FREE_BYTES:
        problem = f"{told}: an ingest will fail, and the index that is in use goes on answering"
        yield Finding(name="disk-full", kind="configuration", problem=problem, command=_space(folder))
    elif free < 2 * index_bytes:
        problem = f"{told}, and to rebuild the index takes up to {2 * index_bytes / 1024 / 1024:.0f} MB"
        yield Finding(name="disk-nearly-full", kind="advice", problem=problem, command=_space(folder))


def clock(machine: Machine, built_at: str | None) -> Iterator[Finding]:
    """Yield that the clock is wrong: it shows a time before the program or before the index was made."""
    now = machine.now()
    made = datetime.fromisoformat(built_at) if built_at else FIRST_DAY
    if now + CLOCKS_APART < max(made, FIRST_DAY):
        told = f"the index was published at {built_at}" if made > FIRST_DAY else "which is before this program was made"
        yield Finding(
            name="clock-wrong",
            kind="advice",
            problem=f"the clock shows {now.isoformat(timespec='minutes')}, {told}: what is deleted after days is deleted wrongly",
            command="timedatectl set-ntp true",
        )


def _space(folder: Path) -> str:
    from shlex import quote

    return f"df -h {quote(str(nearest(folder)))}"
