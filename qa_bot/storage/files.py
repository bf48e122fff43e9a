"""The files of the corpus as the index knows them."""

import json

from qa_bot.frozen import Frozen
from qa_bot.storage.database import Database


class FileRecord(Frozen):
    """A file of the corpus as the index knows it; `digest` is None for a skipped one, `skipped` says why.

    `notes` say which parts of a file were not read.
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


def known_files(database: Database) -> dict[str, FileRecord]:
    """Return the files as they were at the last ingest, by source."""
    rows = database.select("SELECT * FROM files")
    return {row["source"]: FileRecord(**{**dict(row), "notes": tuple(json.loads(row["notes"]))}) for row in rows}
