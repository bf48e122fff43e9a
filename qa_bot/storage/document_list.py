"""The list of the documents that an index holds."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from qa_bot.listing import ListedDocument
from qa_bot.storage.database import ALIVE
from qa_bot.storage.joined import JoinedIndex
from qa_bot.storage.snapshot import Snapshot


def list_documents(index: Snapshot | JoinedIndex) -> tuple[ListedDocument, ...]:
    """Return every living document by each of its names, corpus by corpus, in the order of the names."""
    if isinstance(index, Snapshot):
        return tuple(_listed(index, None))
    parts = ((corpus, part) for corpus, part in index.parts.items() if isinstance(part, Snapshot))
    return tuple(document for corpus, part in parts for document in _listed(part, corpus))


def _listed(index: Snapshot, corpus: str | None) -> Iterator[ListedDocument]:
    rows = index.select(
        f"""SELECT n.source, n.file, d.title, d.date, length(d.text) AS characters,
        (SELECT count(*) FROM chunks c WHERE c.document_id = d.id AND {ALIVE.format("c.")}) AS chunks
        FROM names n JOIN documents d ON d.id = n.document_id
        WHERE {ALIVE.format("n.")} ORDER BY n.source"""
    )
    for row in rows:
        fields = {key: row[key] for key in ("source", "title", "date", "characters", "chunks")}
        ending = PurePosixPath(row["file"]).suffix.removeprefix(".").lower()
        yield ListedDocument(corpus=corpus, format=ending, **fields)
