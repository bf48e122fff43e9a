"""Write a file so that a reader never sees half of it."""

import os
from pathlib import Path

from qa_bot.errors import StorageError

PRIVATE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, so that only their owner can look into them."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a text to a temporary file beside `path` and rename it; raise StorageError when that is not possible.

    What is PRIVATE gets a folder that is private as well, where there is none yet.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if mode == PRIVATE:
            make_private_folder(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StorageError(f"{path} cannot be written ({error.strerror}): check the folder and the disk") from error
