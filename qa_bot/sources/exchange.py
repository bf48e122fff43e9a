"""Put a folder in the place of another at one instant."""

import ctypes
import os
import shutil
from pathlib import Path

from qa_bot.sources.places import OWN_PREFIX, SOURCES_FOLDER, folder_of

_AT_FDCWD = -100
_EXCHANGE = 2


def put_in_place(new: Path, place: Path, aside: Path) -> None:
    """Put the folder `new` in the place of another or of none, and delete what was there.

    Nobody ever finds the place empty where the file system can exchange two folders (ext4, xfs, btrfs, tmpfs). Elsewhere the
    old folder stands `aside` for an instant, and `settle` brings it back after a kill.
    """
    shutil.rmtree(aside, ignore_errors=True)
    if not place.exists():
        new.rename(place)
        return
    if _exchange(new, place):
        new.rename(aside)
    else:
        place.rename(aside)
        new.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def settle(corpus: Path) -> None:
    """Bring the folders of sources back that a kill left aside, and delete what else it left there."""
    for aside in (corpus / SOURCES_FOLDER).glob(f"{OWN_PREFIX}*.old"):
        place = folder_of(corpus, aside.name.removeprefix(OWN_PREFIX).removesuffix(".old"))
        if not place.exists():
            aside.rename(place)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders; tell whether the file system can."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return done == 0
