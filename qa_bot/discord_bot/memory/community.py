"""What people of a server answered where the documents did not: the questions handed to them, and the answers that were kept."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.access import may_read
from qa_bot.frozen import Frozen


class CommunityAnswer(Frozen):
    """A person's answer to a question: their message word for word, where it stands, and until when it is kept.

    `home_id` is the channel, whose thread `channel_id` may be. `author` and `asker` are hashes; `author_name` is shown.
    `corpora` are those that had no answer.
    """

    message_id: int
    guild_id: int
    home_id: int
    channel_id: int
    question: str
    text: str
    author: str
    author_name: str
    asker: str
    corpora: tuple[str, ...]
    kept_at: datetime
    expires_at: datetime

    @property
    def link(self) -> str:
        """Return the address of the message."""
        return f"https://discord.com/channels/{self.guild_id}/{self.channel_id}/{self.message_id}"


class Written(Frozen):
    """A message of a helper, to be kept."""

    message_id: int
    channel_id: int
    author_id: int
    author_name: str
    text: str


class Community:
    """The questions that were handed to people, and their answers, in the file of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hand_over(self, entry: Entry) -> bool:
        """Note that a person is asked; False where one was asked before, or the entry is gone."""
        with self._store.changing() as connection:
            noted = connection.execute(
                "INSERT OR IGNORE INTO handoffs SELECT id, NULL, NULL FROM entries WHERE id = ?", (entry.id,)
            )
            return noted.rowcount > 0

    def take_back(self, entry: Entry) -> None:
        """Forget that a person was asked: the message did not go out."""
        with self._store.changing() as connection:
            connection.execute("DELETE FROM handoffs WHERE entry_id = ?", (entry.id,))

    def add_call(self, entry: Entry, message_id: int, channel_id: int) -> None:
        """Say which message asks a person, and where it stands."""
        with self._store.changing() as connection:
            called = (message_id, channel_id, entry.id)
            connection.execute("UPDATE handoffs SET message_id = ?, channel_id = ? WHERE entry_id = ?", called)

    def entry_of_call(self, message_id: int) -> Entry | None:
        """Return what a message asks a person about; None for any other message."""
        with self._store.using() as connection:
            found = connection.execute("SELECT entry_id FROM handoffs WHERE message_id = ?", (message_id,)).fetchone()
        return None if found is None else self._store.entry(found[0])

    def is_talked_in(self, channel_id: int) -> bool:
        """Tell whether a person was asked in a thread: what is said there is not for the bot."""
        with self._store.using() as connection:
            return connection.execute("SELECT 1 FROM handoffs WHERE channel_id = ?", (channel_id,)).fetchone() is not None

    def keep(self, entry: Entry, written: Written, keep_days: float) -> CommunityAnswer:
        """Keep a person's message as the answer to the question of an entry."""
        assert entry.guild_id is not None
        now = self._store.now()
        kept = CommunityAnswer(
            message_id=written.message_id,
            guild_id=entry.guild_id,
            home_id=entry.channel_id,
            channel_id=written.channel_id,
            question=entry.answer.standalone_question,
            text=written.text,
            author=self._store.hash_of(written.author_id),
            author_name=written.author_name,
            asker=entry.asker,
            corpora=entry.corpora,
            kept_at=now,
            expires_at=now + timedelta(days=keep_days),
        )
        row = kept.model_dump(mode="json") | {"corpora": json.dumps(kept.corpora)}
        with self._store.changing() as connection:
            names = ", ".join(row)
            connection.execute(f"INSERT OR REPLACE INTO community ({names}) VALUES ({', '.join(f':{n}' for n in row)})", row)
        return kept

    def answers(self, guild_id: int | None = None, corpora: Sequence[str] | None = None) -> list[CommunityAnswer]:
        """Return the answers that are kept, the newest first; of a server, and to questions to some of the corpora alone."""
        now = self._store.now().isoformat()
        with self._store.using() as connection:
            rows = connection.execute("SELECT * FROM community WHERE expires_at > ? ORDER BY kept_at DESC", (now,)).fetchall()
        found = [_answer_of(row) for row in rows]
        return [
            answer
            for answer in found
            if guild_id in (None, answer.guild_id) and (corpora is None or may_read(answer.corpora, corpora))
        ]

    def change(self, message_id: int, text: str) -> None:
        """Take over what a message says now; an answer without words is gone."""
        if not text.strip():
            self.forget(message_id)
            return
        with self._store.erasing() as connection:
            connection.execute("UPDATE community SET text = ? WHERE message_id = ?", (text, message_id))

    def forget(self, *message_ids: int) -> None:
        """Delete the answers of messages that are gone."""
        with self._store.erasing() as connection:
            connection.executemany("DELETE FROM community WHERE message_id = ?", [(one,) for one in message_ids])

    def has(self, *message_ids: int) -> bool:
        """Tell whether any of the messages is kept as an answer."""
        with self._store.using() as connection:
            marks = ", ".join("?" * len(message_ids))
            found = connection.execute(f"SELECT 1 FROM community WHERE message_id IN ({marks})", message_ids)
            return found.fetchone() is not None


def _answer_of(row: sqlite3.Row) -> CommunityAnswer:
    return CommunityAnswer(**{**dict(row), "corpora": json.loads(row["corpora"])})
