"""Where the parts of an index lie in its folder."""

from pathlib import Path

DATABASE_NAME = "qa-bot.sqlite3"


def database_path(index_dir: Path) -> Path:
    """Return the path of the SQLite file."""
    return index_dir / DATABASE_NAME


def stores_path(index_dir: Path) -> Path:
    """Return the folder that holds one folder for each pair of derived stores."""
    return index_dir / "stores"


def vectors_path(index_dir: Path, store: str) -> Path:
    """Return the folder of Chroma's files of a store."""
    return stores_path(index_dir) / store / "chroma"


def lexical_path(index_dir: Path, store: str) -> Path:
    """Return the folder of tantivy's files of a store."""
    return stores_path(index_dir) / store / "tantivy"
