"""What the Discord bot remembers: entries, votes, the choices of servers, its threads and what Discord knows of its commands.

Everything is synchronous and safe to call from several threads; the event loop calls it through `asyncio.to_thread`.
"""

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from qa_bot.answer import Answer
from qa_bot.discord_bot.memory.entry import Entry, Forgotten, JudgedEntry, Vote, VoteValue, entry_of, insert, votes_of
from qa_bot.discord_bot.memory.schema import open_database
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.errors import StorageError
from qa_bot.storage.sqlite import transaction

__all__ = ["Entry", "Forgotten", "GuildConfig", "JudgedEntry", "Store", "Vote"]

FILE = "discord.sqlite"
ID_BYTES = 9
READ_AT_ONCE = 200


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


class Store:
    """One SQLite file, `path` (state_folder(settings) / FILE), readable by its owner alone.

    User ids are kept only as a keyed hash, so that the file does not name anybody. Every method raises StorageError when
    the file cannot be used.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self._path = path
        self.now = now
        self._lock = Lock()
        with _reporting(path):
            self._connection = open_database(path)
        with self.using() as connection:
            self._salt = bytes.fromhex(connection.execute("SELECT value FROM meta WHERE key = 'salt'").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    # Entries

    def add_entry(
        self,
        answer: Answer,
        user_id: int,
        channel_id: int,
        guild_id: int | None = None,
        thread_id: int | None = None,
        corpora: tuple[str, ...] = (STARTED,),
    ) -> Entry:
        """Keep an answer before it is sent, so that its id can go into the buttons; return its entry."""
        entry = Entry(
            id=secrets.token_urlsafe(ID_BYTES),
            answer=answer,
            guild_id=guild_id,
            channel_id=channel_id,
            thread_id=thread_id,
            asker=self.hash_of(user_id),
            created_at=self.now(),
            corpora=corpora,
        )
        with self.changing() as connection:
            insert(connection, entry)
        return entry

    def add_messages(self, entry_id: str, message_ids: Sequence[int]) -> None:
        """Say which messages show an entry; nothing happens where the entry is gone."""
        with self.changing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO messages SELECT ?, id FROM entries WHERE id = ?",
                [(message_id, entry_id) for message_id in message_ids],
            )

    def entry(self, entry_id: str) -> Entry | None:
        """Return an entry; None where it is gone."""
        return self._entry("id = ?", entry_id)

    def entry_of_message(self, message_id: int) -> Entry | None:
        """Return the entry that a message of the bot shows; None where there is none."""
        return self._entry("id = (SELECT entry_id FROM messages WHERE message_id = ?)", message_id)

    def delete_entry(self, entry_id: str) -> bool:
        """Delete an entry and the votes on it; tell whether there was one."""
        with self.erasing() as connection:
            return connection.execute("DELETE FROM entries WHERE id = ?", (entry_id,)).rowcount > 0

    def purge(self, keep_days: float) -> int:
        """Delete the entries that are older; return how many."""
        oldest = self.now() - timedelta(days=keep_days)
        with self.erasing() as connection:
            connection.execute("DELETE FROM community WHERE expires_at <= ?", (self.now().isoformat(),))
            return connection.execute("DELETE FROM entries WHERE created_at < ?", (oldest.isoformat(),)).rowcount

    def judged_entries(self) -> Iterator[JudgedEntry]:
        """Yield every entry with its votes, the newest first."""
        before = 2**62
        while True:
            with self.using() as connection:
                rows = connection.execute(
                    "SELECT * FROM entries WHERE number < ? ORDER BY number DESC LIMIT ?", (before, READ_AT_ONCE)
                ).fetchall()
                found = [self._judged(connection, row) for row in rows]
            if not rows:
                return
            before = rows[-1]["number"]
            yield from (judged for judged in found if judged is not None)

    # People

    def hash_of(self, user_id: int) -> str:
        """Return what stands for a person in the file: HMAC-SHA256 of the id, keyed with the file's own salt."""
        return hmac.new(self._salt, str(user_id).encode(), hashlib.sha256).hexdigest()

    def is_asker(self, entry: Entry, user_id: int) -> bool:
        """Tell whether a person asked the question of an entry."""
        return hmac.compare_digest(entry.asker, self.hash_of(user_id))

    def vote(self, entry_id: str, user_id: int, value: VoteValue, reason: str | None = None) -> bool:
        """Set a person's vote on an entry, the same vote keeping its reason; tell whether the entry is still there."""
        with self.changing() as connection:
            changed = connection.execute(
                """INSERT INTO votes SELECT id, :voter, :value, :reason, :at FROM entries WHERE id = :entry
                ON CONFLICT (entry_id, voter) DO UPDATE SET value = excluded.value, voted_at = excluded.voted_at,
                reason = coalesce(excluded.reason, CASE WHEN value = excluded.value THEN reason END)""",
                {
                    "entry": entry_id,
                    "voter": self.hash_of(user_id),
                    "value": value,
                    "reason": reason,
                    "at": self.now().isoformat(),
                },
            )
            return changed.rowcount > 0

    def votes(self, entry_id: str) -> tuple[Vote, ...]:
        """Return the votes on an entry, the oldest first."""
        with self.using() as connection:
            return votes_of(connection, entry_id)

    def forget_user(self, user_id: int) -> Forgotten:
        """Delete a person's entries and votes, and the community's answers that they gave or asked for; return how many."""
        person = (self.hash_of(user_id),)
        with self.erasing() as connection:
            votes = connection.execute("DELETE FROM votes WHERE voter = ?", person).rowcount
            entries = connection.execute("DELETE FROM entries WHERE asker = ?", person).rowcount
            community = connection.execute("DELETE FROM community WHERE ? IN (author, asker)", person).rowcount
        return Forgotten(entries=entries, votes=votes, community=community)

    # Servers, threads, commands

    def guild_config(self, guild_id: int) -> GuildConfig:
        """Return what the managers of a server chose; the defaults where they chose nothing."""
        with self.using() as connection:
            row = connection.execute("SELECT config FROM guilds WHERE guild_id = ?", (guild_id,)).fetchone()
        return GuildConfig() if row is None else GuildConfig.model_validate_json(row[0])

    def save_guild_config(self, guild_id: int, config: GuildConfig) -> None:
        """Keep what the managers of a server chose."""
        with self.changing() as connection:
            connection.execute("INSERT OR REPLACE INTO guilds VALUES (?, ?)", (guild_id, config.model_dump_json()))

    def add_thread(self, thread_id: int) -> None:
        """Remember that the bot answers in a thread without being mentioned."""
        with self.changing() as connection:
            connection.execute("INSERT OR IGNORE INTO threads VALUES (?, ?)", (thread_id, self.now().isoformat()))

    def owns_thread(self, thread_id: int) -> bool:
        """Tell whether a thread is the bot's."""
        with self.using() as connection:
            return connection.execute("SELECT 1 FROM threads WHERE thread_id = ?", (thread_id,)).fetchone() is not None

    def command_hash(self) -> str | None:
        """Return the hash of the commands that Discord was told last; None before the first time."""
        with self.using() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'commands'").fetchone()
        return None if row is None else str(row[0])

    def save_command_hash(self, digest: str) -> None:
        """Remember what Discord was told."""
        with self.changing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('commands', ?)", (digest,))

    # The file itself, for what else is kept in it

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """Lend the file to one thread at a time."""
        with self._lock, _reporting(self._path):
            yield self._connection

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Change the file as a whole or not at all."""
        with self.using() as connection, transaction(connection):
            yield connection

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """Change the file so that what is deleted is in its log neither; freed pages are overwritten (see the schema)."""
        with self.changing() as connection:
            yield connection
        with self.using() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _entry(self, condition: str, value: object) -> Entry | None:
        with self.using() as connection:
            row = connection.execute(f"SELECT * FROM entries WHERE {condition}", (value,)).fetchone()
            return None if row is None else entry_of(connection, row)

    def _judged(self, connection: sqlite3.Connection, row: sqlite3.Row) -> JudgedEntry | None:
        entry = entry_of(connection, row)
        return None if entry is None else JudgedEntry(entry=entry, votes=votes_of(connection, entry.id))


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Turn what SQLite or the file system raises into an error that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"{path} cannot be used ({error}): check the file, its folder and the disk") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be opened ({error.strerror}): set QA_BOT_STATE_DIR to another folder") from error
