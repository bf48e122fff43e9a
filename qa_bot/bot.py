"""The straight line from a question to an answer."""

from datetime import date
from typing import NamedTuple, Self

from qa_bot.answer import Answer, IndexInfo
from qa_bot.answering.abstention import ask_back, withhold
from qa_bot.answering.assembling import found_answer, passages_to_write_from, reply_answer
from qa_bot.answering.collection.languages import ForeignQuestion, foreign_question, shares_words
from qa_bot.answering.collection.replies import Replying
from qa_bot.answering.in_parts import Judging, find
from qa_bot.answering.models import Models
from qa_bot.answering.passages import find_passages
from qa_bot.conversation import Conversation
from qa_bot.document_name import DocumentName
from qa_bot.evidence.weighing import Weighing
from qa_bot.explanation import Attempt, Explanation, explain, replied
from qa_bot.filters import EVERYTHING, Filters, read_filters
from qa_bot.kept_answers import MOST, KeptAnswers, Question
from qa_bot.listing import FoundPassage, ListedDocument
from qa_bot.llm.condensing import Spend
from qa_bot.llm.language_model import TokenUse
from qa_bot.llm.showing import Listener, ignore_sentence
from qa_bot.llm.writing import Writer
from qa_bot.prompts import Prompts
from qa_bot.question_log import Weighed, log_answer, log_question
from qa_bot.sources.linking import NO_LINKS, Links
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.contents import AnyIndex
from qa_bot.storage.document_list import list_documents
from qa_bot.storage.joined import JoinedReader, limited
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.stored import StoredDocument
from qa_bot.threads import Threads
from qa_bot.understanding.cleaning import clean_question
from qa_bot.understanding.follow_up import Condense
from qa_bot.understanding.message_kind import read_message, without_asides

NEW_CONVERSATION = Conversation()
SEARCH_LIMIT = 10


class _FactAsked(NamedTuple):
    """A question for a fact: as it was asked and as it is meant, the turns before it, and its language if that is not English."""

    text: str
    meant: str
    conversation: Conversation
    foreign: ForeignQuestion | None


class Bot:
    """A bot that answers questions from a published index; safe to use from several threads.

    `min_confidence` replaces the fitted threshold below which the bot abstains: with 0 it answers whenever anything was found.
    `writer` puts the answers into a language model's words, as far as quotes support them; `links` tell where quotes are opened.
    """

    def __init__(
        self,
        reader: IndexReader | JoinedReader,
        models: Models,
        prompts: Prompts,
        min_confidence: float | None = None,
        writer: Writer | None = None,
        links: Links = NO_LINKS,
    ) -> None:
        self._writer, self._links = writer, links
        self._reader = reader
        self.models = models
        self.prompts = prompts
        self._min_confidence = min_confidence
        # A writer is asked anew: it may say it better, and what it uses is counted.
        self._kept = KeptAnswers[Explanation](reader, 0 if writer else MOST)
        self.threads = Threads()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the files of the index when the questions that were asked are answered; none can be asked any more."""
        self.threads.close()
        self._reader.close()

    @property
    def threshold(self) -> float:
        """Return the confidence below which the bot abstains."""
        return self.models.confidence_model.threshold if self._min_confidence is None else self._min_confidence

    def with_writer(self, writer: Writer | None) -> "Bot":
        """Return a bot that is the same but for who writes the answers; None for the documents' own words."""
        return Bot(self._reader, self.models, self.prompts, self._min_confidence, writer, self._links)

    def converse(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        filters: Filters = EVERYTHING,
    ) -> tuple[Answer, Conversation]:
        """Return the answer to the next question of a conversation, and the conversation with it."""
        answer = self.ask(question, conversation, question_id, filters)
        return answer, conversation.with_answer(answer)

    def document(self, source: str, corpus: str | None = None) -> StoredDocument | None:
        """Return a document of the index by its name, with the text in which the offsets of citations count.

        `corpus` is the corpus of a citation where several are asked.
        """
        with self._reader.snapshot() as index:
            return index.document(str(DocumentName(corpus, source)))

    def documents(self) -> tuple[ListedDocument, ...]:
        """Return the documents of the index, in the order of their names."""
        with self._reader.snapshot() as index:
            return list_documents(index)

    def search(self, query: str, limit: int = SEARCH_LIMIT, filters: Filters = EVERYTHING) -> tuple[FoundPassage, ...]:
        """Return at most `limit` passages (up to 40) that may answer a query, best first, without an answer.

        `filters` choose the documents, as for `ask`.
        """
        asked, chosen = _read(query, filters)
        with self._reader.snapshot() as whole:
            found = find_passages(self.models.weighing(limited(whole, chosen), Stopwatch()), asked, limit)
        return self._links.in_quotes(found)

    def index_info(self) -> IndexInfo:
        """Return what is known of the newest index; raise IndexUnusableError if it cannot answer."""
        with self._reader.snapshot() as index:
            return index.info

    def ask(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        filters: Filters = EVERYTHING,
    ) -> Answer:
        """Return the answer to a question; raise UsageError when it is empty or far too long.

        `filters` choose the documents that may be used; those in the question (`in:hr/ since:2024`) go before them.
        """
        return self.explain(question, conversation, question_id, filters=filters)[0]

    async def aask(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        filters: Filters = EVERYTHING,
    ) -> Answer:
        """Return what `ask` returns, without holding up the event loop."""
        return await self.threads.run(self.ask, question, conversation, question_id, filters)

    def explain(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        listen: Listener = ignore_sentence,
        filters: Filters = EVERYTHING,
    ) -> tuple[Answer, Explanation]:
        """Return the answer and how it came about; a writer's sentences reach `listen` as they are verified."""
        asked = Question(question, conversation, filters, date.today())
        answer, explanation = self._kept.answer(
            asked, question_id, lambda: self.finish(self.attempt(question, conversation, question_id, filters), listen)
        )
        log_answer(answer)
        return self._links.in_answer(answer), explanation

    def attempt(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        filters: Filters = EVERYTHING,
    ) -> Attempt:
        """Return the best answer, however unsure, in the documents' words; it abstains only if nothing was found.

        If the question may mean several things that the documents answer differently, the answer lists them as `readings`.
        """
        watch = Stopwatch()
        asked, chosen = _read(question, filters)
        with self._reader.snapshot() as whole:
            index = limited(whole, chosen)
            weighing = self.models.weighing(index, watch)
            replying = Replying(index, weighing, self.models.embedder, self.prompts, date.today())
            topical = Conversation(turns=without_asides(conversation.turns))
            message = read_message(asked, topical.turns)
            foreign = foreign_question(index, message.question)
            if reply := replying.reply(message, conversation.turns, foreign):
                attempt = replied(reply_answer(asked, reply, index), reply.chosen, self.threshold, watch)
            else:
                attempt = self._found(_FactAsked(asked, message.question, topical, foreign), index, weighing, watch)
        return attempt._replace(answer=attempt.answer.model_copy(update={"id": question_id}))

    def settle(self, attempt: Attempt) -> Answer:
        """Return the answer of an attempt if it is sure enough, else an abstention or a question back."""
        answer = attempt.answer
        if answer.status == "abstained":
            return answer
        if answer.confidence < self.threshold:
            return self._withhold(attempt)
        return ask_back(answer, self.prompts) if answer.readings else answer

    def finish(self, attempt: Attempt, listen: Listener = ignore_sentence) -> tuple[Answer, Explanation]:
        """Return the final result of an attempt: an answer, in the writer's words if there is a writer, or an abstention."""
        answer, explanation = self.settle(attempt), attempt.explanation
        if self._writer is None or answer.status != "answered" or not attempt.chosen:
            return answer, explanation
        best = max(attempt.chosen, key=lambda piece: piece.score)
        sources = passages_to_write_from(attempt.understood, attempt.chosen)
        written = self._writer.write(answer, best, sources, attempt.watch, listen)
        timed = written.answer.model_copy(update={"timings_ms": attempt.watch.timings_ms()})
        return timed, explanation.model_copy(update={"dropped": written.dropped})

    def _found(self, asked: _FactAsked, index: AnyIndex, weighing: Weighing, watch: Stopwatch) -> Attempt:
        """Return what is found for a question for a fact."""
        spent = list[TokenUse]()
        judging = Judging(self.models.confidence_model, self.threshold)
        condense = self._condense(watch, spent.append)
        found = find(weighing, asked.meant, asked.conversation, judging, condense, has_parts=not asked.foreign)
        if asked.foreign and not shares_words(asked.meant, found.plain.chosen):
            found = found._replace(plain=found.plain._replace(confidence=0.0))
        answer = found_answer(asked.text, asked.meant, found, index, self.prompts)
        log_question(answer, Weighed(found.understood, self.threshold, found.signs))
        # The tokens used to write the follow-up out, if a model was asked.
        usage = self._writer.usage_of(sum(spent, TokenUse())) if self._writer and spent else None
        answer = answer.model_copy(update={"usage": usage, "timings_ms": watch.timings_ms()})
        how = explain(found.understood, found.plain.chosen, self.threshold, found.signs, found.plain.reckoned)
        attempt = Attempt(answer, how, found.understood, found.plain.chosen, watch)
        return attempt if answer.citations else attempt._replace(answer=self._withhold(attempt))

    def _condense(self, watch: Stopwatch, spend: Spend) -> Condense | None:
        if (writer := self._writer) is None:
            return None
        return lambda question, turns, rewriting: writer.condenser.condense(question, turns, rewriting, watch, spend)

    def _withhold(self, attempt: Attempt) -> Answer:
        return withhold(attempt.answer, attempt.absence, attempt.understood.graded, self.prompts)


def _read(question: str, filters: Filters) -> tuple[str, Filters]:
    """Return a question as it is understood, and the filters for it; those in the question go before others."""
    asked, own = read_filters(clean_question(question))
    return clean_question(asked), filters | own
