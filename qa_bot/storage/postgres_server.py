"""A PostgreSQL server: its address, a connection, and what its errors mean.

What an address holds beside the host and the database, the password above all, is in no message.
"""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import SecretStr

from qa_bot.errors import DependencyError, QaBotError, ServiceError, SettingsError

CONNECT_S = 5
# No statement of a reader takes longer; those of an ingest may.
ANSWER_S = 60
LONGEST_NAME = 63


def connect(url: SecretStr, schema: str, answer_s: int = 0) -> Any:
    """Return a connection in which names without a schema mean those of one."""
    psycopg = import_psycopg()
    name = f"qa-bot {os.getpid()} on {socket.gethostname()}"[:LONGEST_NAME]
    options = f"-c search_path={schema} -c statement_timeout={answer_s * 1000} -c client_min_messages=warning"
    return psycopg.connect(
        url.get_secret_value(),
        autocommit=True,
        connect_timeout=CONNECT_S,
        application_name=name,
        options=options,
        prepare_threshold=None,
    )


def address_of(url: SecretStr) -> str:
    """Return the address of a database without login and parameters; raise SettingsError for what is none."""
    psycopg = import_psycopg()
    try:
        parts = psycopg.conninfo.conninfo_to_dict(url.get_secret_value())
    except psycopg.Error:
        parts = {}
    if not re.match(r"postgres(ql)?://", url.get_secret_value()) or not parts:
        # Without its cause, which repeats a part of the address.
        raise SettingsError(
            "QA_BOT_DATABASE_URL is no address of a database: write postgresql://NAME:PASSWORD@HOST/DATABASE"
        ) from None
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"{parts.get('host') or 'localhost'}{port}/{parts.get('dbname') or parts.get('user') or ''}"


@contextmanager
def telling(address: str) -> Iterator[None]:
    """Turn an error of PostgreSQL into one that says what to do."""
    import psycopg

    try:
        yield
    except QaBotError:
        raise
    except psycopg.Error as error:
        reason = " ".join(str(error).split())[:200]
        if isinstance(error, psycopg.errors.QueryCanceled):
            raise ServiceError(
                f"the database {address} does not answer within {ANSWER_S} s: try again when it is less busy"
            ) from error
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            raise ServiceError(f"the database {address} refuses this ({reason}): grant CREATE on the database") from error
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and not may_pass(error):
            raise ServiceError(f"the database {address} refuses access ({reason}): check QA_BOT_DATABASE_URL") from error
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            raise ServiceError(
                f"the database {address} does not answer ({reason}): see that it runs and can be reached at that address "
                "(QA_BOT_DATABASE_URL), then try again"
            ) from error
        raise ServiceError(f"the database {address} reports an error ({reason}): its log may tell more") from error


def may_pass(error: Exception) -> bool:
    """Tell whether a later try may succeed: not where the password or the name of the database is wrong."""
    import psycopg

    if isinstance(error, psycopg.errors.QueryCanceled | psycopg.errors.LockNotAvailable):
        return False
    # A refusal at the connection has no code of its own: its class in the message of the server is the only sign.
    return not re.search(r"authentication failed|no password supplied|does not exist|no pg_hba.conf entry", str(error))


def import_psycopg() -> Any:
    """Return the package; raise DependencyError where it is not installed."""
    try:
        import psycopg
        import psycopg.conninfo
    except ImportError as error:
        raise DependencyError('QA_BOT_DATABASE_URL needs the package psycopg: run pip install "qa-bot[postgres]"') from error
    return psycopg
