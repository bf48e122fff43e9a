"""The truth in PostgreSQL, for several machines: a schema (namespace) for each index, named by the index's folder."""

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import SecretStr

from qa_bot.errors import IndexLockedError, IndexMissingError, IndexStaleError, ServiceError
from qa_bot.storage.layout import FORMAT_VERSION
from qa_bot.storage.postgres import PostgresDatabase
from qa_bot.storage.postgres_schema import SCHEMA
from qa_bot.storage.postgres_server import ANSWER_S, address_of, import_psycopg

# The areas of our advisory locks: that of the writer's lock, and that of the session which writes.
HOLDING, WRITING = 0x71610B07, 0x71610B08
# How long what a killed ingest was doing may go on.
WRITER_ENDS_WITHIN_S = 30.0


def schema_of(index_dir: Path) -> str:
    """Return the schema of an index: the name of its folder, with a digest where the name has to be changed."""
    name = index_dir.absolute().name
    plain = re.sub(r"[^a-z0-9_]", "_", name.lower())[:40]
    if plain != name:
        plain = f"{plain}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return f"qa_bot_{plain}"


def open_for_reading(url: SecretStr, index_dir: Path) -> PostgresDatabase:
    """Open the schema of an index; raise IndexMissingError or IndexStaleError."""
    with _closed_if_failing(open_existing(url, index_dir)) as database:
        _check_format(database, index_dir)
    return database


def open_existing(url: SecretStr, index_dir: Path) -> PostgresDatabase:
    """Open the schema of an index of any format; raise IndexMissingError."""
    with _closed_if_failing(PostgresDatabase(url, schema_of(index_dir), ANSWER_S)) as database:
        if not _has_tables(database, index_dir):
            raise IndexMissingError(
                f"there is no index {schema_of(index_dir)} in the database {database.address}: run `qa-bot ingest` first"
            )
    return database


def open_for_writing(url: SecretStr, index_dir: Path) -> PostgresDatabase:
    """Open the schema of an index, or create it; the caller holds the writer's lock.

    The session that writes holds a lock as well: that of the writer's lock says nothing during an ingest, and may be ended by
    what lies between. Neither is opened again, as others may have written in between.
    """
    with _closed_if_failing(PostgresDatabase(url, schema_of(index_dir), holds_lock=True)) as database:
        _acquire(database, index_dir, WRITING, WRITER_ENDS_WITHIN_S)
        _create_or_check(database, index_dir)
    return database


@contextmanager
def _closed_if_failing(database: PostgresDatabase) -> Iterator[PostgresDatabase]:
    try:
        yield database
    except BaseException:
        database.close()
        raise


def _create_or_check(database: PostgresDatabase, index_dir: Path) -> None:
    if _has_tables(database, index_dir):
        _check_format(database, index_dir)
        return
    with database.transaction():
        database.run(f"CREATE SCHEMA IF NOT EXISTS {schema_of(index_dir)}")
        for statement in SCHEMA.split(";\n"):
            database.run(statement)
        database.run("INSERT INTO meta (key, value) VALUES ('format', :format)", format=str(FORMAT_VERSION))


def exists(url: SecretStr, index_dir: Path) -> bool:
    """Tell whether there is a schema of an index."""
    with closing(PostgresDatabase(url, schema_of(index_dir), ANSWER_S)) as database:
        return _has_tables(database, index_dir)


def set_unusable_aside(url: SecretStr, index_dir: Path) -> None:
    """Rename a schema of another format."""
    try:
        open_for_reading(url, index_dir).close()
    except IndexMissingError:
        pass
    except IndexStaleError:
        schema = schema_of(index_dir)
        with closing(PostgresDatabase(url, schema)) as database:
            database.run(f"ALTER SCHEMA {schema} RENAME TO {schema[:35]}_unusable_{time.strftime('%Y%m%d%H%M%S')}")


def shown(url: SecretStr, index_dir: Path) -> str:
    """Return where an index is, in words without anything secret."""
    return f"{address_of(url)}, schema {schema_of(index_dir)}"


@contextmanager
def writer_lock(url: SecretStr, index_dir: Path, timeout_s: float) -> Iterator[None]:
    """Hold the schema of an index for writing, in a session of its own: PostgreSQL releases it when the session ends."""
    with closing(PostgresDatabase(url, schema_of(index_dir), holds_lock=True)) as database:
        _acquire(database, index_dir, HOLDING, timeout_s)
        yield


def _acquire(database: PostgresDatabase, index_dir: Path, area: int, timeout_s: float) -> None:
    """Hold a lock until the session ends; raise IndexLockedError, naming the holder, when it is not free within the timeout."""
    psycopg = import_psycopg()
    try:
        database.run(f"SET lock_timeout = {max(1, int(timeout_s * 1000))}")
        database.select("SELECT pg_advisory_lock(:area, :key)", area=area, key=_lock_key(index_dir))
        database.run("SET lock_timeout = 0")
    except ServiceError as error:
        if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
            raise
        raise IndexLockedError(
            f"the index {schema_of(index_dir)} in the database {database.address} is being written by "
            f"{_holder(database, index_dir, area) or 'another process'}: wait for it to finish and try again"
        ) from error


def current_holder(url: SecretStr, index_dir: Path) -> str | None:
    """Return the name of the process that is writing the index, or None."""
    with closing(PostgresDatabase(url, schema_of(index_dir), ANSWER_S)) as database:
        return _holder(database, index_dir, HOLDING) or _holder(database, index_dir, WRITING)


def bytes_of(url: SecretStr, index_dir: Path) -> int:
    """Return how much the tables and their indexes take."""
    query = """SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
        JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = :schema AND c.relkind = 'r'"""
    with closing(PostgresDatabase(url, schema_of(index_dir), ANSWER_S)) as database:
        return int(database.select(query, schema=schema_of(index_dir))[0][0])


def _holder(database: PostgresDatabase, index_dir: Path, area: int) -> str | None:
    rows = database.select(
        """SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = :area AND l.objid::bigint = :key""",
        area=area,
        key=_lock_key(index_dir),
    )
    return f"{rows[0][0].replace('qa-bot', 'process')} since {rows[0][1]:%Y-%m-%dT%H:%M:%S%z}" if rows else None


def _lock_key(index_dir: Path) -> int:
    return int.from_bytes(hashlib.sha256(schema_of(index_dir).encode()).digest()[:3])


def _has_tables(database: PostgresDatabase, index_dir: Path) -> bool:
    query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = :schema AND table_name = 'meta'"
    return bool(database.select(query, schema=schema_of(index_dir))[0][0])


def _check_format(database: PostgresDatabase, index_dir: Path) -> None:
    found = database.select("SELECT value FROM meta WHERE key = 'format'")[0][0]
    if found != str(FORMAT_VERSION):
        raise IndexStaleError(
            f"the index {schema_of(index_dir)} in the database {database.address} has format {found}, this version reads "
            f"{FORMAT_VERSION}: run `qa-bot ingest --rebuild`"
        )
