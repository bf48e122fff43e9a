"""The words of the chunks in PostgreSQL: an inverted index as a table, so that no client holds the words of the corpus.

The scores are tantivy's BM25, computed where the rows are. PostgreSQL's own text search knows no rarity of words (ts_rank), and would
rank otherwise than a local index does. A query reads the rows of its words alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from qa_bot.passage import Hit
from qa_bot.storage.lexical import FUZZY_BOOST, HEADING_BOOST, LexicalEntry
from qa_bot.storage.postgres import PostgresDatabase
from qa_bot.storage.postgres_index import schema_of
from qa_bot.storage.postgres_postings import HEADING, PLAIN, STEMMED, rows_of
from qa_bot.storage.postgres_server import ANSWER_S
from qa_bot.text.spelling import edit_distance
from qa_bot.text.stems import stem

K1, B = 1.2, 0.75
# After fewer chunks PostgreSQL does so itself, in time.
WORTH_TIDYING = 1000
_FIELDS = ((STEMMED, 1.0), (HEADING, HEADING_BOOST))
# The sum of BM25's scores; what of the formula is the same for all chunks comes with the words.
_SEARCH = """
SELECT p.chunk_id, sum(a.weight * p.frequency / (p.frequency + a.least + a.slope * p.length)) AS score
FROM unnest(:fields::smallint[], :words::text[], :weights::float8[], :leasts::float8[], :slopes::float8[])
    AS a (field, word, weight, least, slope)
JOIN postings p ON p.build = :build AND p.field = a.field AND p.word = a.word
{among} GROUP BY p.chunk_id ORDER BY score DESC, p.chunk_id LIMIT :limit
"""
_REMOVE = """
DELETE FROM postings p USING (SELECT chunk_id, unnest(words) AS word FROM worded WHERE build = :build AND chunk_id IN :ids) w
WHERE p.build = :build AND p.field IN (0, 1, 2) AND p.word = w.word AND p.chunk_id = w.chunk_id
"""


class WordTables(NamedTuple):
    """The tables with the words of an index (storage.words.WordPlace)."""

    url: SecretStr
    index_dir: Path

    def open(self, build: int, create: bool = False) -> PostgresWords:
        """Open the words of a build."""
        return PostgresWords(self.url, self.index_dir, build, 0 if create else ANSWER_S)

    def has(self, build: int) -> bool:
        """Tell whether the words of a build were written: an emptied corpus has none, but is told by its generation."""
        with closing(self._database()) as database:
            query = """SELECT (SELECT count(*) FROM (SELECT 1 FROM worded WHERE build = :build LIMIT 1) w)
                + (SELECT count(*) FROM generations WHERE build = :build AND chunks = 0)"""
            return bool(database.select(query, build=build)[0][0])

    def clear(self, build: int) -> None:
        """Delete what an interrupted ingest left of a new build."""
        self._delete("build = :build", build)

    def remove_others(self, build: int) -> None:
        """Delete the words of every build but one."""
        self._delete("build <> :build", build)

    def _delete(self, where: str, build: int) -> None:
        with closing(self._database()) as database, database.transaction():
            for table in ("postings", "worded", "vocabulary"):
                database.run(f"DELETE FROM {table} WHERE {where}", build=build)

    def _database(self) -> PostgresDatabase:
        return PostgresDatabase(self.url, schema_of(self.index_dir))


class PostgresWords:
    """The words of a build (what storage.lexical.LexicalStore is in a folder); scores are BM25's."""

    def __init__(self, url: SecretStr, index_dir: Path, build: int, answer_s: int = ANSWER_S) -> None:
        self._database = PostgresDatabase(url, schema_of(index_dir), answer_s)
        self._build = build
        self._totals: tuple[int, dict[int, float]] | None = None
        self._frequencies: dict[tuple[int, str], int] = {}
        self._written = 0

    def write(self, added: Iterable[LexicalEntry], removed: Iterable[int] = ()) -> None:
        """Remove and add chunks in one commit; adding an existing chunk replaces it."""
        entries = list(added)
        with self._database.transaction():
            self._remove([*removed, *(entry.chunk_id for entry in entries)])
            rows = rows_of(self._build, entries)
            self._database.copy("postings", ("build", "field", "word", "chunk_id", "frequency", "length"), rows.postings)
            self._database.copy("worded", ("build", "chunk_id", "stemmed", "heading", "words"), rows.chunks)
            self._database.run(
                "INSERT INTO vocabulary (build, word) SELECT :build, unnest(:words::text[]) ON CONFLICT DO NOTHING",
                build=self._build,
                words=sorted(rows.vocabulary),
            )
        self._written += len(entries)
        self._totals = None
        self._frequencies = {}

    def search(
        self, question_words: Sequence[str], similar: Sequence[str], limit: int, only: Sequence[int] | None = None
    ) -> tuple[Hit, ...]:
        """Return the chunks, or `only` some of them, that share folded words with a question, best first.

        `similar` words count slightly less.
        """
        asked: dict[tuple[int, str], float] = {}
        for found, boost in ((question_words, 1.0), (similar, FUZZY_BOOST)):
            for word in found:
                for field, weight in _FIELDS:
                    term = field, stem(word)
                    asked[term] = asked.get(term, 0.0) + boost * weight
        weighted = self._weighted(asked)
        if not weighted:
            return ()
        columns = dict(
            zip(("fields", "words", "weights", "leasts", "slopes"), map(list, zip(*weighted, strict=True)), strict=True)
        )
        query = _SEARCH.format(among="" if only is None else "WHERE p.chunk_id IN :only")
        rows = self._database.select(query, build=self._build, only=list(only or ()), limit=limit, **columns)
        return tuple(Hit(chunk_id=row["chunk_id"], score=float(row["score"])) for row in rows)

    def has_word(self, word: str, only: Sequence[int]) -> bool:
        """Tell whether one of some chunks has a folded word, or another word with its stem."""
        query = """SELECT 1 FROM postings WHERE build = :build AND chunk_id IN :only
            AND ((field = 0 AND word = :stem) OR (field = 2 AND word = :word)) LIMIT 1"""
        return bool(self._database.select(query, build=self._build, only=list(only), stem=stem(word), word=word))

    def similar_chunks(self, word: str, distance: int, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word within an edit distance of a folded word."""
        query = "SELECT word FROM vocabulary WHERE build = :build AND char_length(word) BETWEEN :least AND :most"
        lengths = {"least": len(word) - distance, "most": len(word) + distance}
        letters = set(word)
        near = [
            found
            for (found,) in self._database.select(query, build=self._build, **lengths)
            # An edit changes at most two of the letters that one word has and the other has not.
            if len(letters ^ set(found)) <= 2 * distance and edit_distance(word, found) <= distance
        ]
        return self._holding(near, limit)

    def chunks_with_prefix(self, prefix: str, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word which begins with some folded letters."""
        query = "SELECT word FROM vocabulary WHERE build = :build AND starts_with(word, :prefix) AND word >= :prefix"
        return self._holding([found for (found,) in self._database.select(query, build=self._build, prefix=prefix)], limit)

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word occurs."""
        return self._frequency(PLAIN, word)

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        return self._frequency(STEMMED, stem)

    def count(self) -> int:
        """Return how many chunks there are."""
        return int(self._database.select("SELECT count(*) FROM worded WHERE build = :build", build=self._build)[0][0])

    def close(self) -> None:
        """Close the connection; where many words were written, their table is tidied first: it is then read from its index alone."""
        if self._written >= WORTH_TIDYING:
            self._database.run("VACUUM (ANALYZE) postings")
        self._database.close()

    def _remove(self, chunk_ids: Sequence[int]) -> None:
        self._database.run(_REMOVE, build=self._build, ids=chunk_ids)
        self._database.run("DELETE FROM worded WHERE build = :build AND chunk_id IN :ids", build=self._build, ids=chunk_ids)

    def _holding(self, found: Sequence[str], limit: int) -> tuple[int, ...]:
        query = """SELECT DISTINCT chunk_id FROM postings WHERE build = :build AND field = 2 AND word IN :found
            ORDER BY chunk_id LIMIT :limit"""
        return tuple(row[0] for row in self._database.select(query, build=self._build, found=list(found), limit=limit))

    def _weighted(self, asked: Mapping[tuple[int, str], float]) -> list[tuple[int, str, float, float, float]]:
        """Return the words that are there with BM25's constants for them."""
        count, lengths = self._averages()
        self._count(asked)
        found = []
        for (field, word), boost in asked.items():
            if chunks := self._frequencies[field, word]:
                weight = boost * math.log(1 + (count - chunks + 0.5) / (chunks + 0.5)) * (K1 + 1)
                found.append((field, word, weight, K1 * (1 - B), K1 * B / lengths[field]))
        return found

    def _frequency(self, field: int, word: str) -> int:
        if not word:
            return 0
        self._count([(field, word)])
        return self._frequencies[field, word]

    def _count(self, asked: Iterable[tuple[int, str]]) -> None:
        """Count in how many chunks words occur; each is counted once, as the words of a generation do not change."""
        missing = [term for term in asked if term not in self._frequencies]
        if missing:
            query = """SELECT a.field, a.word, (SELECT count(*) FROM postings p
                WHERE p.build = :build AND p.field = a.field AND p.word = a.word)
                FROM unnest(:fields::smallint[], :words::text[]) AS a (field, word)"""
            fields, words = [field for field, _ in missing], [word for _, word in missing]
            rows = self._database.select(query, build=self._build, fields=fields, words=words)
            self._frequencies.update({(row[0], row[1]): row[2] for row in rows})

    def _averages(self) -> tuple[int, dict[int, float]]:
        """Return how many chunks there are, and how many words one has in each field."""
        if self._totals is None:
            query = """SELECT count(*), coalesce(avg(stemmed), 1)::float8, coalesce(avg(heading), 1)::float8 FROM worded
                WHERE build = :build"""
            count, stemmed, heading = self._database.select(query, build=self._build)[0]
            self._totals = count, {STEMMED: stemmed or 1.0, HEADING: heading or 1.0}
        return self._totals
