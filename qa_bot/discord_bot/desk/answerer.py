"""Answer questions in threads, from the newest index, beginning before there is one."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.desk import attached
from qa_bot.discord_bot.desk.matching import asked_before
from qa_bot.discord_bot.desk.shelf import Shelf
from qa_bot.discord_bot.memory.community import CommunityAnswer
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.errors import IndexUnusableError
from qa_bot.llm.showing import Listener, VerifiedSentence
from qa_bot.models.load import load_ahead
from qa_bot.models.protocols import Vectors
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings
from qa_bot.trace import carrying
from qa_bot.understanding.cleaning import clean_question

# A thread cannot be stopped: so many a worker may still be at work for an answer that was given up.
THREADS_PER_WORKER = 4
# Of the deadline, so much is the language model's: where it hangs, there is time for an answer in the documents' own words.
MODEL_SHARE = 0.75
# The vectors of questions that people answered.
VECTORS_KEPT = 5000
WARMING_QUESTION = "What is this about?"
_logger = logging.getLogger(__name__)


class Answerer:
    """The models, and the bots of corpora as soon as there are indexes; each question gets a thread of a bounded number.

    How many are asked at once is the desk's to say.
    """

    def __init__(self, settings: Settings, prompts: Prompts) -> None:
        self._settings = in_time(settings)
        self._prompts = prompts
        self.opened: Shelf | None = None
        self._opening = Lock()
        self._vectors: dict[str, Vectors] = {}
        self.generation: int | None = None
        # Files of people are read one at a time, so that one that takes long holds up no question but those with files.
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="attached")
        self._threads = ThreadPoolExecutor(THREADS_PER_WORKER * settings.discord_workers, thread_name_prefix="answer")

    async def warm(self) -> None:
        """Load the models and answer a question for nobody, so that the first person does not wait for that.

        Raise QaBotError when models or settings cannot be used; an index may come later.
        """
        await asyncio.get_running_loop().run_in_executor(self._threads, self._warm)

    def _warm(self) -> None:
        attached.clear(self._settings)
        try:
            with self._shelf().bot((STARTED,)) as bot:
                self.generation = bot.attempt(WARMING_QUESTION).answer.index.generation
        except IndexUnusableError as error:
            _logger.warning("questions cannot be answered yet: %s", error)

    async def answer(
        self,
        question: str,
        conversation: Conversation,
        corpora: tuple[str, ...],
        listen: Callable[[VerifiedSentence], None],
    ) -> Answer:
        """Return the answer from corpora; `listen` is called on the event loop.

        Raise what `Bot.explain` raises, and IndexUnusableError.
        """
        loop = asyncio.get_running_loop()

        def tell(sentence: VerifiedSentence) -> None:
            loop.call_soon_threadsafe(listen, sentence)

        return await loop.run_in_executor(self._threads, carrying(self._answer), question, conversation, corpora, tell)

    async def answer_from(
        self,
        files: Sequence[attached.AttachedFile],
        question: str,
        conversation: Conversation,
        listen: Callable[[VerifiedSentence], None],
    ) -> Answer:
        """Return what files that came with a question answer, or that they do not; raise AttachmentError."""
        loop = asyncio.get_running_loop()

        def tell(sentence: VerifiedSentence) -> None:
            loop.call_soon_threadsafe(listen, sentence)

        return await loop.run_in_executor(self._reading, self._answer_from, files, question, conversation, tell)

    async def asked_before(self, question: str, kept: Sequence[CommunityAnswer]) -> CommunityAnswer | None:
        """Return the answer that a person gave to a question that asks the same; None if there is none."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._asked_before, question, kept)

    def stop(self) -> None:
        """Begin nothing more; what runs is left alone."""
        for threads in (self._threads, self._reading):
            threads.shutdown(wait=False, cancel_futures=True)

    def _answer(self, question: str, conversation: Conversation, corpora: tuple[str, ...], listen: Listener) -> Answer:
        with self._shelf().bot(corpora) as bot:
            answer, _ = bot.explain(question, conversation, listen=listen)
        if corpora == (STARTED,):
            self.generation = answer.index.generation
        return answer

    def _answer_from(
        self, files: Sequence[attached.AttachedFile], question: str, conversation: Conversation, listen: Listener
    ) -> Answer:
        loaded = self._shelf().loaded
        return attached.answer_from(files, question, conversation, self._settings, self._prompts, loaded, listen)

    def _asked_before(self, question: str, kept: Sequence[CommunityAnswer]) -> CommunityAnswer | None:
        loaded = self._shelf().loaded
        needed = {clean_question(question), *(answer.question for answer in kept)}
        if missing := sorted(needed - self._vectors.keys()):
            self._vectors |= zip(missing, loaded.embedder.embed_passages(missing), strict=True)
        found = asked_before(question, kept, self._vectors, loaded.reader)
        if len(self._vectors) > VECTORS_KEPT:
            self._vectors = {}
        return found

    def _shelf(self) -> Shelf:
        with self._opening:
            if self.opened is None:
                settings = self._settings
                loaded = load_ahead(settings.embedding, settings.reranker, settings.models_dir)
                self.opened = Shelf(settings, self._prompts, loaded)
            return self.opened


def in_time(settings: Settings) -> Settings:
    """Return settings with which a language model gives up before the question does, and frees its thread."""
    llm_deadline_s = min(settings.llm_deadline_s, MODEL_SHARE * settings.discord_deadline_s)
    return settings.model_copy(update={"llm_deadline_s": llm_deadline_s})
