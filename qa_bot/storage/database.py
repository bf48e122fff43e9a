"""The database that is the truth: documents, chunks and vectors, each row with the generation it was born in and died in.

A generation is published by inserting its row. Until then, readers do not see what was written for it, and still see what it
removes. `alive at g` means born <= g and (died is null or died > g).

It is SQLite (storage.sqlite) or PostgreSQL (storage.postgres). Both take the same queries: values are named `:name`, a list of
values stands in `IN :name` or `NOT IN :name`, and names are gathered by `json_group_array`.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from qa_bot.frozen import Frozen
from qa_bot.storage.layout import database_path
from qa_bot.storage.servers import LOCAL, Servers

ALIVE = "{0}born <= :g AND ({0}died IS NULL OR {0}died > :g)"
# A row has its values under their names and under their places; dict(row) has them by name.
Row = Any


class Database(Protocol):
    """An open database; its errors are QaBotErrors that say what to do."""

    def select(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query."""

    def stream(self, query: str, **values: object) -> Generator[Row, None, None]:
        """Yield the rows of a query, which may be too many for memory."""

    def run(self, query: str, **values: object) -> None:
        """Run a statement."""

    def run_many(self, query: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement once for each row of values."""

    def transaction(self) -> AbstractContextManager[None]:
        """Commit everything that a block does, or nothing."""

    def compact(self) -> None:
        """Write everything anew, so that nothing holds what was deleted; wait for who reads an earlier state."""

    def hold(self) -> None:
        """See the database as it is now until `let_go`, whatever is committed meanwhile, where that can be had."""

    def let_go(self) -> None:
        """See what is committed, from now on."""

    def close(self) -> None:
        """Close the connection."""


class Generation(Frozen):
    """A published state of the index; `build` numbers what is derived: folders, or collections of a server."""

    number: int
    built_at: str
    fingerprint: str
    embedding: str
    chunk_tokens: int
    build: int
    documents: int
    chunks: int


def open_for_reading(index_dir: Path, servers: Servers = LOCAL) -> Database:
    """Open the database of an index; raise IndexMissingError, IndexStaleError or IndexDamagedError."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.open_for_reading(servers.database, index_dir)
    from qa_bot.storage import sqlite

    return sqlite.open_for_reading(index_dir)


def open_existing(index_dir: Path, servers: Servers = LOCAL) -> Database:
    """Open a database of any format for reading, also one in a folder that is read-only."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.open_existing(servers.database, index_dir)
    from qa_bot.storage import sqlite

    return sqlite.open_existing(index_dir)


def open_for_writing(index_dir: Path, servers: Servers = LOCAL) -> Database:
    """Open the database, or create it; the caller holds the writer's lock."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.open_for_writing(servers.database, index_dir)
    from qa_bot.storage import sqlite

    return sqlite.open_for_writing(index_dir)


def exists(index_dir: Path, servers: Servers = LOCAL) -> bool:
    """Tell whether an index has a database."""
    if servers.database:
        from qa_bot.storage import postgres_index

        return postgres_index.exists(servers.database, index_dir)
    return database_path(index_dir).is_file()


def database_of(index_dir: Path, servers: Servers) -> str | None:
    """Return the shared database of an index with its schema, in words; None where there is none."""
    if not servers.database:
        return None
    from qa_bot.storage import postgres_index

    return postgres_index.shown(servers.database, index_dir)


def latest_generation(database: Database) -> Generation | None:
    """Return the generation published last, or None before the first."""
    rows = database.select("SELECT * FROM generations ORDER BY number DESC LIMIT 1")
    return Generation(**dict(rows[0])) if rows else None


def generation_before(database: Database, generation: Generation) -> Generation | None:
    """Return the generation before another if it was built with the same settings, in a build of its own."""
    rows = database.select("SELECT * FROM generations WHERE number = :before", before=generation.number - 1)
    before = Generation(**dict(rows[0])) if rows else None
    alike = before is not None and before.fingerprint == generation.fingerprint and before.build != generation.build
    return before if alike else None


def read_meta(database: Database, key: str) -> str | None:
    """Return a value that belongs to the whole index, or None."""
    rows = database.select("SELECT value FROM meta WHERE key = :key", key=key)
    return str(rows[0]["value"]) if rows else None


def write_meta(database: Database, values: Mapping[str, str]) -> None:
    """Keep values that belong to the whole index."""
    database.run_many(
        "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [{"key": key, "value": value} for key, value in values.items()],
    )


def set_unusable_aside(index_dir: Path, servers: Servers = LOCAL) -> None:
    """Put a database that cannot be used aside, so that a rebuild starts fresh and nothing is lost."""
    if servers.database:
        from qa_bot.storage import postgres_index

        postgres_index.set_unusable_aside(servers.database, index_dir)
    else:
        from qa_bot.storage import sqlite

        sqlite.set_unusable_aside(index_dir)
