"""Turn the failures of the disk and of the stores into errors that say what to do next."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_bot.errors import IndexDamagedError, QaBotError, StorageError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_MESSAGES = ("disk is full", "no space left on device", "disk quota exceeded", "os error 28", "storagefull")
_DAMAGED_MESSAGES = ("malformed", "not a database", "corrupt")


def is_disk_full(error: BaseException) -> bool:
    """Tell whether an error, or one that it was raised from, means that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if any(message in str(error).lower() for message in _FULL_MESSAGES):
        return True
    cause = error.__cause__ or error.__context__
    return cause is not None and is_disk_full(cause)


@contextmanager
def explained_write_failures(index_dir: Path) -> Iterator[None]:
    """Raise StorageError or IndexDamagedError, with the remedy, for what goes wrong while the index is written."""
    try:
        yield
    except QaBotError as error:
        if not isinstance(error, StorageError) and is_disk_full(error):
            raise _disk_full(index_dir) from error
        raise
    except (OSError, sqlite3.Error, ValueError, RuntimeError) as error:
        if is_disk_full(error):
            raise _disk_full(index_dir) from error
        if isinstance(error, sqlite3.DatabaseError) and any(m in str(error).lower() for m in _DAMAGED_MESSAGES):
            raise damaged_database(index_dir, error) from error
        if isinstance(error, OSError | sqlite3.OperationalError):
            raise StorageError(
                f"the index in {index_dir} cannot be written ({error}): nothing that was published is lost; "
                "make the folder writable and run `qa-bot ingest` again"
            ) from error
        raise


def damaged_database(index_dir: Path, error: Exception) -> IndexDamagedError:
    """Return the error for a SQLite file that cannot be read."""
    return IndexDamagedError(
        f"the index in {index_dir} is damaged ({error}): run `qa-bot ingest --rebuild` to build it anew"
    )


def _disk_full(index_dir: Path) -> StorageError:
    return StorageError(
        f"the disk that holds {index_dir} is full: the published index still answers and nothing was lost; "
        "free some space and run `qa-bot ingest` again"
    )
