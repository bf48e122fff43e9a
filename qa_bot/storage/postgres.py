"""A schema of a PostgreSQL database, as storage.database.Database."""

import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any, TypeVar

from pydantic import SecretStr

from qa_bot.storage.database import Row
from qa_bot.storage.postgres_server import address_of, connect, may_pass, telling

# A server that restarts is waited for as long as somebody who asked will wait.
RETRY_S = 8.0
FIRST_WAIT_S = 0.1
ROWS_AT_ONCE = 2000
Result = TypeVar("Result")


class PostgresRow(tuple[Any, ...]):
    """A row whose values are found by name and by place."""

    names: Mapping[str, int]

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self.names[key] if isinstance(key, str) else key)

    def keys(self) -> Iterator[str]:
        """Return the names of the values."""
        return iter(self.names)


class PostgresDatabase:
    """An open schema (storage.database.Database). What is no part of a transaction is asked again after a restart of the server.

    A session that holds a lock must not do so: the lock is gone with the session.
    """

    def __init__(self, url: SecretStr, schema: str, answer_s: int = 0, holds_lock: bool = False) -> None:
        self._url = url
        self._schema = schema
        self._answer_s = answer_s
        self._lock = RLock()
        self._in_transaction = False
        self._is_repeated = True
        self.address = address_of(url)
        self._connection = self._persistently(lambda: connect(url, schema, answer_s))
        self._is_repeated = not holds_lock

    def select(self, query: str, **values: object) -> list[Row]:
        """Return the rows of a query."""
        return self._persistently(lambda: self._execute(query, values).fetchall())

    def stream(self, query: str, **values: object) -> Generator[Row, None, None]:
        """Yield the rows of a query."""
        with (
            self._telling(),
            self._connection.transaction(),
            self._connection.cursor("qa_bot_stream", row_factory=_rows) as cursor,
        ):
            cursor.execute(_spelt(query), _given(values), binary=True)
            while part := cursor.fetchmany(ROWS_AT_ONCE):
                yield from part

    def run(self, query: str, **values: object) -> None:
        """Run a statement."""
        self._persistently(lambda: self._execute(query, values))

    def run_many(self, query: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement once for each row of values."""
        with self._lock, self._telling(), self._connection.cursor() as cursor:
            cursor.executemany(_spelt(query), rows)

    def copy(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        """Insert many rows."""
        command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with self._lock, self._telling(), self._connection.cursor() as cursor, cursor.copy(command) as copy:
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything that a block does, or nothing."""
        with self._lock, self._telling(), self._connection.transaction():
            self._in_transaction = True
            try:
                yield
            finally:
                self._in_transaction = False

    def compact(self) -> None:
        """Write the tables anew: what they were in is deleted."""
        tables = self.select("SELECT tablename FROM pg_tables WHERE schemaname = :schema", schema=self._schema)
        for row in tables:
            self.run(f"VACUUM (FULL) {row['tablename']}")

    def hold(self) -> None:
        """Do nothing: a transaction would end with the connection, and what is asked is asked again over another one."""

    def let_go(self) -> None:
        """Do nothing, as `hold` does."""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _execute(self, query: str, values: Mapping[str, object]) -> Any:
        return self._connection.cursor(row_factory=_rows).execute(_spelt(query), _given(values), binary=True)

    def _persistently(self, do: Callable[[], Result]) -> Result:
        """Return what a call returns; while the server does not answer, connect again and repeat it."""
        import psycopg

        end, wait = time.monotonic() + RETRY_S, FIRST_WAIT_S
        with self._lock, self._telling():
            while True:
                try:
                    return do()
                except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                    left = end - time.monotonic()
                    if self._in_transaction or not self._is_repeated or not may_pass(error) or left <= 0:
                        raise
                time.sleep(min(wait, left))
                wait *= 2
                self._connect_again()

    def _connect_again(self) -> None:
        import psycopg

        connection = getattr(self, "_connection", None)
        if connection is None or not (connection.closed or connection.broken):
            return
        try:
            self._connection = connect(self._url, self._schema, self._answer_s)
        except psycopg.OperationalError:
            return

    @contextmanager
    def _telling(self) -> Iterator[None]:
        with telling(self.address):
            yield


@lru_cache(maxsize=1000)
def _spelt(query: str) -> str:
    """Return a query in PostgreSQL's words."""
    query = re.sub(r"\bNOT IN :(\w+)", r"<> ALL(:\1)", query)
    query = re.sub(r"\bIN :(\w+)", r"= ANY(:\1)", query)
    query = re.sub(r"json_group_array\(([^()]*)\)", r"json_agg(\1)::text", query)
    return re.sub(r"(?<!:):([a-z_]+)\b", r"%(\1)s", query)


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple | set | frozenset) else value for name, value in values.items()}


def _rows(cursor: Any) -> Callable[[Sequence[Any]], PostgresRow]:
    names = {column.name: place for place, column in enumerate(cursor.description or ())}
    return type("Row", (PostgresRow,), {"names": names})
