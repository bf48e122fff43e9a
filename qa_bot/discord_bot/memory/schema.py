"""The SQLite file of the Discord bot: its tables, its version, and how it is opened."""

import os
import secrets
import sqlite3
from pathlib import Path

from qa_bot.atomic_file import PRIVATE, make_private_folder
from qa_bot.errors import StorageError
from qa_bot.storage.sqlite import transaction

VERSION = 4
BUSY_TIMEOUT_S = 5.0

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, question TEXT NOT NULL,
    standalone_question TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL, model TEXT, generation INTEGER NOT NULL,
    guild_id INTEGER, channel_id INTEGER NOT NULL, thread_id INTEGER, asker TEXT NOT NULL, created_at TEXT NOT NULL,
    corpora TEXT NOT NULL DEFAULT '[""]'
);
CREATE INDEX entries_asker ON entries (asker);
CREATE INDEX entries_created ON entries (created_at);
CREATE TABLE messages (
    message_id INTEGER PRIMARY KEY, entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE
);
CREATE INDEX messages_entry ON messages (entry_id);
CREATE TABLE votes (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE, voter TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value IN (-1, 1)), reason TEXT, voted_at TEXT NOT NULL, PRIMARY KEY (entry_id, voter)
) WITHOUT ROWID;
CREATE INDEX votes_voter ON votes (voter);
CREATE TABLE guilds (guild_id INTEGER PRIMARY KEY, config TEXT NOT NULL);
CREATE TABLE threads (thread_id INTEGER PRIMARY KEY, created_at TEXT NOT NULL);
"""
_COMMUNITY = """
CREATE TABLE handoffs (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE, message_id INTEGER, channel_id INTEGER
) WITHOUT ROWID;
CREATE TABLE community (
    message_id INTEGER PRIMARY KEY, guild_id INTEGER NOT NULL, home_id INTEGER NOT NULL, channel_id INTEGER NOT NULL,
    question TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT NOT NULL, asker TEXT NOT NULL,
    corpora TEXT NOT NULL, kept_at TEXT NOT NULL, expires_at TEXT NOT NULL
);
"""
_STANDING = """
CREATE TABLE quotes (
    entry_id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE, number INTEGER NOT NULL, corpus TEXT NOT NULL,
    held_by TEXT NOT NULL, version TEXT, stands INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (entry_id, number)
) WITHOUT ROWID;
CREATE TABLE marks (
    entry_id TEXT PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE, is_shown INTEGER NOT NULL, words TEXT NOT NULL,
    retry_at TEXT
) WITHOUT ROWID;
CREATE TABLE told_news (channel_id INTEGER PRIMARY KEY, day TEXT NOT NULL, generations TEXT NOT NULL);
"""
_QUOTES_OF_KEPT = """
INSERT OR IGNORE INTO quotes (entry_id, number, corpus, held_by)
SELECT e.id, json_extract(c.value, '$.number'), coalesce(json_extract(c.value, '$.corpus'), ''), json_extract(c.value, '$.source')
FROM entries e, json_each(e.answer, '$.citations') c
"""
# What brings a file of each earlier version to the next one.
_CHANGES = {
    1: """ALTER TABLE entries ADD COLUMN corpora TEXT NOT NULL DEFAULT '[""]'""",
    2: _COMMUNITY,
    3: _STANDING + _QUOTES_OF_KEPT,
}


def open_database(path: Path) -> sqlite3.Connection:
    """Open the file, made anew where there is none; raise StorageError when it is of a newer version."""
    make_private_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE))
    path.chmod(PRIVATE)
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    with transaction(connection):
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            raise StorageError(
                f"{path} has version {found}, this program reads {VERSION}: update qa-bot, or set QA_BOT_STATE_DIR to another folder"
            )
        if not found:
            _run(connection, _SCHEMA + _COMMUNITY + _STANDING)
            connection.execute("INSERT INTO meta VALUES ('salt', ?)", (secrets.token_hex(32),))
        for version in range(found, VERSION) if found else ():
            _run(connection, _CHANGES[version])
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _run(connection: sqlite3.Connection, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)
