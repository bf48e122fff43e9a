"""Working copies of what lies in a folder that is read-only, for libraries that write even to read."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path

# Larger files are linked to: none of the libraries writes to them while it reads. A database is always copied, because SQLite
# follows a link and writes beside its target.
MOST_COPIED_BYTES = 1_000_000
DATABASE_ENDING = ".sqlite3"


def is_read_only(folder: Path) -> bool:
    """Tell whether nothing can be written into a folder."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


def working_copy(folder: Path) -> Path:
    """Return a new temporary folder with the files of a read-only folder, large ones as links."""
    copy = Path(tempfile.mkdtemp(prefix="qa-bot-"))
    shutil.copytree(folder, copy, copy_function=_copy_or_link, dirs_exist_ok=True)
    for below in (copy, *(path for path in copy.rglob("*") if path.is_dir())):
        below.chmod(0o700)
    return copy


def temporary_copy(files: Iterable[Path]) -> Path:
    """Return a new temporary folder with copies of some files."""
    copy = Path(tempfile.mkdtemp(prefix="qa-bot-"))
    for path in files:
        shutil.copyfile(path, copy / path.name)
    return copy


def remove_with(owner: object, folder: Path) -> None:
    """Delete a temporary folder when its owner is no longer used, at the latest when the program ends."""
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)


def _copy_or_link(source: str, target: str) -> None:
    path = Path(source)
    if path.suffix == DATABASE_ENDING or path.stat().st_size <= MOST_COPIED_BYTES:
        shutil.copyfile(source, target)
    else:
        Path(target).symlink_to(path.absolute())
