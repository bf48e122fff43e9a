"""One writer at a time."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from qa_bot.errors import IndexLockedError
from qa_bot.storage.layout import HOLDER_NAME, LOCK_NAME
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.sqlite import reporting


class Holder(NamedTuple):
    """The process that writes an index."""

    pid: int
    host: str
    since: str


def writer_lock(index_dir: Path, timeout_s: float, servers: Servers = LOCAL) -> AbstractContextManager[None]:
    """Hold the index for writing; raise IndexLockedError, naming the holder, when it is not free within the timeout.

    The lock belongs to the process: the operating system, or the database, releases it when the process ends, however it ends.
    """
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.writer_lock(servers.database, index_dir, timeout_s)
    return _folder_lock(index_dir, timeout_s)


@contextmanager
def _folder_lock(index_dir: Path, timeout_s: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    with reporting(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index_dir / LOCK_NAME)
        try:
            lock.acquire(timeout=timeout_s)
        except Timeout as error:
            raise IndexLockedError(
                f"the index in {index_dir} is being written by {_holder(index_dir)}: wait for it to finish and try again"
            ) from error
    try:
        with reporting(index_dir):
            (index_dir / HOLDER_NAME).write_text(
                json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}), "utf-8"
            )
        yield
    finally:
        # A note that cannot be deleted misleads nobody: who holds the lock is known by the lock.
        with suppress(OSError):
            (index_dir / HOLDER_NAME).unlink(missing_ok=True)
        lock.release()


def current_holder(index_dir: Path, servers: Servers = LOCAL) -> str | None:
    """Return the name of the process that is writing the index, or None."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.current_holder(servers.database, index_dir)
    from filelock import FileLock, Timeout

    if not (index_dir / LOCK_NAME).exists():
        return None
    lock = FileLock(index_dir / LOCK_NAME)
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return _holder(index_dir)
    except OSError:  # a read-only folder
        return None


def noted_holder(index_dir: Path) -> Holder | None:
    """Return the process that took the lock last and has not given it back; a killed one stays noted. None if none is."""
    try:
        return Holder(**json.loads((index_dir / HOLDER_NAME).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _holder(index_dir: Path) -> str:
    holder = noted_holder(index_dir)
    return f"process {holder.pid} on {holder.host} since {holder.since}" if holder else "another process"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
