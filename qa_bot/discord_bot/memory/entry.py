"""What is kept of an answered question, and what people thought of the answer."""

from datetime import datetime
from typing import Literal

from qa_bot.answer import Answer
from qa_bot.frozen import Frozen

VoteValue = Literal[-1, 1]


class Vote(Frozen):
    """One person's opinion of an answer: 1 is helpful, -1 is not; `voter` is a hash."""

    entry_id: str
    voter: str
    value: VoteValue
    reason: str | None = None
    voted_at: datetime


class Entry(Frozen):
    """A question that was answered or not, and where; `asker` is a hash, `message_ids` the bot's messages in order.

    The guild is None in a direct message; `channel_id` is the channel of the thread where there is one.
    """

    id: str
    answer: Answer
    guild_id: int | None
    channel_id: int
    thread_id: int | None
    message_ids: tuple[int, ...] = ()
    asker: str
    created_at: datetime


class JudgedEntry(Frozen):
    """An entry with the votes on it."""

    entry: Entry
    votes: tuple[Vote, ...]

    @property
    def ups(self) -> int:
        """Return how many found the answer helpful."""
        return sum(vote.value > 0 for vote in self.votes)

    @property
    def downs(self) -> int:
        """Return how many did not."""
        return sum(vote.value < 0 for vote in self.votes)


class Forgotten(Frozen):
    """How much was deleted of one person."""

    entries: int
    votes: int
