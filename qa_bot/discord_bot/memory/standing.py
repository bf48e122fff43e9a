"""Which quotes of the answers that were given still stand, and which messages say that theirs do not."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.store import Store
from qa_bot.frozen import Frozen

# An older answer is nobody's business any more.
MOST_DAYS = 30
NEVER = "9999"
_IS_STALE = "EXISTS (SELECT 1 FROM quotes q WHERE q.entry_id = e.id AND NOT q.stands)"


class Asked(NamedTuple):
    """What was asked together, and the corpus of a quote among it; "" is the only one."""

    corpora: tuple[str, ...]
    corpus: str


class KeptQuote(NamedTuple):
    """A quote of an entry: the document that held it last, and its version then; None before it was looked for."""

    entry_id: str
    number: int
    held_by: str
    version: str | None
    stands: bool


class Change(NamedTuple):
    """A message that is to say that the source has changed, or to say it no longer; `words` are those that it says."""

    entry: Entry
    is_stale: bool
    words: str


class Stale(Frozen):
    """An answer of which quotes stand no more, by their numbers; `is_marked` tells whether its message says so."""

    entry: Entry
    numbers: tuple[int, ...]
    is_marked: bool


class Standing:
    """The quotes of the last MOST_DAYS days and the marks on their messages, in the file of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def asked(self) -> list[Asked]:
        """Return from which corpora there are quotes."""
        query = """SELECT DISTINCT e.corpora, q.corpus FROM quotes q JOIN entries e ON e.id = q.entry_id
            WHERE e.created_at >= ? ORDER BY e.corpora, q.corpus"""
        with self._store.using() as connection:
            rows = connection.execute(query, (self._since(),)).fetchall()
        return [Asked(tuple(json.loads(row["corpora"])), row["corpus"]) for row in rows]

    def quotes(self, asked: Asked, only_new: bool) -> list[KeptQuote]:
        """Return the quotes from a corpus, or only those that were never looked for."""
        query = f"""SELECT q.entry_id, q.number, q.held_by, q.version, q.stands FROM quotes q JOIN entries e ON e.id = q.entry_id
            WHERE e.created_at >= ? AND e.corpora = ? AND q.corpus = ? {"AND q.version IS NULL" if only_new else ""}
            ORDER BY e.number, q.number"""
        with self._store.using() as connection:
            rows = connection.execute(query, (self._since(), json.dumps(asked.corpora), asked.corpus)).fetchall()
        return [KeptQuote(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]

    def settle(self, quotes: Iterable[KeptQuote]) -> None:
        """Keep what was found out about quotes; those that are gone meanwhile are passed over."""
        with self._store.changing() as connection:
            connection.executemany(
                "UPDATE quotes SET held_by = ?, version = ?, stands = ? WHERE entry_id = ? AND number = ?",
                [(quote.held_by, quote.version, quote.stands, quote.entry_id, quote.number) for quote in quotes],
            )

    def next_change(self) -> Change | None:
        """Return the newest message that does not say what it should, and may be tried now; None if there is none."""
        now = self._store.now().isoformat()
        query = f"""SELECT e.id, {_IS_STALE} AS is_stale, coalesce(m.words, '') AS words
            FROM entries e LEFT JOIN marks m ON m.entry_id = e.id
            WHERE is_stale <> coalesce(m.is_shown, 0) AND (m.retry_at IS NULL OR m.retry_at <= ?)
            AND e.created_at >= CASE WHEN is_stale THEN ? ELSE '' END
            AND EXISTS (SELECT 1 FROM messages s WHERE s.entry_id = e.id) ORDER BY e.number DESC LIMIT 1"""
        with self._store.using() as connection:
            row = connection.execute(query, (now, self._since())).fetchone()
        entry = self._store.entry(row["id"]) if row else None
        return Change(entry, bool(row["is_stale"]), row["words"]) if entry else None

    def changed(self, change: Change, words: str) -> None:
        """Say that a message says now what it should, in some words; nothing is kept where its entry is gone."""
        self._keep(change, change.is_stale, words, None)

    def failed(self, change: Change, retry_after: timedelta | None) -> None:
        """Say that a message could not be changed, and when to try again; None is never."""
        retry_at = NEVER if retry_after is None else (self._store.now() + retry_after).isoformat()
        self._keep(change, not change.is_stale, change.words, retry_at)

    def stale(self) -> list[Stale]:
        """Return the answers of which a quote stands no more, the newest first."""
        query = f"""SELECT e.id, coalesce(m.is_shown, 0) AS is_shown, (SELECT json_group_array(q.number) FROM quotes q
            WHERE q.entry_id = e.id AND NOT q.stands) AS numbers
            FROM entries e LEFT JOIN marks m ON m.entry_id = e.id WHERE e.created_at >= ? AND {_IS_STALE} ORDER BY e.number DESC"""
        with self._store.using() as connection:
            rows = connection.execute(query, (self._since(),)).fetchall()
        found = ((self._store.entry(row["id"]), row) for row in rows)
        return [
            Stale(entry=entry, numbers=tuple(json.loads(row["numbers"])), is_marked=bool(row["is_shown"]))
            for entry, row in found
            if entry is not None
        ]

    def _keep(self, change: Change, is_shown: bool, words: str, retry_at: str | None) -> None:
        with self._store.changing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO marks SELECT id, ?, ?, ? FROM entries WHERE id = ?",
                (is_shown, words, retry_at, change.entry.id),
            )

    def _since(self) -> str:
        oldest: datetime = self._store.now() - timedelta(days=MOST_DAYS)
        return oldest.isoformat()


def entries_of(quotes: Sequence[KeptQuote]) -> tuple[str, ...]:
    """Return the entries of quotes, each once."""
    return tuple(dict.fromkeys(quote.entry_id for quote in quotes))
