"""Which files an index holds, and which documents.

Of an index of several corpora, files have the names that they have there; of one that filters limit, only the chosen documents
count.
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from qa_bot.listing import ListedDocument
from qa_bot.storage.contents import AnyIndex, One, each
from qa_bot.storage.database import ALIVE

_CHUNKS = ALIVE.format("c.")


class IndexedFile(NamedTuple):
    """A file of the corpus: how many documents it holds, and the title, the date and the first chunk of the first of them."""

    name: str
    documents: int
    title: str | None
    date: str | None
    first_chunk: int


class Counts(NamedTuple):
    """How many files, and how many documents in them."""

    files: int
    documents: int


def count(index: AnyIndex) -> Counts:
    """Return how many files there are, and how many documents."""
    query = "SELECT count(DISTINCT n.file), count(DISTINCT n.document_id) FROM names n WHERE {names}"
    rows = [one.select(query)[0] for one in each(index)]
    return Counts(sum(row[0] for row in rows), sum(row[1] for row in rows))


def files(index: AnyIndex, limit: int) -> tuple[IndexedFile, ...]:
    """Return the first files by name."""
    return tuple(file for one in each(index) for file in _files(one, "", limit=limit))[:limit]


def named_files(index: AnyIndex, names: Sequence[str]) -> tuple[IndexedFile, ...]:
    """Return files by their names, in the order given."""
    where = " AND n.file IN :files"
    found = {
        file.name: file for one in each(index) for file in _files(one, where, limit=len(names), files=one.own_files(names))
    }
    return tuple(found[name] for name in dict.fromkeys(names) if name in found)


def newest_files(index: AnyIndex, limit: int, since: str = "") -> tuple[str, ...]:
    """Return the files whose date is not before an ISO date, the newest first."""
    query = """SELECT n.file, max(d.date) AS date FROM names n JOIN documents d ON d.id = n.document_id
        WHERE {names} AND d.date IS NOT NULL AND d.date >= :since GROUP BY n.file ORDER BY date DESC, n.file LIMIT :limit"""
    found = [(row["date"], one.name(row["file"])) for one in each(index) for row in one.select(query, since=since, limit=limit)]
    return tuple(name for _, name in sorted(found, key=lambda dated: dated[0], reverse=True))[:limit]


def names_and_titles(index: AnyIndex) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the name of every file with the title and the date of its first document."""
    query = """SELECT f.file, d.title, d.date FROM
        (SELECT n.file, min(n.document_id) AS first FROM names n WHERE {names} GROUP BY n.file) f
        JOIN documents d ON d.id = f.first ORDER BY f.file"""
    return tuple((one.name(row["file"]), row["title"], row["date"]) for one in each(index) for row in one.select(query))


def list_documents(index: AnyIndex) -> tuple[ListedDocument, ...]:
    """Return every living document by each of its names, corpus by corpus, in the order of the names."""
    return tuple(document for one in each(index) for document in _listed(one))


def _files(one: One, where: str, **values: object) -> Iterator[IndexedFile]:
    query = f"""SELECT * FROM (SELECT f.file, f.documents, d.title, d.date,
            (SELECT min(c.id) FROM chunks c WHERE c.document_id = d.id AND {_CHUNKS}) AS first_chunk
        FROM (SELECT n.file, count(*) AS documents, min(n.document_id) AS first FROM names n WHERE {{names}}{where} GROUP BY n.file) f
        JOIN documents d ON d.id = f.first) found WHERE first_chunk IS NOT NULL ORDER BY file LIMIT :limit"""
    for row in one.select(query, **values):
        yield IndexedFile(one.name(row["file"]), row["documents"], row["title"], row["date"], one.outer(row["first_chunk"]))


def _listed(one: One) -> Iterator[ListedDocument]:
    rows = one.select(
        f"""SELECT n.source, n.file, d.title, d.date, length(d.text) AS characters,
        (SELECT count(*) FROM chunks c WHERE c.document_id = d.id AND {_CHUNKS}) AS chunks
        FROM names n JOIN documents d ON d.id = n.document_id
        WHERE {{names}} ORDER BY n.source"""
    )
    for row in rows:
        fields = {key: row[key] for key in ("source", "title", "date", "characters", "chunks")}
        ending = PurePosixPath(row["file"]).suffix.removeprefix(".").lower()
        yield ListedDocument(corpus=one.corpus, format=ending, **fields)
