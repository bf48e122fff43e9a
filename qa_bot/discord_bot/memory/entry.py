"""What is kept of an answered question, what people thought of the answer, and how both stand in rows of the SQLite file."""

import json
import logging
import sqlite3
from datetime import datetime
from typing import Literal

from pydantic import ValidationError

from qa_bot.answer import Answer
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.frozen import Frozen

_logger = logging.getLogger(__name__)

VoteValue = Literal[-1, 1]


class Vote(Frozen):
    """One person's opinion of an answer: 1 is helpful, -1 is not; `voter` is a hash."""

    entry_id: str
    voter: str
    value: VoteValue
    reason: str | None = None
    voted_at: datetime


class Entry(Frozen):
    """A question that was answered or not, and where; `asker` is a hash, `message_ids` the bot's messages in order.

    `corpora` are those that were asked: whoever may not read all of them sees nothing of the answer. The guild is None in a
    direct message; `channel_id` is the channel of the thread where there is one.
    """

    id: str
    answer: Answer
    guild_id: int | None
    channel_id: int
    thread_id: int | None
    message_ids: tuple[int, ...] = ()
    asker: str
    created_at: datetime
    corpora: tuple[str, ...] = (STARTED,)

    @property
    def link(self) -> str | None:
        """Return the address of the message that ends the answer; None where it was not sent."""
        if not self.message_ids:
            return None
        return (
            f"https://discord.com/channels/{self.guild_id or '@me'}/{self.thread_id or self.channel_id}/{self.message_ids[-1]}"
        )


class JudgedEntry(Frozen):
    """An entry with the votes on it."""

    entry: Entry
    votes: tuple[Vote, ...]

    @property
    def ups(self) -> int:
        """Return how many found the answer helpful."""
        return sum(vote.value > 0 for vote in self.votes)

    @property
    def downs(self) -> int:
        """Return how many did not."""
        return sum(vote.value < 0 for vote in self.votes)


class Forgotten(Frozen):
    """How much was deleted of one person."""

    entries: int
    votes: int
    community: int = 0


def is_unanswered(answer: Answer) -> bool:
    """Tell whether the documents did not answer a question; one that was asked back is another matter, as is a greeting."""
    return answer.status == "abstained" and answer.reason != "ambiguous" and not answer.asks_nothing


def without_text(answer: Answer) -> Answer:
    """Return of an answer what may be kept where its text may not: the question as it was asked, and how it went."""
    names = ("question", "status", "confidence", "mode", "model", "index", "usage", "timings_ms")
    kept = {name: getattr(answer, name) for name in names}
    return Answer(**kept, standalone_question=answer.question, text="")


# The fields of an entry that its row has as they are.
COLUMNS = frozenset(Entry.model_fields) - {"answer", "message_ids", "corpora"}

_ADD_QUOTE = "INSERT OR IGNORE INTO quotes (entry_id, number, corpus, held_by) VALUES (?, ?, ?, ?)"


def row_of(entry: Entry) -> dict[str, object]:
    """Return an entry as a row; what stands in the answer has columns of its own for those who look into the file."""
    answer = entry.answer
    return {name: getattr(entry, name) for name in COLUMNS} | {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "answer": answer.to_json(),
        "corpora": json.dumps(entry.corpora),
        "model": answer.model,
        "generation": answer.index.generation,
        "created_at": entry.created_at.isoformat(),
    }


def insert(connection: sqlite3.Connection, entry: Entry) -> None:
    """Write an entry, and each of its quotes: its number, its corpus where several were asked, and its document."""
    row = row_of(entry)
    names = ", ".join(row)
    connection.execute(f"INSERT INTO entries ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row)
    quotes = [(entry.id, cited.number, cited.corpus or "", cited.source) for cited in entry.answer.citations]
    connection.executemany(_ADD_QUOTE, quotes)


def entry_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Entry | None:
    """Return a row as an entry; None where another version of the program wrote an answer that this one cannot read."""
    fields = {name: row[name] for name in COLUMNS}
    found = connection.execute("SELECT message_id FROM messages WHERE entry_id = ? ORDER BY message_id", (row["id"],))
    try:
        answer = Answer.model_validate_json(row["answer"])
    except ValidationError:
        _logger.warning("the entry %s was written by another version and is passed over", row["id"])
        return None
    message_ids = tuple(message_id for (message_id,) in found)
    return Entry(**fields, answer=answer, message_ids=message_ids, corpora=json.loads(row["corpora"]))


def votes_of(connection: sqlite3.Connection, entry_id: str) -> tuple[Vote, ...]:
    """Return the votes on an entry, the oldest first."""
    rows = connection.execute("SELECT * FROM votes WHERE entry_id = ? ORDER BY voted_at, voter", (entry_id,))
    return tuple(Vote(**dict(row)) for row in rows)
