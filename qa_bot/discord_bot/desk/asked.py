"""A question on its way: who asked what and where, what was said before, and how the answer is sent."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NamedTuple

from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk.attached import AttachedFile
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.outgoing.delivery import Delivery
from qa_bot.discord_bot.policy.access import Place

Recall = Callable[[], Awaitable[Conversation]]
Fetch = Callable[[], Awaitable[tuple[AttachedFile, ...]]]


class Asked(NamedTuple):
    """A question on its way; `key` is the id of the message or interaction that asked it.

    `corpora` are those that the answer may be made of. `recall` reads the conversation before it. `quotes_question` puts
    the question above the answer, where it is not seen otherwise. `open_thread` opens a thread on the message of an id;
    without it none is opened. `known` finds what a person answered to a question before. `files` fetches what came with the
    question and can be read; `remark` is said below its answer, which `is_from_files` where those answered it.
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
    known: Callable[[str], Coroutine[Any, Any, CommunityAnswer | None]] | None = None
    files: Fetch | None = None
    remark: str = ""
    is_from_files: bool = False
