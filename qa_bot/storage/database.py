"""The SQLite file: documents, chunks and vectors, each row with the generation it was born in and died in.

A generation is published by inserting its row. Until then, readers do not see what was written for it, and still see what it
removes. `alive at g` means born <= g and (died is null or died > g).
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa_bot.errors import IndexDamagedError, IndexMissingError, IndexStaleError, StorageError
from qa_bot.frozen import Frozen
from qa_bot.storage.layout import FORMAT_VERSION, database_path
from qa_bot.storage.read_only import remove_with, temporary_copy

BUSY_TIMEOUT_S = 30.0
# Primary result codes of SQLite (https://www.sqlite.org/rescode.html); the bits above the lowest eight give details.
_PRIMARY = 0xFF
_NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_NO_ACCESS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
ALIVE = "{0}born <= :g AND ({0}died IS NULL OR {0}died > :g)"

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, built_at TEXT NOT NULL, fingerprint TEXT NOT NULL, embedding TEXT NOT NULL,
    chunk_tokens INTEGER NOT NULL, build INTEGER NOT NULL, documents INTEGER NOT NULL, chunks INTEGER NOT NULL
);
CREATE TABLE files (
    source TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT, skipped TEXT,
    notes TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, part TEXT NOT NULL, title TEXT, date TEXT, outlet TEXT,
    text TEXT NOT NULL, body_start INTEGER NOT NULL, page_starts TEXT NOT NULL, blocks TEXT NOT NULL, born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX documents_digest ON documents (digest);
CREATE INDEX documents_born ON documents (born);
CREATE INDEX documents_died ON documents (died) WHERE died IS NOT NULL;
CREATE TABLE names (
    source TEXT NOT NULL, document_id INTEGER NOT NULL REFERENCES documents (id), file TEXT NOT NULL,
    born INTEGER NOT NULL, died INTEGER, PRIMARY KEY (source, document_id, born)
) WITHOUT ROWID;
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_file ON names (file);
CREATE INDEX names_born ON names (born);
CREATE INDEX names_died ON names (died) WHERE died IS NOT NULL;
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, layout TEXT NOT NULL, vector_key TEXT NOT NULL,
    born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX chunks_document ON chunks (document_id);
CREATE INDEX chunks_vector ON chunks (vector_key);
CREATE INDEX chunks_born ON chunks (born);
CREATE INDEX chunks_died ON chunks (died) WHERE died IS NOT NULL;
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""


class Generation(Frozen):
    """A published state of the index; `build` numbers the folders of its derived stores."""

    number: int
    built_at: str
    fingerprint: str
    embedding: str
    chunk_tokens: int
    build: int
    documents: int
    chunks: int


def open_for_reading(index_dir: Path) -> sqlite3.Connection:
    """Open an existing database; raise IndexMissingError, IndexStaleError or IndexDamagedError."""
    path = database_path(index_dir)
    if not path.is_file():
        raise IndexMissingError(f"there is no index in {index_dir}: run `qa-bot ingest` first")
    with reporting(index_dir):
        connection = open_existing(index_dir)
        _check_format(connection, index_dir)
    return connection


def open_existing(index_dir: Path) -> sqlite3.Connection:
    """Open an existing database of any format for reading, also one in a folder that is read-only."""
    path = database_path(index_dir)
    try:
        return _connect_to_read(path, "rw")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    return _open_read_only(path)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database beside which nothing can be written.

    While a writer holds it elsewhere, the files of its log are there and can be shared. Otherwise it does not change, and what a
    killed process left in the log is read in a copy.
    """
    try:
        return _connect_to_read(path, "ro")
    except sqlite3.OperationalError:
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            folder = temporary_copy([path, log])
            connection = _connect_to_read(folder / path.name, "rw")
            remove_with(connection, folder)
            return connection
        return _connect_to_read(path, "ro&immutable=1")


def _connect_to_read(path: Path, mode: str) -> sqlite3.Connection:
    connection = _connect(path, mode)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def open_for_writing(index_dir: Path) -> sqlite3.Connection:
    """Open the database, or create it; the caller holds the writer's lock."""
    with reporting(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        connection = _connect(database_path(index_dir), "rwc")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
        if tables:
            _check_format(connection, index_dir)
        else:
            connection.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} INSERT INTO meta VALUES ('format', '{FORMAT_VERSION}'); COMMIT;"
            )
    return connection


@contextmanager
def reporting(index_dir: Path) -> Iterator[None]:
    """Turn an error of SQLite or the file system into one that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code in _NO_SPACE:
            raise StorageError(_full(index_dir)) from error
        if code in _NO_ACCESS:
            raise StorageError(f"the index in {index_dir} cannot be used ({error}): check its permissions") from error
        raise IndexDamagedError(
            f"the index in {index_dir} is damaged ({error}): run `qa-bot ingest --rebuild` to rebuild it"
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageError(_full(index_dir)) from error
        raise StorageError(f"the index in {index_dir} cannot be written ({error.strerror or error})") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit everything that the block does, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")


def latest_generation(connection: sqlite3.Connection) -> Generation | None:
    """Return the generation published last, or None before the first."""
    row = connection.execute("SELECT * FROM generations ORDER BY number DESC LIMIT 1").fetchone()
    return None if row is None else Generation(**dict(row))


def read_meta(connection: sqlite3.Connection, key: str) -> str | None:
    """Return a value that belongs to the whole index, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row["value"])


class _Connection(sqlite3.Connection):
    """A connection that something may wait for the end of: SQLite's own takes no weak references."""


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
    )
    connection.row_factory = sqlite3.Row
    return connection


def _check_format(connection: sqlite3.Connection, index_dir: Path) -> None:
    found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()[0]
    if found != str(FORMAT_VERSION):
        raise IndexStaleError(
            f"the index in {index_dir} has format {found}, this version reads {FORMAT_VERSION}: run `qa-bot ingest --rebuild`"
        )


def _full(index_dir: Path) -> str:
    return f"the disk is full: free some space and run `qa-bot ingest` again; the index in {index_dir} is as it was before"


def set_unusable_aside(index_dir: Path) -> None:
    """Rename a database that cannot be opened, so that a rebuild starts fresh and nothing is lost."""
    try:
        open_for_reading(index_dir).close()
    except IndexMissingError:
        pass
    except (IndexDamagedError, IndexStaleError):
        with reporting(index_dir):
            path = database_path(index_dir)
            for suffix in ("", "-wal", "-shm"):
                part = path.with_name(path.name + suffix)
                if part.exists():
                    part.replace(path.with_name(f"unusable-{path.name}{suffix}"))
