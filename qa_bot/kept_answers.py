"""The answers of a bot that lives long: a question that is asked again is not worked out again while all it was answered from stands."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from qa_bot.answer import Answer, Citation, NearestQuote
from qa_bot.conversation import Conversation
from qa_bot.filters import Filters
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.joined import JoinedIndex, JoinedReader
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.snapshot import Snapshot

# An answer takes some 30 KB.
MOST = 128
# What goes with an answer: how it came about.
Beside = TypeVar("Beside")


class Question(NamedTuple):
    """All that is asked; the day counts because "last week" does. Models, prompts and settings are those of the bot."""

    text: str
    conversation: Conversation
    filters: Filters
    day: date


class KeptAnswers(Generic[Beside]):
    """The last answers from the newest generation of an index, at most so many; safe to use from several threads."""

    def __init__(self, reader: IndexReader | JoinedReader, most: int = MOST) -> None:
        self._reader = reader
        self._most = most
        self._kept: OrderedDict[Question, tuple[Answer, Beside]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def answer(
        self, question: Question, question_id: str | int | None, work_out: Callable[[], tuple[Answer, Beside]]
    ) -> tuple[Answer, Beside]:
        """Return the answer that is kept, with an id and a time of its own; else the one that is worked out, and keep it."""
        watch = Stopwatch()
        if kept := self._look_up(question):
            answer, beside = kept
            return answer.model_copy(update={"id": question_id, "timings_ms": watch.timings_ms()}), beside
        made = work_out()
        with self._lock:
            self._kept[question] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def _look_up(self, question: Question) -> tuple[Answer, Beside] | None:
        if question not in self._kept:  # the index need not be opened for it
            return None
        with self._reader.snapshot() as index, self._lock:
            if kept := self._kept.get(question):
                if _stands(kept[0], index):
                    self._kept.move_to_end(question)
                    return kept
                # Another generation was published: no other answer stands any more.
                self._kept.clear()
        return None


def _stands(answer: Answer, index: Snapshot | JoinedIndex) -> bool:
    """Tell whether an answer is from this generation, and every quote of it still a part of its document."""
    if (answer.index, answer.indexes) != (index.info, index.infos):
        return False
    quotes: tuple[Citation | NearestQuote, ...] = (*answer.citations, *answer.nearest)
    for quoted in quotes:
        document = index.document(quoted.name)
        if document is None or document.text[quoted.start : quoted.end] != quoted.quote:
            return False
    return True
