"""The straight line from a question to an answer."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import Answer, Reason, Usage
from qa_bot.answering.absence import Absence, absence, nearest_quotes
from qa_bot.answering.composition import compose
from qa_bot.answering.confidence import Confidence
from qa_bot.answering.features import FEATURES, features
from qa_bot.answering.reckoned import CONFIDENCE, answer_from_tables
from qa_bot.answering.rows import is_wrong_row
from qa_bot.answering.selection import in_reading_order, select
from qa_bot.conversation import Conversation
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import asks_the_same
from qa_bot.evidence.weighing import EVIDENCE_FROM, Weighing
from qa_bot.explanation import Explanation, explain
from qa_bot.llm.language_model import TokenUse
from qa_bot.llm.showing import Listener, ignore_sentence
from qa_bot.llm.writing import Spend, Writer
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.retrieval.search import Candidates, Index
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.reader import IndexReader, index_info
from qa_bot.storage.snapshot import StoredDocument
from qa_bot.text.terms import fold
from qa_bot.understanding.cleaning import clean_question
from qa_bot.understanding.follow_up import Condense, understand
from qa_bot.understanding.understood import Understood, rank_passages

CLOSEST = 3
# The least confidence in an answer whose own question is asked word for word.
SURE = 0.95
NEW_CONVERSATION = Conversation()


class Models(NamedTuple):
    """The models that answer."""

    embedder: Embedder
    reader: Reader
    confidence: Confidence

    def weighing(self, index: Index, watch: Stopwatch) -> Weighing:
        """Return the search and grading of an index for one question."""
        return Weighing(index, self.embedder, self.reader, watch)


class Attempt(NamedTuple):
    """The best answer, however unsure, with how it came about and what a writer needs to reword it."""

    answer: Answer
    explanation: Explanation
    understood: Understood
    chosen: tuple[Graded, ...]
    watch: Stopwatch

    @property
    def absence(self) -> Absence:
        """Return what the question asks for that the documents lack, for use if the answer is not given."""
        if not self.answer.index.documents:
            return Absence("empty_index")
        understood = self.understood
        return absence(understood.question, unknown_words(understood.candidates), understood.graded)


class Bot:
    """A bot that answers questions from a published index; safe to use from several threads.

    `min_confidence` replaces the fitted threshold below which the bot abstains: with 0 it answers whenever anything was found.
    `writer` puts the answers into a language model's words, as far as quotes support them.
    """

    def __init__(
        self,
        reader: IndexReader,
        models: Models,
        prompts: Prompts,
        min_confidence: float | None = None,
        writer: Writer | None = None,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._models = models
        self.prompts = prompts
        self._min_confidence = min_confidence

    def converse(
        self, question: str, conversation: Conversation = NEW_CONVERSATION, question_id: str | int | None = None
    ) -> tuple[Answer, Conversation]:
        """Return the answer to the next question of a conversation, and the conversation with it."""
        answer = self.ask(question, conversation, question_id)
        return answer, conversation.with_answer(answer)

    def document(self, source: str) -> StoredDocument | None:
        """Return a document of the index by its name, with the text in which the offsets of citations count."""
        with self._reader.snapshot() as index:
            return index.document(source)

    def ask(self, question: str, conversation: Conversation = NEW_CONVERSATION, question_id: str | int | None = None) -> Answer:
        """Return the answer to a question; raise UsageError when it is empty or far too long."""
        return self.explain(question, conversation, question_id)[0]

    def explain(
        self,
        question: str,
        conversation: Conversation = NEW_CONVERSATION,
        question_id: str | int | None = None,
        listen: Listener = ignore_sentence,
    ) -> tuple[Answer, Explanation]:
        """Return the answer and how it came about; a writer's sentences reach `listen` as they are verified."""
        return self.finish(self.attempt(question, conversation, question_id), listen)

    def attempt(
        self, question: str, conversation: Conversation = NEW_CONVERSATION, question_id: str | int | None = None
    ) -> Attempt:
        """Return the best answer, however unsure, in the documents' words; it abstains only if nothing was found.

        If the question may mean several things that the documents answer differently, the answer lists them as `readings`.
        """
        asked = clean_question(question)
        watch = Stopwatch()
        spent: list[TokenUse] = []
        with self._reader.snapshot() as index:
            weighing = self._models.weighing(index, watch)
            understood = understand(weighing, asked, conversation, self._condense(watch, spent.append))
            inputs, confidence = assess(weighing, self._models, understood)
            chosen = in_reading_order(select(understood.question, understood.graded)) if understood.graded else ()
            reckoned = answer_from_tables(index, understood.question, understood.candidates.passages[:EVIDENCE_FROM])
            if reckoned:
                confidence, chosen = CONFIDENCE, ()
            elif chosen and is_wrong_row(understood.question, chosen[0], understood.graded):
                confidence = 0.0
            elif any(asks_the_same(understood.question, piece.evidence) for piece in chosen):
                confidence = max(confidence, SURE)
            text, citations = reckoned or compose(understood.question, chosen)
            answer = Answer(
                id=question_id,
                question=asked,
                standalone_question=understood.question,
                status="answered",
                text=text,
                confidence=confidence,
                citations=citations,
                retrieved=rank_passages(understood),
                readings=understood.rivals,
                usage=self._usage(spent),
                index=index_info(index.generation),
            )
        answer = answer.model_copy(update={"timings_ms": watch.timings_ms()})
        explanation = explain(understood, chosen, self.threshold, inputs)
        attempt = Attempt(answer, explanation, understood, chosen, watch)
        return attempt if citations else attempt._replace(answer=self._withhold(attempt))

    def finish(self, attempt: Attempt, listen: Listener = ignore_sentence) -> tuple[Answer, Explanation]:
        """Return the final result of an attempt: an answer, in the writer's words if there is a writer, or an abstention."""
        answer, explanation = self.settle(attempt), attempt.explanation
        if self._writer is None or answer.status != "answered" or not attempt.chosen:
            return answer, explanation
        best = attempt.understood.graded[0]
        sources = _sources(attempt.understood, attempt.chosen)
        written = self._writer.write(answer, best, sources, attempt.watch, listen)
        timed = written.answer.model_copy(update={"timings_ms": attempt.watch.timings_ms()})
        return timed, explanation.model_copy(update={"dropped": written.dropped})

    def _condense(self, watch: Stopwatch, spend: Spend) -> Condense | None:
        if self._writer is None:
            return None
        writer = self._writer
        return lambda question, turns, rewriting: writer.condense(question, turns, rewriting, watch, spend)

    def _usage(self, spent: Sequence[TokenUse]) -> Usage | None:
        """Return the tokens used to write the follow-up out; None if no model was asked."""
        return self._writer.usage_of(sum(spent, TokenUse())) if self._writer and spent else None

    def settle(self, attempt: Attempt) -> Answer:
        """Return the answer of an attempt if it is sure enough, else an abstention or a question back."""
        answer = attempt.answer
        if answer.status == "abstained":
            return answer
        if answer.confidence < self.threshold:
            return self._withhold(attempt)
        return self._ask_back(answer) if answer.readings else answer

    def _withhold(self, attempt: Attempt) -> Answer:
        lacking = attempt.absence
        silent = _unanswered(attempt.answer, lacking.reason, self._say_absence(lacking), ())
        return silent.model_copy(update={"nearest": nearest_quotes(attempt.understood.graded)})

    def _say_absence(self, lacking: Absence) -> str:
        if lacking.missing and lacking.known:
            return self.prompts.say("other_range", missing=lacking.missing, known=lacking.known)
        if lacking.missing:
            return self.prompts.say("other_subject", missing=lacking.missing)
        return self.prompts.say(lacking.reason if lacking.reason in ("false_premise", "empty_index") else "abstained")

    def _ask_back(self, answer: Answer) -> Answer:
        offered = "\n".join(f"{number}. {reading}" for number, reading in enumerate(answer.readings, 1))
        asked = answer.model_copy(update={"standalone_question": answer.question})
        return _unanswered(asked, "ambiguous", self.prompts.say("ambiguous", readings=offered), answer.readings)

    @property
    def threshold(self) -> float:
        """Return the confidence below which the bot abstains."""
        if self._min_confidence is not None:
            return self._min_confidence
        return self._models.confidence.model_for(self._models.reader.name).threshold


def _sources(understood: Understood, chosen: Sequence[Graded]) -> tuple[Passage, ...]:
    """Return the passages to write from: those of the plain answer first, then those with the best pieces, then the found ones.

    The plain answer may quote a near-copy that contradicts; of the others, only the first of a group of near-copies is given.
    """
    graded = [piece.evidence.passage for piece in (*chosen, *understood.graded)]
    found = [candidate.passage for candidate in understood.candidates.passages]
    return tuple({passage.chunk_id: passage for passage in (*graded, *found)}.values())


def _unanswered(answer: Answer, reason: Reason, text: str, readings: tuple[str, ...]) -> Answer:
    near = tuple(dict.fromkeys(passage.source for passage in answer.retrieved))[:CLOSEST]
    return answer.model_copy(
        update={
            "status": "abstained",
            "reason": reason,
            "text": text,
            "citations": (),
            "closest": near,
            "readings": readings,
        }
    )


def assess(weighing: Weighing, models: Models, understood: Understood) -> tuple[dict[str, float], float]:
    """Return the features of the confidence, by name, and the confidence, between 0 and 1."""
    if not understood.graded:
        return {}, 0.0
    model = models.confidence.model_for(models.reader.name)
    scalars = features(understood.question, understood.graded, weighing.weight)
    named = dict(zip(FEATURES, (float(x) for x in scalars), strict=True))
    return named, model.probability(scalars)


def unknown_words(candidates: Candidates) -> frozenset[str]:
    """Return the folded words of the question that no document has, except those that may be misspelt."""
    misspelt = {fold(typed) for typed, _ in candidates.corrections}
    return frozenset(fold(word) for word in candidates.unknown) - misspelt
