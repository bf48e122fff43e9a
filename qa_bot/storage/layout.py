"""Where the parts of an index lie in its folder, and what makes two indexes comparable."""

import hashlib
import re
import shutil
from pathlib import Path

# Increased whenever the meaning of what is stored changes, or the way that text is cut or folded.
FORMAT_VERSION = 2
DATABASE_NAME = "index.sqlite"
# What a database is called that was set aside.
UNUSABLE = "unusable-"
LOCK_NAME = "writer.lock"
HOLDER_NAME = "writer.json"
# The folders of the derived stores; a number for each build.
BUILD_FOLDER = re.compile(r"(vectors|lexical)-(\d+)")


def fingerprint(embedding: str, chunk_tokens: int) -> str:
    """Return what identifies the settings of an index: 16 hexadecimal digits."""
    text = f"format={FORMAT_VERSION}\nembedding={embedding}\nchunk_tokens={chunk_tokens}\n"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def database_path(index_dir: Path) -> Path:
    """Return the path of the SQLite file."""
    return index_dir / DATABASE_NAME


def vectors_path(index_dir: Path, build: int) -> Path:
    """Return the folder of Chroma; a rebuild gets a folder of its own beside the one in use."""
    return index_dir / f"vectors-{build}"


def remove_vector_folders(index_dir: Path, build: int) -> None:
    """Delete the folders of Chroma of every build but one."""
    for path in index_dir.glob("vectors-*"):
        if (match := BUILD_FOLDER.fullmatch(path.name)) and int(match[2]) != build:
            shutil.rmtree(path, ignore_errors=True)


def lexical_path(index_dir: Path, build: int) -> Path:
    """Return the folder of tantivy; a rebuild gets a folder of its own beside the one in use."""
    return index_dir / f"lexical-{build}"


def is_index(folder: Path) -> bool:
    """Tell whether a folder is an index, finished or just begun, whatever its name."""
    if not database_path(folder).is_file():
        return False
    return any(path.name in (LOCK_NAME, HOLDER_NAME) or BUILD_FOLDER.fullmatch(path.name) for path in folder.iterdir())
