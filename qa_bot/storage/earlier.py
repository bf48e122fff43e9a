"""Earlier generations of an index: which of them can be published again, and what they held."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qa_bot.storage.database import ALIVE, Database, Generation

# Greater than the number of any generation.
_NEVER = 2**53
_LIVES = """SELECT born, died, count(*) AS documents FROM (SELECT min(born) AS born, max(coalesce(died, :never)) AS died
    FROM names GROUP BY document_id) AS lives GROUP BY born, died"""
_NAMES = f"""SELECT n.file, n.source, n.document_id, d.digest FROM names n JOIN documents d ON d.id = n.document_id
    WHERE {ALIVE.format("n.")} ORDER BY n.file, n.document_id, n.source"""
_SAME = f"""SELECT n.source FROM names n JOIN documents d ON d.id = n.document_id
    JOIN names o ON o.source = n.source JOIN documents e ON e.id = o.document_id
    WHERE {ALIVE.format("n.")} AND {ALIVE.format("o.").replace(":g", ":other")} AND d.text = e.text
    AND coalesce(d.title, '') = coalesce(e.title, '') AND coalesce(d.date, '') = coalesce(e.date, '')"""


class Named(NamedTuple):
    """A document under one of its names."""

    source: str
    document_id: int
    digest: str


def kept_generations(database: Database) -> tuple[Generation, ...]:
    """Return the generations of which every text is kept, the newest first; it is the published one."""
    lives = [(row["born"], row["died"], row["documents"]) for row in database.select(_LIVES, never=_NEVER)]
    rows = database.select("SELECT * FROM generations ORDER BY number DESC")
    every = [Generation(**dict(row)) for row in rows]
    return tuple(one for one in every if _documents_at(lives, one.number) >= one.documents)


def files_at(database: Database, number: int) -> Mapping[str, Sequence[Named]]:
    """Return the documents that each file had at a generation."""
    found: dict[str, list[Named]] = {}
    for row in database.select(_NAMES, g=number):
        found.setdefault(row["file"], []).append(Named(row["source"], row["document_id"], row["digest"]))
    return found


def differing_files(database: Database, now: int, then: int) -> tuple[str, ...]:
    """Return the files that do not say the same at two generations, sorted; one that was read again unchanged does."""
    before, after = files_at(database, then), files_at(database, now)
    same = {row["source"] for row in database.select(_SAME, g=now, other=then)}
    return tuple(sorted(file for file in {*before, *after} if not _sources(before, file) == _sources(after, file) <= same))


def _sources(files: Mapping[str, Sequence[Named]], file: str) -> set[str]:
    return {named.source for named in files.get(file, ())}


def _documents_at(lives: Sequence[tuple[int, int, int]], number: int) -> int:
    return sum(documents for born, died, documents in lives if born <= number < died)
