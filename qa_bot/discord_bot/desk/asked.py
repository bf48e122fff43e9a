"""A question on its way: who asked what and where, what was said before, and how the answer is sent."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.outgoing.delivery import Delivery
from qa_bot.discord_bot.policy.access import Place

Recall = Callable[[], Awaitable[Conversation]]


class Asked(NamedTuple):
    """A question on its way; `key` is the id of the message or interaction that asked it.

    `corpora` are those that the answer may be made of. `recall` reads the conversation before it. `quotes_question` puts the question above the answer, where it is not seen
    otherwise. `open_thread` opens a thread on the message of an id; without it none is opened.
    """

    key: int
    question: str
    person_id: int
    place: Place
    corpora: tuple[str, ...]
    delivery: Delivery
    recall: Recall
    is_private: bool = False
    quotes_question: bool = False
    open_thread: Callable[[int], Awaitable[object]] | None = None
