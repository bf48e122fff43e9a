"""The files of the corpus as the index knows them."""

import json
import sqlite3
from pathlib import Path

from qa_bot.frozen import Frozen
from qa_bot.storage.database import reporting


class FileRecord(Frozen):
    """A file of the corpus as the index knows it; `digest` is None for a skipped one, `skipped` says why.

    `notes` say what of a file was not read.
    """

    source: str
    size: int
    mtime_ns: int
    digest: str | None = None
    skipped: str | None = None
    notes: tuple[str, ...] = ()

    def row(self) -> dict[str, str | int | None]:
        """Return the record as a row of the table `files`."""
        return {**self.model_dump(), "notes": json.dumps(self.notes)}


def known_files(index_dir: Path, connection: sqlite3.Connection) -> dict[str, FileRecord]:
    """Return the files as they were at the last ingest, by source."""
    with reporting(index_dir):
        rows = connection.execute("SELECT * FROM files").fetchall()
    return {row["source"]: FileRecord(**{**dict(row), "notes": tuple(json.loads(row["notes"]))}) for row in rows}
