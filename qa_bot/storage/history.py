"""What an index keeps of earlier generations: the texts that were changed or removed, for some days."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from qa_bot.storage.contents import Published
from qa_bot.storage.database import ALIVE, Database
from qa_bot.storage.snapshot import Snapshot

NAMES_A_QUERY = 500
DIGEST_CHARS = 12
# The generation that was published last when every earlier text was deleted.
PURGED = "purged"


class KeptText(NamedTuple):
    """A document as it was or is: its name, what it says of itself, its text, and where that is stored."""

    source: str
    title: str | None
    date: str | None
    text: str
    document_id: int
    file: str


def forget_old(database: Database, number: int, keep_days: int, keep_generations: int) -> None:
    """Delete the dead names and documents that no reader sees and that are not to be kept any more.

    `number` is the coming generation. What died longer than `keep_days` ago goes, unless one of the last `keep_generations` before
    the published one had it; and what was born for a generation that was never published. No reader is at a generation before
    the last but one. A text that was read again unchanged is no history: it counts as one with its successor.
    """
    database.run("DELETE FROM names WHERE born >= :n", n=number)
    join_unchanged(database, number - 2)
    horizon = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat(timespec="seconds")
    rows = database.select("SELECT max(number) AS number FROM generations WHERE built_at <= :horizon", horizon=horizon)
    last = min(rows[0]["number"] or 0, number - 1 - max(keep_generations, 1))
    database.run("DELETE FROM names WHERE died <= :last", last=last)
    database.run(
        "DELETE FROM documents WHERE born >= :n OR died < :n - 1 AND NOT EXISTS "
        "(SELECT 1 FROM names o WHERE o.document_id = documents.id)",
        n=number,
    )


def history(snapshot: Snapshot) -> tuple[Published, ...]:
    """Return the generations up to the one that is read, the newest first."""
    rows = snapshot.select("SELECT number, built_at FROM generations WHERE number <= :g ORDER BY number DESC")
    return tuple(Published(row["number"], datetime.fromisoformat(row["built_at"])) for row in rows)


def purged_at(snapshot: Snapshot) -> int:
    """Return the generation before which no text is kept, as a purge has deleted them; 0 where none has."""
    rows = snapshot.select("SELECT value FROM meta WHERE key = :key", key=PURGED)
    return int(rows[0]["value"]) if rows else 0


def touched_since(snapshot: Snapshot, number: int) -> tuple[str, ...]:
    """Return the names that came, went or changed their document after a generation, sorted."""
    rows = snapshot.select(
        "SELECT DISTINCT source FROM names WHERE (born > :since AND born <= :g) OR (died > :since AND died <= :g) ORDER BY source",
        since=number,
    )
    return tuple(row["source"] for row in rows)


def texts_at(snapshot: Snapshot, number: int, sources: Sequence[str]) -> dict[str, KeptText]:
    """Return the documents that some names had at a generation, by name, as far as they are kept."""
    rows = snapshot.select(
        f"""SELECT n.source, d.title, d.date, d.text, d.id AS document_id, n.file FROM names n JOIN documents d ON d.id = n.document_id
        WHERE n.source IN :sources AND {ALIVE.format("n.").replace(":g", ":then")}""",
        sources=list(sources),
        then=number,
    )
    return {row["source"]: KeptText(**dict(row)) for row in rows}


def versions_of(snapshot: Snapshot, sources: Sequence[str]) -> dict[str, str]:
    """Return what tells one text from the next of the living documents among some names."""
    found: dict[str, str] = {}
    for begin in range(0, len(sources), NAMES_A_QUERY):
        rows = snapshot.select(
            f"""SELECT n.source, d.id, d.born, d.digest FROM names n JOIN documents d ON d.id = n.document_id
            WHERE n.source IN :sources AND {ALIVE.format("n.")}""",
            sources=list(sources[begin : begin + NAMES_A_QUERY]),
        )
        found |= {row["source"]: f"{row['id']}/{row['born']}/{row['digest'][:DIGEST_CHARS]}" for row in rows}
    return found


def names_of_text(snapshot: Snapshot, kept: KeptText) -> tuple[str, ...]:
    """Return the names under which a text stands now: copies, a renamed file, another row of the same file."""
    rows = snapshot.select(
        f"""SELECT n.source FROM names n JOIN documents d ON d.id = n.document_id
        WHERE (n.document_id = :id OR (n.file = :file AND d.text = :text)) AND {ALIVE.format("n.")} ORDER BY n.source""",
        id=kept.document_id,
        file=kept.file,
        text=kept.text,
    )
    return tuple(row["source"] for row in rows)


def names_of_chunks(snapshot: Snapshot, chunk_ids: Sequence[int]) -> tuple[str, ...]:
    """Return the documents of living chunks, each once, in the order of the chunks."""
    rows = snapshot.select(
        f"""SELECT c.id, min(n.source) AS source FROM chunks c JOIN names n ON n.document_id = c.document_id
        WHERE c.id IN :ids AND {ALIVE.format("c.")} AND {ALIVE.format("n.")} GROUP BY c.id""",
        ids=list(chunk_ids),
    )
    found = {row["id"]: row["source"] for row in rows}
    return tuple(dict.fromkeys(found[chunk_id] for chunk_id in chunk_ids if chunk_id in found))


def join_unchanged(database: Database, last: int) -> None:
    """Let a name begin where its predecessor, which died with a generation, began, if both have the same text; forget that one."""
    rows = database.select(
        """SELECT o.source, o.document_id AS old, o.born, o.died, s.document_id AS new FROM names o
        JOIN names s ON s.source = o.source AND s.born = o.died AND s.document_id <> o.document_id
        JOIN documents d ON d.id = o.document_id JOIN documents e ON e.id = s.document_id
        WHERE o.died = :last AND d.text = e.text""",
        last=last,
    )
    pairs = [dict(row) for row in rows]
    database.run_many("DELETE FROM names WHERE source = :source AND document_id = :old AND born = :born", pairs)
    database.run_many("UPDATE names SET born = :born WHERE source = :source AND document_id = :new AND born = :died", pairs)
