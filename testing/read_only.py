"""A folder that is read-only for one program, for root as well, while others write into it."""

import subprocess
import sys
from functools import cache
from pathlib import Path

_READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


@cache
def can_read_only() -> bool:
    """Tell whether folders can be made read-only here."""
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


def reading_only(folder: Path) -> tuple[str, ...]:
    """Return the beginning of a command that runs Python where a folder is read-only."""
    return ("unshare", "-rm", "sh", "-c", _READ_ONLY, str(folder), sys.executable)
