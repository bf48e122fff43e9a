"""Let a language model write a follow-up out in full, and accept only what brings nothing of its own."""

import logging
from collections.abc import Callable, Sequence

from qa_bot.conversation import Turn
from qa_bot.errors import ServiceError
from qa_bot.llm.language_model import LanguageModel, TokenUse
from qa_bot.llm.ledger import Ledger
from qa_bot.llm.metering import Metered
from qa_bot.llm.prompting import harmless
from qa_bot.prompts import Prompts
from qa_bot.stopwatch import Stopwatch
from qa_bot.understanding.readings import Rewriting
from qa_bot.verification.names import missing_names
from qa_bot.verification.statement import statement_of

LONGEST_QUESTION_CHARS = 300
HISTORY_TURNS = 4
Spend = Callable[[TokenUse], None]
_logger = logging.getLogger(__name__)


class Condenser:
    """Writes follow-ups out with a language model, from the last turns of a conversation."""

    def __init__(self, model: LanguageModel, prompts: Prompts, ledger: Ledger) -> None:
        self._model = model
        self._prompts = prompts
        self._ledger = ledger

    def condense(
        self, question: str, turns: Sequence[Turn], rewriting: Rewriting, watch: Stopwatch, spend: Spend
    ) -> str | None:
        """Return the follow-up as the model writes it out, or None if it fails or adds a name or number.

        In any case, the tokens used are added to the ledger and passed to `spend`.
        """
        if self._ledger.is_spent():
            return None
        said = "\n".join(f"Question: {turn.question}\nAnswer: {turn.answer or '(none)'}" for turn in turns[-HISTORY_TURNS:])
        prompt = self._prompts.say("condense", history=harmless(said), question=harmless(question))
        call = Metered(self._model, self._prompts.say("condense_system"), prompt)
        try:
            with watch.measure("condense"):
                written = _text_of(call)
        finally:
            self._ledger.add(call.reported or TokenUse())
            if call.reported:
                spend(call.reported)
        known = f"{said} {question} {' '.join(rewriting.readings)}"
        return written if written and _brings_nothing(written, known) else None


def _text_of(call: Metered) -> str | None:
    """Return what the model writes, in one line; None if it fails."""
    try:
        return " ".join("".join(call).split()).strip("\"' ")
    except ServiceError as error:
        _logger.warning("the follow-up is understood without the model: %s", error)
        return None


def _brings_nothing(written: str, said: str) -> bool:
    """Tell whether a rewritten question is a question and has no name, number or date that was not said."""
    if len(written) > LONGEST_QUESTION_CHARS or "?" not in written:
        return False
    claimed, known = statement_of(written), statement_of(said)
    is_known_date = all(any(date.is_in(other) for other in known.dates) for date in claimed.dates)
    is_known_amount = all(any(amount.value == other.value for other in known.amounts) for amount in claimed.amounts)
    return is_known_date and is_known_amount and not missing_names(claimed, known)
