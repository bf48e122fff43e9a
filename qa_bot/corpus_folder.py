"""Whether a corpus folder is there and may be read."""

import os
from pathlib import Path

from qa_bot.errors import CorpusError


def check_folder(folder: Path) -> None:
    """Raise CorpusError if a corpus folder does not exist, or may not be read."""
    check_permission(folder)
    if not folder.is_dir():
        raise CorpusError(f"the corpus folder {folder.absolute()} does not exist: create it, or name another with --corpus")


def check_permission(folder: Path) -> None:
    """Raise CorpusError if a corpus folder may not be read."""
    if refused := refused_folder(folder):
        told = f"the corpus folder {folder} may not be read: there is no permission for {refused}"
        raise CorpusError(f"{told}: ask for it, or run `chmod u+rx {refused}`")


def refused_folder(folder: Path) -> Path | None:
    """Return the folder that there is no permission for: the corpus itself or the first above it; None if it may be read."""
    folder = folder.absolute()
    for above in reversed(folder.parents):
        if not above.is_dir():
            return None
        if not os.access(above, os.X_OK):
            return above
    return folder if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK) else None
