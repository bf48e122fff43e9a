"""What an index holds beyond its passages: the index of each corpus, the chunks of files, and what came with which generation.

Of an index of several corpora, files and chunks have the names and numbers that they have there; of one that filters limit, only
the chosen documents count.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from qa_bot.document_name import DocumentName, parse_name
from qa_bot.models.protocols import Vectors
from qa_bot.storage.database import ALIVE, Row
from qa_bot.storage.joined import JoinedIndex, Part
from qa_bot.storage.scoped import ScopedIndex
from qa_bot.storage.snapshot import Snapshot

AnyIndex = Snapshot | ScopedIndex | JoinedIndex
_NAMES = ALIVE.format("n.")
_CHUNKS = ALIVE.format("c.")


class Published(NamedTuple):
    """A generation of the index and when it was published, in UTC."""

    number: int
    at: datetime


class One(NamedTuple):
    """The index of one corpus: its name and place among several, and the names of its documents that are chosen, if some are."""

    corpus: str | None
    number: int
    snapshot: Snapshot
    chosen: tuple[str, ...] | None
    joined: JoinedIndex | None

    def name(self, file: str) -> str:
        """Return the name that a file has in the whole index."""
        return str(DocumentName(self.corpus, file))

    def own_files(self, names: Sequence[str]) -> list[str]:
        """Return those of some files that the corpus has, by their own names."""
        return [name.source for name in map(parse_name, names) if name.corpus == self.corpus]

    def outer(self, own_id: int) -> int:
        """Return the number that a chunk has in the whole index."""
        return self.joined.outer(self.number, own_id) if self.joined else own_id

    def own(self, outer_ids: Sequence[int]) -> Sequence[int]:
        """Return the numbers that those of the corpus's chunks have in its own index."""
        return self.joined.own_ids(self.number, outer_ids) if self.joined else outer_ids

    def select(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query; `{names}` in it becomes the condition that a name `n` is alive and chosen."""
        names = f"{_NAMES} AND n.source IN :chosen" if self.chosen is not None else _NAMES
        values = {**values, "chosen": self.chosen} if self.chosen is not None else values
        return self.snapshot.select(query.replace("{names}", names), **values)


def each(index: AnyIndex) -> tuple[One, ...]:
    """Return the indexes of the corpora one by one."""
    if isinstance(index, JoinedIndex):
        return tuple(_one(corpus, number, part, index) for number, (corpus, part) in enumerate(index.parts.items()))
    return (_one(None, 0, index, None),)


def chunks_of(index: AnyIndex, names: Sequence[str], most: int) -> tuple[int, ...]:
    """Return the chunks of files in their order; of more than `most`, that many at even distances, the first among them."""
    query = f"""SELECT DISTINCT c.id, n.file, c.document_id, c.start FROM names n JOIN chunks c ON c.document_id = n.document_id
        WHERE n.file IN :files AND {{names}} AND {_CHUNKS}
        ORDER BY n.file, c.document_id, c.start"""
    found = [one.outer(row["id"]) for one in each(index) for row in one.select(query, files=one.own_files(names))]
    return evenly(found, most)


def first_chunks(index: AnyIndex, most: int) -> tuple[int, ...]:
    """Return the first chunk of each file; of more than `most` files, of that many at even distances."""
    query = f"""SELECT min(c.id) AS id FROM names n JOIN chunks c ON c.document_id = n.document_id
        WHERE {{names}} AND {_CHUNKS} GROUP BY n.file ORDER BY n.file"""
    return evenly([one.outer(row["id"]) for one in each(index) for row in one.select(query)], most)


def vectors(index: AnyIndex, chunk_ids: Sequence[int]) -> Vectors:
    """Return the vectors of chunks, shape (len(chunk_ids), dimensions), in the order given."""
    found: dict[int, Vectors] = {}
    for one in each(index):
        known = one.snapshot.vectors_of(one.own(chunk_ids))
        found.update((one.outer(int(own_id)), vector) for own_id, vector in zip(known.ids, known.vectors, strict=True))
    return np.stack([found[i] for i in chunk_ids])


def generations(one: One) -> tuple[Published, ...]:
    """Return the generations up to this one, the newest first."""
    rows = one.snapshot.select("SELECT number, built_at FROM generations WHERE number <= :g ORDER BY number DESC")
    return tuple(Published(row["number"], datetime.fromisoformat(row["built_at"])) for row in rows)


def changed_since(one: One, number: int) -> tuple[tuple[str, bool], ...]:
    """Return the files with text that a generation did not have yet, and whether it had another text of that name."""
    rows = one.select(
        """SELECT n.file, max(CASE WHEN EXISTS
        (SELECT 1 FROM names o WHERE o.file = n.file AND o.born <= :since AND o.died > :since) THEN 1 ELSE 0 END) AS was
        FROM names n WHERE {names} AND n.born > :since GROUP BY n.file ORDER BY max(n.born) DESC, n.file""",
        since=number,
    )
    return tuple((one.name(row["file"]), bool(row["was"])) for row in rows)


def gone_since(one: One, number: int) -> tuple[str, ...]:
    """Return the files that a generation had and this one has not, as far as the index still knows them."""
    rows = one.snapshot.select(
        f"""SELECT DISTINCT o.file FROM names o WHERE o.born <= :since AND o.died > :since AND o.died <= :g
        AND NOT EXISTS (SELECT 1 FROM names n WHERE n.file = o.file AND {_NAMES}) ORDER BY o.file""",
        since=number,
    )
    return tuple(one.name(row["file"]) for row in rows)


def evenly(ids: Sequence[int], most: int) -> tuple[int, ...]:
    """Return at most so many of a sequence, at even distances, the first among them."""
    if len(ids) <= most:
        return tuple(ids)
    return tuple(ids[position * len(ids) // most] for position in range(most))


def _one(corpus: str | None, number: int, part: Part, joined: JoinedIndex | None) -> One:
    if isinstance(part, ScopedIndex):
        return One(corpus, number, part.whole, part.sources, joined)
    return One(corpus, number, part, None, joined)
