"""Let a language model write the answer, and keep the sentences that quotes support."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import Answer, Usage
from qa_bot.errors import ServiceError
from qa_bot.evidence.grading import Graded
from qa_bot.llm.condensing import Condenser
from qa_bot.llm.drafting import draft_sentences
from qa_bot.llm.judging import Judge
from qa_bot.llm.language_model import LanguageModel, TokenUse
from qa_bot.llm.ledger import Ledger
from qa_bot.llm.metering import Metered
from qa_bot.llm.prompting import answer_prompt
from qa_bot.llm.showing import Listener, ignore_sentence
from qa_bot.llm.written import DroppedSentence, Written
from qa_bot.models.protocols import Reader
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.stopwatch import Stopwatch

_logger = logging.getLogger(__name__)


class Writing(NamedTuple):
    """The result of a draft."""

    answer: Answer
    dropped: tuple[DroppedSentence, ...]


class Drafted(NamedTuple):
    """A draft as far as it came, why it went no further, and the tokens it took."""

    written: Written = Written()
    failure: str | None = None
    used: TokenUse = TokenUse()


class Writer:
    """A writer of answers with a language model; with `is_required`, its failure is an error, else the quotes answer.

    `condenser` writes follow-ups out with the same model.
    """

    def __init__(
        self, model: LanguageModel, reader: Reader, prompts: Prompts, ledger: Ledger, is_required: bool = False
    ) -> None:
        self.condenser = Condenser(model, prompts, ledger)
        self._model = model
        self._reader = reader
        self._prompts = prompts
        self._ledger = ledger
        self._is_required = is_required

    def write(
        self,
        extractive: Answer,
        best: Graded,
        passages: Sequence[Passage],
        watch: Stopwatch,
        listen: Listener = ignore_sentence,
    ) -> Writing:
        """Return the answer that the model writes, or the extractive one if the model fails or no sentence is supported.

        A sentence is passed to `listen` once it is verified and the answer is certain to stay, so none is ever withdrawn. What
        the model left out is added as quotes. Raise ServiceError if the model is required and fails.
        """
        if self._ledger.is_spent():
            return self._unavailable(extractive, Drafted(failure="the daily limit is reached (QA_BOT_LLM_DAILY_LIMIT)"))
        system, prompt, sources = answer_prompt(self._model, self._prompts, extractive.standalone_question, passages)
        judge = Judge(self._reader, extractive, best, sources)
        drafted = self._draft(Metered(self._model, system, prompt), judge, watch, listen)
        if not drafted.written.stands:
            return self._unavailable(extractive, drafted) if drafted.failure else self._written(extractive, drafted, {})
        if drafted.failure:
            _logger.warning("the answer was cut short: %s", drafted.failure)
        completed = drafted.written.completed(extractive, best)
        _tell(drafted.written, completed, watch, listen)
        return self._reworded(extractive, drafted._replace(written=completed))

    def usage_of(self, used: TokenUse, before: Usage | None = None) -> Usage:
        """Return tokens with their cost, including those of earlier calls for the same answer."""
        if before:
            used += TokenUse(prompt_tokens=before.prompt_tokens, completion_tokens=before.completion_tokens)
        return Usage(**used.model_dump(), cost=self._ledger.cost_of(used))

    def _draft(self, call: Metered, judge: Judge, watch: Stopwatch, listen: Listener) -> Drafted:
        """Return what the model writes, judged sentence by sentence and told as soon as it stands."""
        written = Written()
        failure: str | None = None
        try:
            with watch.measure("write"):
                for sentence in draft_sentences(call):
                    with watch.measure("verify"):
                        longer = written.with_sentence(judge.judge(sentence))
                    _tell(written, longer, watch, listen)
                    written = longer
        except ServiceError as error:
            failure = str(error)
        finally:
            # Count the tokens however the draft ends, even by Ctrl-C: they must be paid for.
            used = call.used
            self._ledger.add(used)
        return Drafted(written, failure if failure or written.judged else f"{self._model.name} wrote nothing", used)

    def _reworded(self, extractive: Answer, drafted: Drafted) -> Writing:
        written = drafted.written
        reworded: dict[str, object] = {
            "text": " ".join(sentence.marked() for sentence in written.shown),
            "citations": written.verified.citations,
            "mode": "generative",
            "model": self._model.name,
        }
        return self._written(extractive, drafted, reworded)

    def _unavailable(self, extractive: Answer, drafted: Drafted) -> Writing:
        if self._is_required:
            raise ServiceError(f"the language model is required and gave no answer: {drafted.failure}")
        _logger.warning("answered without the language model: %s", drafted.failure)
        notes = filter(None, (extractive.note, self._prompts.say("unavailable")))
        return self._written(extractive, drafted, {"note": "\n".join(notes)})

    def _written(self, extractive: Answer, drafted: Drafted, changes: dict[str, object]) -> Writing:
        """Return the extractive answer with changes, and with what was dropped and used."""
        dropped = drafted.written.dropped
        counted = {"dropped": len(dropped), "usage": self.usage_of(drafted.used, extractive.usage)}
        return Writing(extractive.model_copy(update={**changes, **counted}), dropped)


def _tell(before: Written, after: Written, watch: Stopwatch, listen: Listener) -> None:
    """Pass the sentences on that are shown after a step and were not before."""
    for sentence in after.shown[len(before.shown) :]:
        watch.mark("first_sentence")
        listen(sentence)
