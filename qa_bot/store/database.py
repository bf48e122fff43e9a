"""Open the SQLite file that is the truth about an index."""

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qa_bot.errors import IndexMissingError, IndexStaleError
from qa_bot.store.failures import damaged_database
from qa_bot.store.paths import database_path
from qa_bot.store.schema import SCHEMA_VERSION, TABLES

# A writer's transactions are short; a reader never waits for one in WAL mode.
BUSY_TIMEOUT_S = 30.0


def open_for_reading(index_dir: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, usable from any thread under a lock of the caller's.

    Raise IndexMissingError, IndexStaleError for a file of another version of the program, or IndexDamagedError.
    """
    path = database_path(index_dir)
    if not path.is_file():
        raise missing_index(index_dir)
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None
        )
    except sqlite3.OperationalError as error:
        raise damaged_database(index_dir, error) from error
    try:
        if _schema_version(connection) == 0:
            raise missing_index(index_dir)
        _check_version(connection, index_dir)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged_database(index_dir, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_writing(index_dir: Path) -> sqlite3.Connection:
    """Return a connection to the file, made with its tables where it is missing; the caller holds the writer's lock."""
    index_dir.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(database_path(index_dir), timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        if _schema_version(connection) == 0:
            _create_tables(connection)
        _check_version(connection, index_dir)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged_database(index_dir, error) from error
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Commit what the block writes, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back by itself when the disk is full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def get_meta(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a remembered value."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Remember a value."""
    connection.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def id_list(ids: Sequence[int]) -> str:
    """Return ids as the JSON array that json_each() turns back into rows, whatever their number."""
    return json.dumps([int(i) for i in ids])


def missing_index(index_dir: Path) -> IndexMissingError:
    """Return the error for a folder in which nothing was published."""
    return IndexMissingError(f"there is no index in {index_dir} yet: run `qa-bot ingest` to build it")


def _schema_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _create_tables(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for statement in TABLES.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        set_meta(connection, "index_id", secrets.token_hex(4))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _check_version(connection: sqlite3.Connection, index_dir: Path) -> None:
    found = _schema_version(connection)
    if found != SCHEMA_VERSION:
        raise IndexStaleError(
            f"the index in {index_dir} was written by another version of qa-bot (format {found}, expected "
            f"{SCHEMA_VERSION}): run `qa-bot ingest --rebuild`"
        )
