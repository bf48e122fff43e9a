"""The way of a question: within its limits, in its turn, answered, delivered."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import discord

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk.asked import Asked
from qa_bot.discord_bot.desk.attached import AttachedFile
from qa_bot.discord_bot.desk.failing import TooSlowError, apology, log_failure
from qa_bot.discord_bot.outgoing.delivery import Part, Partial, streaming
from qa_bot.discord_bot.outgoing.requests import leave_alone, within
from qa_bot.discord_bot.policy.limits import Admission, Line, Turns
from qa_bot.llm.showing import VerifiedSentence
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings
from qa_bot.trace import traced

HISTORY_PATIENCE_S = 5.0
LATENCIES_KEPT = 200
Publish = Callable[[Asked, Answer], Awaitable[None]]
_logger = logging.getLogger(__name__)


class Answers(Protocol):
    """What answers questions off the event loop."""

    async def answer(  # noqa: D102
        self,
        question: str,
        conversation: Conversation,
        corpora: tuple[str, ...],
        listen: Callable[[VerifiedSentence], None],
    ) -> Answer: ...

    async def answer_from(  # noqa: D102
        self,
        files: Sequence[AttachedFile],
        question: str,
        conversation: Conversation,
        listen: Callable[[VerifiedSentence], None],
    ) -> Answer: ...


class Desk:
    """The desk that takes questions and sees each through to a final message.

    `partial` renders what is written so far, `publish` sends an answer to where it was asked.
    """

    def __init__(
        self,
        settings: Settings,
        prompts: Prompts,
        answers: Answers,
        partial: Partial,
        publish: Publish,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._prompts = prompts
        self._answers = answers
        self._partial = partial
        self._publish = publish
        self._admission = Admission(settings, prompts, clock)
        self._turns = Turns()
        self._line = Line(settings.discord_workers, clock)
        self._open: dict[asyncio.Task[None], Asked] = {}
        self._arriving: dict[asyncio.Task[Any], int] = {}
        self._admitted: set[int] = set()
        self._is_stopping = False
        self.running = 0
        self.answered = 0
        self.failed = 0
        self.latencies_s: deque[float] = deque(maxlen=LATENCIES_KEPT)

    @property
    def waiting(self) -> int:
        """Return how many questions wait for their turn."""
        return max(0, len(self._open) - self.running)

    @property
    def is_idle(self) -> bool:
        """Tell whether no question is on its way."""
        return not self._open and not self._arriving

    @property
    def left(self) -> str:
        """Name the questions that are on their way, by their ids."""
        keys = {*(asked.key for asked in list(self._open.values())), *list(self._arriving.values())}
        return ",".join(map(str, sorted(keys))) or "none"

    async def idle(self, timeout_s: float) -> None:
        """Wait until the questions that are on their way now are seen through."""
        if not self.is_idle:
            await asyncio.wait({*self._open, *self._arriving}, timeout=timeout_s)

    @contextmanager
    def arriving(self, key: int) -> Iterator[None]:
        """Count what the task does in the block as a question on its way, before it is taken."""
        task = asyncio.current_task()
        assert task is not None
        self._arriving[task] = key
        try:
            with traced(str(key)):
                yield
        finally:
            self._arriving.pop(task, None)
            self._admitted.discard(key)

    def admit(self, key: int, question: str, person_id: int, guild_id: int | None) -> str | None:
        """Return why a question is not taken; where it is it counts from now on, and None is returned.

        It must be taken inside `arriving`, which gives its place away again where that does not come about.
        """
        if self._is_stopping:
            return self._prompts.say("discord_stopped")
        refusal = self._admission.refusal(question, person_id, guild_id, len(self._open) + len(self._admitted))
        if refusal is not None:
            _logger.info("refused: question=%d guild=%s", key, guild_id)
            return refusal
        self._admission.spend(person_id, guild_id)
        self._admitted.add(key)
        return None

    async def take(self, asked: Asked) -> None:
        """See a question through that was admitted: an answer or an apology is shown in any case."""
        task = asyncio.create_task(self._see_through(asked))
        self._admitted.discard(asked.key)
        self._open[task] = asked
        task.add_done_callback(lambda done: self._open.pop(done, None))
        await asyncio.wait({task})

    async def refuse(self, asked: Asked, text: str) -> None:
        """Show why a question is not taken, a few times; who goes on all the same is left alone."""
        if self._admission.may_be_told(asked.person_id):
            await _finish(asked, text)

    async def remark(self, asked: Asked, text: str) -> None:
        """Say something else than an answer; it counts as a question, and is left out where that was one too many."""
        if not self._is_stopping and self._admission.may_ask(asked.person_id):
            self._admission.spend(asked.person_id, asked.place.guild_id)
            await _finish(asked, text)

    async def stop(self, grace_s: float, marking_s: float) -> None:
        """Take nothing more, let what runs finish for a while, then mark what is left as not answered."""
        self._is_stopping = True
        await self.idle(grace_s)
        for task in [task for task, asked in self._open.items() if not asked.delivery.is_finishing]:
            task.cancel()
        await self.idle(marking_s)
        if not self.is_idle:
            _logger.warning("given up, Discord holds the answers back: questions=%s", self.left)

    async def _see_through(self, asked: Asked) -> None:
        began = time.monotonic()
        try:
            async with self._turns.turn(asked.person_id):
                asked, answer = await self._answer(asked)
                await self._publish(asked, answer)
        except asyncio.CancelledError:
            _logger.warning("stopped before it was answered: question=%d", asked.key)
            await _finish(asked, self._prompts.say("discord_stopped"))
        except Exception as error:
            self.failed += 1
            log_failure(asked, error)
            if not isinstance(error, discord.Forbidden | discord.NotFound):
                await _finish(asked, apology(error, self._prompts))
        else:
            self.answered += 1
            self.latencies_s.append(time.monotonic() - began)
            _logger.info("answered: question=%d status=%s ms=%d", asked.key, answer.status, 1000 * (time.monotonic() - began))

    async def _answer(self, asked: Asked) -> tuple[Asked, Answer]:
        conversation = await self._recall(asked)
        begun = asyncio.Event()
        async with streaming(asked.delivery, self._partial) as listen:
            task = asyncio.create_task(self._in_line(asked, conversation, begun, listen))
            try:
                await _first_of(task, begun)
                await asyncio.wait({leave_alone(task)}, timeout=self._settings.discord_deadline_s)
            except asyncio.CancelledError:
                task.cancel()
                raise
            if not task.done():
                task.cancel()
                raise TooSlowError(f"no answer within {self._settings.discord_deadline_s:g} s (QA_BOT_DISCORD_DEADLINE_S)")
        return task.result()

    async def _in_line(
        self, asked: Asked, conversation: Conversation, begun: asyncio.Event, listen: Callable[[VerifiedSentence], None]
    ) -> tuple[Asked, Answer]:
        async def tell(position: int) -> None:
            await asked.delivery.show(self._prompts.say("discord_position", position=str(position)))

        async with self._line.place(asked.person_id, tell):
            begun.set()
            self.running += 1
            try:
                return await self._from_files_or_corpora(asked, conversation, listen)
            finally:
                self.running -= 1

    async def _from_files_or_corpora(
        self, asked: Asked, conversation: Conversation, listen: Callable[[VerifiedSentence], None]
    ) -> tuple[Asked, Answer]:
        """Return the answer, and what was asked as it is published; files that came along are asked before the documents."""
        if asked.files is not None:
            found = await self._answers.answer_from(await asked.files(), asked.question, conversation, listen)
            if found.status == "answered":
                return asked._replace(is_from_files=True), found
            if not found.asks_nothing:
                remark = " ".join(filter(None, (self._prompts.say("discord_attached_silent"), asked.remark)))
                asked = asked._replace(remark=remark)
        return asked, await self._answers.answer(asked.question, conversation, asked.corpora, listen)

    async def _recall(self, asked: Asked) -> Conversation:
        async def recall() -> Conversation:
            return await asked.recall()

        try:
            return await within(HISTORY_PATIENCE_S, recall())
        except Exception as error:
            _logger.warning("answered without the conversation: question=%d error=%s", asked.key, type(error).__name__)
            return Conversation()


async def _finish(asked: Asked, text: str) -> None:
    """Show a last word; where even that is impossible there is only the log."""
    try:
        await asked.delivery.finish([Part(text)])
    except Exception as error:
        _logger.warning("nothing can be sent: question=%d guild=%s error=%s", asked.key, asked.place.guild_id, error)


async def _first_of(task: "asyncio.Task[Any]", begun: asyncio.Event) -> None:
    waiting = asyncio.create_task(begun.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
