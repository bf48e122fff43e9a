"""Working copies of what lies in a folder that is read-only, for libraries that write even to read."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

# Larger files are linked to: none of the libraries writes to them while it reads. A database is always copied, because SQLite
# follows a link and writes beside its target.
MOST_COPIED_BYTES = 1_000_000
DATABASE_ENDING = ".sqlite3"
# How often a copy is made again because somebody wrote into the folder meanwhile.
TRIES = 20
# The times (ns) and sizes of files.
Stamps = dict[Path, tuple[int, int]]
T = TypeVar("T")


def is_read_only(folder: Path) -> bool:
    """Tell whether nothing can be written into a folder."""
    return folder.is_dir() and not os.access(folder, os.W_OK)


def working_copy(folder: Path) -> Path:
    """Return a new temporary folder with the files of a read-only folder, large ones as links."""
    copy = Path(tempfile.mkdtemp(prefix="qa-bot-"))
    try:
        shutil.copytree(folder, copy, copy_function=_copy_or_link, dirs_exist_ok=True)
    except OSError:
        shutil.rmtree(copy, ignore_errors=True)
        raise
    for below in (copy, *(path for path in copy.rglob("*") if path.is_dir())):
        below.chmod(0o700)
    return copy


def open_copy(folder: Path, open_folder: Callable[[Path], T]) -> T:
    """Open a working copy of a folder; the copy is deleted with what was opened.

    Others may write into the folder meanwhile: then what was copied may not belong together, and it is tried again.
    """
    for last in (False,) * TRIES + (True,):
        before = _stamps_below(folder)
        copy = None
        try:
            copy = working_copy(folder)
            opened = open_folder(copy)
        except Exception:
            if copy:
                shutil.rmtree(copy, ignore_errors=True)
            if last or _stamps_below(folder) == before:
                raise
        else:
            remove_with(opened, copy)
            if last or _stamps_below(folder) == before:
                break
    return opened


def temporary_copy(files: Sequence[Path]) -> Path:
    """Return a new temporary folder with copies of some files, as they were at one moment; those that are not there are left out."""
    copy, before = Path(tempfile.mkdtemp(prefix="qa-bot-")), None
    while before != (before := stamps_of(files)):
        for path in files:
            (copy / path.name).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(path, copy / path.name)
    return copy


def stamps_of(files: Iterable[Path]) -> Stamps:
    """Return the time and the size of files, which tell when one is written; those that are not there are left out."""
    found: Stamps = {}
    for path in files:
        with suppress(FileNotFoundError):
            stat = path.stat()
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def remove_with(owner: object, folder: Path) -> None:
    """Delete a temporary folder when its owner is no longer used, at the latest when the program ends."""
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)


def _stamps_below(folder: Path) -> Stamps:
    return stamps_of(Path(root, name) for root, _, names in os.walk(folder) for name in names)


def _copy_or_link(source: str, target: str) -> None:
    path = Path(source)
    if path.suffix == DATABASE_ENDING or path.stat().st_size <= MOST_COPIED_BYTES:
        shutil.copyfile(source, target)
    else:
        Path(target).symlink_to(path.absolute())
