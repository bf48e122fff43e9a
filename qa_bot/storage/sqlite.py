"""The truth as one SQLite file in the folder of the index."""

import errno
import json
import re
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from qa_bot.errors import IndexDamagedError, IndexMissingError, IndexStaleError, StorageError
from qa_bot.storage.database import Row, latest_generation
from qa_bot.storage.layout import FORMAT_VERSION, UNUSABLE, database_path
from qa_bot.storage.read_only import remove_with, temporary_copy
from qa_bot.storage.soundness import damage
from qa_bot.storage.sqlite_schema import SCHEMA

BUSY_TIMEOUT_S = 30.0
MOST_COPIED_BYTES = 64_000_000
# Primary result codes of SQLite (https://www.sqlite.org/rescode.html); the bits above the lowest eight give details.
_PRIMARY = 0xFF
_NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_NO_ACCESS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


class SqliteDatabase:
    """An open SQLite file (storage.database.Database)."""

    def __init__(self, connection: sqlite3.Connection, index_dir: Path) -> None:
        self._connection = connection
        self._index_dir = index_dir

    def select(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query."""
        with reporting(self._index_dir):
            return self._connection.execute(_spelt(query), _given(values)).fetchall()

    def stream(self, query: str, **values: object) -> Generator[Row, None, None]:
        """Yield the rows of a query."""
        with reporting(self._index_dir):
            yield from self._connection.execute(_spelt(query), _given(values))

    def run(self, query: str, **values: object) -> None:
        """Run a statement."""
        with reporting(self._index_dir):
            self._connection.execute(_spelt(query), _given(values))

    def run_many(self, query: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement once for each row of values."""
        with reporting(self._index_dir):
            self._connection.executemany(query, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything that a block does, or nothing."""
        with reporting(self._index_dir), transaction(self._connection):
            yield

    def compact(self) -> None:
        """Write the file anew without its free pages, and empty its log; raise StorageError if somebody reads for too long."""
        with reporting(self._index_dir):
            self._connection.executescript("PRAGMA secure_delete = ON; VACUUM")
            is_busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if is_busy:
            raise StorageError(f"a program that asks the index in {self._index_dir} does not let its log go")

    def hold(self) -> None:
        """See the database as it is now until `let_go`, whatever is committed meanwhile."""
        self.let_go()
        with reporting(self._index_dir):
            self._connection.execute("BEGIN")
            # What is seen is settled by the first query.
            self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()

    def let_go(self) -> None:
        """See what is committed, from now on."""
        if self._connection.in_transaction:
            self._connection.rollback()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@lru_cache(maxsize=1000)
def _spelt(query: str) -> str:
    """Return a query in SQLite's words: it has no lists, and takes them as JSON."""
    return re.sub(r"\bIN :(\w+)", r"IN (SELECT value FROM json_each(:\1))", query)


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: json.dumps(list(value)) if isinstance(value, list | tuple | set | frozenset) else value
        for name, value in values.items()
    }


def open_for_reading(index_dir: Path) -> SqliteDatabase:
    """Open an existing database; raise IndexMissingError, IndexStaleError or IndexDamagedError."""
    if not database_path(index_dir).is_file():
        raise IndexMissingError(f"there is no index in {index_dir}: run `qa-bot ingest` first")
    with reporting(index_dir):
        connection = _open_existing(index_dir)
        _check_format(connection, index_dir)
    return SqliteDatabase(connection, index_dir)


def open_existing(index_dir: Path) -> SqliteDatabase:
    """Open an existing database of any format for reading, also one in a folder that is read-only."""
    with reporting(index_dir):
        return SqliteDatabase(_open_existing(index_dir), index_dir)


def _open_existing(index_dir: Path) -> sqlite3.Connection:
    path = database_path(index_dir)
    try:
        return _connect_to_read(path, "rw")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    return _open_read_only(path)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database beside which nothing can be written.

    While a writer holds it elsewhere, the files of its log are there and can be shared. Otherwise it is read in a copy, because the
    next writer changes it without a lock that could be seen, and because what a killed process left in the log is read too. A large
    one is read where it is: what a question reads while it is written may be torn.
    """
    try:
        return _connect_to_read(path, "ro")
    except sqlite3.OperationalError:
        log = path.with_name(f"{path.name}-wal")
        if path.stat().st_size <= MOST_COPIED_BYTES or (log.exists() and log.stat().st_size):
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


def open_for_writing(index_dir: Path) -> SqliteDatabase:
    """Open the file, or create it; the caller holds the writer's lock."""
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
                f"BEGIN IMMEDIATE; {SCHEMA} INSERT INTO meta VALUES ('format', '{FORMAT_VERSION}'); COMMIT;"
            )
    return SqliteDatabase(connection, index_dir)


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
    """Rename a database that cannot be opened or is damaged anywhere, so that a rebuild starts fresh and nothing is lost."""
    if not database_path(index_dir).is_file() or _is_sound(index_dir):
        return
    with reporting(index_dir):
        path = database_path(index_dir)
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(path.with_name(f"{UNUSABLE}{path.name}{suffix}"))


def _is_sound(index_dir: Path) -> bool:
    try:
        with closing(open_for_reading(index_dir)) as database:
            return damage(database, latest_generation(database)) is None
    except (IndexDamagedError, IndexStaleError):
        return False
