"""The machine as the doctor sees it: what it asks of the system, as functions that a test may replace."""

import os
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

CONNECT_TIMEOUT_S = 5.0
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def _now() -> datetime:
    return datetime.now(UTC)


def free_bytes(path: Path) -> int:
    """Return how much a user may still write on the disk of a path, which may not exist yet."""
    return shutil.disk_usage(nearest(path)).free


def nearest(path: Path) -> Path:
    """Return a path, or the folder above it that exists."""
    while not path.exists():
        path = path.parent
    return path


def can_write(folder: Path) -> bool:
    """Tell whether files can be made in a folder; one that is missing is made when it is needed."""
    return os.access(nearest(folder), os.W_OK | os.X_OK)


def has_package(name: str) -> bool:
    """Tell whether a package is installed, without importing it."""
    return find_spec(name) is not None


def is_running(pid: int) -> bool:
    """Tell whether a process of this machine runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def connect(url: str) -> str | None:
    """Return why nothing answers at an address, None where something does; nothing is sent. A proxy is asked in its place."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    try:
        socket.create_connection((parts.hostname, parts.port or _PORTS[parts.scheme]), CONNECT_TIMEOUT_S).close()
    except OSError as error:
        return error.strerror or str(error)
    return None


class Machine(NamedTuple):
    """What the doctor asks of the machine."""

    python: tuple[int, int] = (sys.version_info[0], sys.version_info[1])
    sqlite: tuple[int, ...] = sqlite3.sqlite_version_info
    now: Callable[[], datetime] = _now
    free_bytes: Callable[[Path], int] = free_bytes
    can_write: Callable[[Path], bool] = can_write
    has_package: Callable[[str], bool] = has_package
    is_running: Callable[[int], bool] = is_running
    connect: Callable[[str], str | None] = connect
