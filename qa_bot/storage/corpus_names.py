"""The names that people gave their corpora: a small file in the folder of the indexes."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from qa_bot.atomic_file import write_atomically
from qa_bot.errors import CorpusError

# Hidden, so that no corpus around the folder takes it for a document.
NAMES_FILE = ".corpora.json"
VERSION = 1
_NAME = re.compile(r"\w[\w.-]{0,59}")


def read_names(index_folder: Path) -> dict[str, Path]:
    """Return the folder of each named corpus, relative to the working directory or absolute; raise CorpusError if unreadable."""
    path = index_folder / NAMES_FILE
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["version"] != VERSION:
            raise ValueError(kept["version"])
        return {str(name): Path(folder) for name, folder in kept["corpora"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(
            f"the names of the corpora in {path} cannot be read: delete the file and name them again with `qa-bot corpus add`"
        ) from error


def add_name(index_folder: Path, name: str, folder: Path) -> None:
    """Name a folder; raise CorpusError for a name that cannot be used or that another folder has."""
    if not _NAME.fullmatch(name):
        raise CorpusError(f"{name!r} cannot name a corpus: use at most 60 letters, digits, '-', '_' and '.'")
    names = read_names(index_folder)
    kept = _kept(folder)
    if names.get(name, kept) != kept:
        raise CorpusError(f"{name} already names {names[name]}: choose another name, or `qa-bot corpus remove {name}` first")
    _write(index_folder, {**names, name: kept})


def remove_name(index_folder: Path, name: str) -> None:
    """Forget a name; the folder and its index stay. Raise CorpusError if nothing has that name."""
    names = read_names(index_folder)
    if name not in names:
        raise CorpusError(f"no corpus is named {name}: `qa-bot corpus list` tells the names")
    _write(index_folder, {other: folder for other, folder in names.items() if other != name})


def _kept(folder: Path) -> Path:
    """Return a folder as it is kept: relative if it lies in the working directory, so that both can be moved together."""
    absolute = Path(os.path.normpath(folder.absolute()))
    return absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute


def _write(index_folder: Path, names: Mapping[str, Path]) -> None:
    kept = {"version": VERSION, "corpora": {name: str(names[name]) for name in sorted(names)}}
    write_atomically(index_folder / NAMES_FILE, json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
