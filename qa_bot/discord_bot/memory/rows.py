"""Entries and votes as rows of the SQLite file, and back."""

import logging
import sqlite3

from pydantic import ValidationError

from qa_bot.answer import Answer
from qa_bot.discord_bot.memory.entry import Entry, Vote

# The fields of an entry that its row has as they are.
COLUMNS = frozenset(Entry.model_fields) - {"answer", "message_ids"}
_logger = logging.getLogger(__name__)


def row_of(entry: Entry) -> dict[str, object]:
    """Return an entry as a row; what stands in the answer has columns of its own for those who look into the file."""
    answer = entry.answer
    return {name: getattr(entry, name) for name in COLUMNS} | {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "answer": answer.to_json(),
        "model": answer.model,
        "generation": answer.index.generation,
        "created_at": entry.created_at.isoformat(),
    }


def entry_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Entry | None:
    """Return a row as an entry; None where another version of the program wrote an answer that this one cannot read."""
    fields = {name: row[name] for name in COLUMNS}
    found = connection.execute("SELECT message_id FROM messages WHERE entry_id = ? ORDER BY message_id", (row["id"],))
    try:
        answer = Answer.model_validate_json(row["answer"])
    except ValidationError:
        _logger.warning("the entry %s was written by another version and is passed over", row["id"])
        return None
    return Entry(**fields, answer=answer, message_ids=tuple(message_id for (message_id,) in found))


def votes_of(connection: sqlite3.Connection, entry_id: str) -> tuple[Vote, ...]:
    """Return the votes on an entry, the oldest first."""
    rows = connection.execute("SELECT * FROM votes WHERE entry_id = ? ORDER BY voted_at, voter", (entry_id,))
    return tuple(Vote(**dict(row)) for row in rows)
