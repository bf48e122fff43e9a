"""The list of the documents that an index holds."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from qa_bot.listing import ListedDocument
from qa_bot.storage.contents import AnyIndex, One, each
from qa_bot.storage.database import ALIVE


def list_documents(index: AnyIndex) -> tuple[ListedDocument, ...]:
    """Return every living document by each of its names, corpus by corpus, in the order of the names."""
    return tuple(document for one in each(index) for document in _listed(one))


def _listed(one: One) -> Iterator[ListedDocument]:
    rows = one.select(
        f"""SELECT n.source, n.file, d.title, d.date, length(d.text) AS characters,
        (SELECT count(*) FROM chunks c WHERE c.document_id = d.id AND {ALIVE.format("c.")}) AS chunks
        FROM names n JOIN documents d ON d.id = n.document_id
        WHERE {{names}} ORDER BY n.source"""
    )
    for row in rows:
        fields = {key: row[key] for key in ("source", "title", "date", "characters", "chunks")}
        ending = PurePosixPath(row["file"]).suffix.removeprefix(".").lower()
        yield ListedDocument(corpus=one.corpus, format=ending, **fields)
