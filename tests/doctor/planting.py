"""Faults for the doctor to find: how each is planted, and how its command is followed."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from qa_bot.cli.main import _run
from qa_bot.doctor.checkup import before_settings, with_settings
from qa_bot.doctor.finding import Finding, exit_code_of
from qa_bot.doctor.machine import Machine
from qa_bot.settings import load_settings
from qa_bot.storage.database import database_path

INDEX = Path("index/seeds")
STATE = Path("state")
# A process that nobody can have: Linux ends at 2**22.
DEAD = 2**22 + 1
Plant = Callable[[], object]


def nothing() -> None:
    """Plant nothing."""


class Fault(NamedTuple):
    """A fault: its name, how it is planted, part of the command that mends it, and the exit code.

    `mends` says whether the command is run as it stands; `by` does by hand what a command with "..." or a service asks for.
    """

    name: str
    plant: Plant
    command: str
    code: int
    mends: bool = True
    by: Plant | None = None
    environment: Mapping[str, str] = {}
    machine: Machine = Machine()
    probes: bool = False


def examined(machine: Machine) -> tuple[Finding, ...]:
    """Return what the doctor finds in the working directory."""
    first = before_settings(machine)
    return first if exit_code_of(first) else (*first, *with_settings(load_settings(), machine))


def follow(command: str) -> None:
    """Run a command that the doctor names; the program itself in this process."""
    if command.startswith("qa-bot "):
        assert _run(shlex.split(command)[1:]) == 0
    elif command.startswith("unset "):
        del os.environ[command.split()[1].rstrip(";")]
    else:
        subprocess.run(["sh", "-c", command], check=True, capture_output=True)


def env(*lines: str) -> Plant:
    """Return what writes a file `.env` that only its owner can read."""

    def write() -> None:
        Path(".env").write_text("".join(f"{line}\n" for line in lines))
        Path(".env").chmod(0o600)

    return write


def sql(statement: str, path: Path | None = None) -> Plant:
    """Return what runs a statement in the database of the index."""

    def run() -> None:
        with closing(sqlite3.connect(path or database_path(INDEX))) as connection, connection:
            connection.execute(statement)

    return run


def write(path: Path, content: str | bytes, mode: int = 0o600) -> Plant:
    """Return what writes a file."""

    def run() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)

    return run


def remove(path: Path) -> Plant:
    """Return what deletes a folder."""
    return lambda: shutil.rmtree(path)


def truncate(folder: Path) -> Plant:
    """Return what cuts every file of a folder short."""

    def run() -> None:
        for path in folder.rglob("*"):
            if path.is_file():
                path.write_bytes(path.read_bytes()[:10])

    return run


def hit_the_middle() -> None:
    """Overwrite a page in the middle of the database, which opens all the same."""
    path = database_path(INDEX)
    pages = path.stat().st_size // 4096
    with path.open("r+b") as file:
        file.seek(pages // 2 * 4096)
        file.write(b"\xff" * 4096)


def flip_a_letter() -> None:
    """Change one letter of a text; every page stays sound to SQLite."""
    sql("UPDATE documents SET text = replace(text, '1932', '1933')")()


def noted(pid: int) -> Plant:
    """Return what notes a process as the writer of the index."""
    import socket

    return write(INDEX / "writer.json", json.dumps({"pid": pid, "host": socket.gethostname(), "since": "2026-01-01"}))


def held_lock() -> None:
    """Hold the lock in a child, with a dead process noted as the one that took it."""
    noted(DEAD)()
    child = "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); print(1, flush=True); time.sleep(600)"
    process = subprocess.Popen([sys.executable, "-c", child, str(INDEX / "writer.lock")], stdout=subprocess.PIPE)
    HOLDERS.append(process)
    assert process.stdout is not None
    process.stdout.readline()


def end_holders() -> None:
    """End the processes that hold a lock."""
    while HOLDERS:
        process = HOLDERS.pop()
        process.kill()
        process.communicate()
    (INDEX / "writer.json").unlink(missing_ok=True)


HOLDERS: list[subprocess.Popen[bytes]] = []


def copy_with_another_number() -> None:
    """Write two near-copies of a document that differ in a number."""
    body = " ".join(f"The {word} pier was mended by the harbour board that spring." for word in ("north", "south", "east"))
    Path("seeds/a.txt").write_text(
        f"The harbour board met on Monday. It counted 12 boats in the old harbour below the church. {body}\n"
    )
    Path("seeds/b.txt").write_text(
        f"The harbour board met on Monday. It counted 14 boats in the old harbour below the church. {body}\n"
    )
    assert _run(["ingest", "-q"]) == 0


def reworded_copy() -> None:
    """Write two near-copies of a document that say the same."""
    body = " ".join(f"The {word} pier was mended by the harbour board that spring." for word in ("north", "south", "east"))
    Path("seeds/a.txt").write_text(f"{body} The board met on Monday.\n")
    Path("seeds/b.txt").write_text(f"{body} The board met again.\n")
    assert _run(["ingest", "-q"]) == 0


def long_ago() -> datetime:
    """Return a time before there was the program."""
    return datetime(1970, 1, 1, tzinfo=UTC)
