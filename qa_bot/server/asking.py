"""Questions that come over HTTP: how they reach the bot, and how answers go out, whole or sentence by sentence."""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import Future

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.filters import Filters
from qa_bot.listing import FoundPassage
from qa_bot.llm.showing import Listener, VerifiedSentence, ignore_sentence
from qa_bot.server.bodies import Asked
from qa_bot.server.desk import Desk
from qa_bot.server.limits import Limits
from qa_bot.server.metrics import Metrics


class Asking:
    """A bot that is asked by many at a time; `filters` limit every question."""

    def __init__(self, bot: Bot, limits: Limits, filters: Filters) -> None:
        self.bot = bot
        self.limits = limits
        self.desk = Desk(limits)
        self.metrics = Metrics(self.desk)
        self._filters = filters

    def take(self, asked: Asked, listen: Listener = ignore_sentence) -> Future[Answer]:
        """Take a question; raise QueueFullError if too many wait."""
        return self.desk.take(lambda: self._answer(asked, listen))

    async def answer(self, asked: Asked) -> Answer:
        """Return the answer to a question; raise QueueFullError, TooSlowError or what the bot raises."""
        return await self.desk.outcome(self.take(asked))

    async def search(self, query: str, limit: int) -> tuple[FoundPassage, ...]:
        """Return the passages that may answer a query; raise QueueFullError, TooSlowError or what the bot raises."""
        return await self.desk.outcome(self.desk.take(lambda: self.bot.search(query, limit, self._filters)))

    def stream(self, asked: Asked) -> AsyncIterator[VerifiedSentence | Answer]:
        """Yield the sentences of an answer as they are verified, then the answer; raise QueueFullError at once."""
        loop, told = asyncio.get_running_loop(), asyncio.Queue[VerifiedSentence | None]()

        def listen(sentence: VerifiedSentence) -> None:
            loop.call_soon_threadsafe(told.put_nowait, sentence)

        return self._told(self.take(asked, listen), told)

    async def _told(
        self, future: Future[Answer], told: asyncio.Queue[VerifiedSentence | None]
    ) -> AsyncIterator[VerifiedSentence | Answer]:
        outcome = asyncio.ensure_future(self.desk.outcome(future))
        outcome.add_done_callback(lambda _: told.put_nowait(None))
        try:
            while (sentence := await told.get()) is not None:
                yield sentence
            yield await outcome
        finally:
            outcome.cancel()

    def _answer(self, asked: Asked, listen: Listener) -> Answer:
        began = time.perf_counter()
        filters = self._filters | asked.filters
        answer, _ = self.bot.explain(asked.question, asked.conversation, asked.id, listen, filters)
        self.metrics.count_answer(answer, time.perf_counter() - began)
        return answer
