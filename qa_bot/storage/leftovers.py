"""What killed processes and rebuilds have left in the folder of an index."""

from collections.abc import Iterator
from pathlib import Path

from qa_bot.storage.database import Database
from qa_bot.storage.layout import BUILD_FOLDER, UNUSABLE


def orphan_builds(database: Database, index_dir: Path) -> tuple[Path, ...]:
    """Return the folders of builds that neither the published generation uses nor the one before it."""
    rows = database.select("SELECT build FROM generations ORDER BY number DESC LIMIT 2")
    used = {row["build"] for row in rows}
    builds = ((path, BUILD_FOLDER.fullmatch(path.name)) for path in sorted(index_dir.glob("*-*")))
    return tuple(path for path, found in builds if found and int(found[2]) not in used)


def unpublished_rows(database: Database) -> int:
    """Return how many chunks an interrupted ingest has left."""
    query = "SELECT count(*) FROM chunks WHERE born > (SELECT coalesce(max(number), 0) FROM generations)"
    return int(database.select(query)[0][0])


def set_aside(index_dir: Path) -> Iterator[Path]:
    """Yield the databases that a rebuild has set aside."""
    yield from sorted(index_dir.glob(f"{UNUSABLE}*"))
