"""Questions that come over HTTP: how they reach the bot, and how answers go out, whole or sentence by sentence."""

import asyncio
import time
from collections.abc import AsyncIterator, Hashable
from concurrent.futures import Future
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.filters import Filters
from qa_bot.listing import FoundPassage
from qa_bot.llm.showing import Listener, VerifiedSentence, ignore_sentence
from qa_bot.server.bodies import Asked
from qa_bot.server.desk import Desk
from qa_bot.server.limits import Limits
from qa_bot.server.metrics import Metrics

# How long a question waits before its place in line is told, and how often a place that changed is told.
TELL_EVERY_S = 1.0


class Waiting(NamedTuple):
    """The place in line of a question that waits, from 1."""

    position: int


Told = VerifiedSentence | Waiting


class Asking:
    """A bot that is asked by many at a time; `filters` limit every question."""

    def __init__(self, bot: Bot, limits: Limits, filters: Filters) -> None:
        self.bot = bot
        self.limits = limits
        self.metrics = Metrics()
        self.desk = Desk(limits, self.metrics.count_wait)
        self.metrics.watch(self.desk)
        self._filters = filters

    def take(self, asked: Asked, listen: Listener = ignore_sentence) -> Future[Answer]:
        """Take a question; raise QueueFullError if too many wait."""
        return self.desk.take(lambda: self._answer(asked, listen), asked.asker)

    async def answer(self, asked: Asked) -> Answer:
        """Return the answer to a question; raise QueueFullError, TooSlowError or what the bot raises."""
        return await self.desk.outcome(self.take(asked))

    async def search(self, query: str, limit: int, asker: Hashable = None) -> tuple[FoundPassage, ...]:
        """Return the passages that may answer a query; raise QueueFullError, TooSlowError or what the bot raises."""
        return await self.desk.outcome(self.desk.take(lambda: self.bot.search(query, limit, self._filters), asker))

    def stream(self, asked: Asked) -> AsyncIterator[Told | Answer]:
        """Yield the place in line while a question waits, the sentences of its answer as they are verified, then the answer.

        Raise QueueFullError at once.
        """
        loop, told = asyncio.get_running_loop(), asyncio.Queue[Told | None]()

        def listen(sentence: VerifiedSentence) -> None:
            loop.call_soon_threadsafe(told.put_nowait, sentence)

        return self._told(self.take(asked, listen), told)

    async def _told(self, future: Future[Answer], told: asyncio.Queue[Told | None]) -> AsyncIterator[Told | Answer]:
        outcome = asyncio.ensure_future(self.desk.outcome(future))
        outcome.add_done_callback(lambda _: told.put_nowait(None))
        telling = asyncio.ensure_future(self._tell_place(future, told))
        try:
            while (sentence := await told.get()) is not None:
                yield sentence
            yield await outcome
        finally:
            telling.cancel()
            outcome.cancel()

    async def _tell_place(self, future: Future[Answer], told: asyncio.Queue[Told | None]) -> None:
        last = None
        await asyncio.sleep(TELL_EVERY_S)
        while (position := self.desk.place(future)) is not None:
            if position != last:
                told.put_nowait(Waiting(position))
            last = position
            await asyncio.sleep(TELL_EVERY_S)

    def _answer(self, asked: Asked, listen: Listener) -> Answer:
        began = time.perf_counter()
        filters = self._filters | asked.filters
        answer, _ = self.bot.explain(asked.question, asked.conversation, asked.id, listen, filters)
        self.metrics.count_answer(answer, time.perf_counter() - began)
        return answer
