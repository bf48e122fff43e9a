"""Let a language model write the answer, and keep the sentences that quotes support."""

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qa_bot.answer import Answer, Citation, Usage
from qa_bot.answering.contradictions import unsaid_sides
from qa_bot.conversation import Turn
from qa_bot.errors import ServiceError
from qa_bot.evidence.grading import Graded
from qa_bot.frozen import Frozen
from qa_bot.llm.drafting import DraftSentence, draft_sentences
from qa_bot.llm.language_model import CHARS_PER_TOKEN, LanguageModel, TokenUse
from qa_bot.llm.ledger import Ledger
from qa_bot.llm.markup import markup_in, own_addresses
from qa_bot.llm.prompting import answer_prompt, harmless
from qa_bot.llm.showing import Listener, Shown, VerifiedSentence, ignore_sentence
from qa_bot.models.protocols import HeadedText, Reader
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.stopwatch import Stopwatch
from qa_bot.understanding.rewriting import Rewriting
from qa_bot.verification.lacks import Lack
from qa_bot.verification.names import missing_names
from qa_bot.verification.relevance import tells_more
from qa_bot.verification.sources import Quote, Sources
from qa_bot.verification.statement import statement_of
from qa_bot.verification.support import Verdict, find_support

# A sentence answers the question by itself if the reader gives it at least ANSWERS_FROM relevance, or at most ANSWERS_WITHIN
# less than the best piece.
ANSWERS_FROM = -2.0
ANSWERS_WITHIN = 2.0
LONGEST_QUESTION_CHARS = 300
HISTORY_TURNS = 4
# A stretch of a document: source, start, end.
Place = tuple[str, int, int]
_logger = logging.getLogger(__name__)


class DroppedSentence(Frozen):
    """A sentence that is not shown, and why, in readable words."""

    text: str
    missing: tuple[str, ...]


Spend = Callable[[TokenUse], None]


def ignore_use(_: TokenUse) -> None:
    """Do nothing with the tokens of a call."""


class Judged(NamedTuple):
    """A sentence of a draft: do quotes support it, does it answer by itself, and if it is not enough for an answer, why."""

    text: str
    is_supported: bool = False
    answers: bool = False
    why_not: tuple[str, ...] = ()


class Writing(NamedTuple):
    """The result of a draft."""

    answer: Answer
    dropped: tuple[DroppedSentence, ...]


class Writer:
    """A writer of answers with a language model; with `is_required`, its failure is an error, else the quotes answer."""

    def __init__(
        self, model: LanguageModel, reader: Reader, prompts: Prompts, ledger: Ledger, is_required: bool = False
    ) -> None:
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

        A sentence is passed to `listen` once it is verified and the answer is certain to stay, so none is ever withdrawn. The
        best quote is added if the model left it out or no sentence surely answers. Quotes that contradict what was written are
        added too. Raise ServiceError if the model is required and fails.
        """
        if self._ledger.is_spent():
            return self._unavailable(extractive, "the daily limit is reached (QA_BOT_LLM_DAILY_LIMIT)", TokenUse(), ())
        question = extractive.standalone_question
        system, prompt, told = answer_prompt(self._model, self._prompts, question, passages)
        sources = Sources(told)

        def tell(sentence: VerifiedSentence) -> None:
            watch.mark("first_sentence")
            listen(sentence)

        shown = Shown(tell)
        judged: list[Judged] = []
        stream = _Metered(self._model.stream(system, prompt))
        failure: str | None = None
        try:
            with watch.measure("write"):
                for draft in draft_sentences(stream):
                    with watch.measure("verify"):
                        judged.append(self._judge(draft, extractive, best, sources, shown))
        except ServiceError as error:
            failure = str(error)
        finally:
            # Count the tokens however the draft ends, even by Ctrl-C: they must be paid for.
            used = self._used(stream, system + prompt)
            self._ledger.add(used)
        dropped = _not_shown(judged, shown)
        if failure is None and not judged:
            failure = f"{self._model.name} wrote nothing"
        if shown.stands:
            if failure:
                _logger.warning("the answer was cut short: %s", failure)
            for side in unsaid_sides(question, shown.citations, extractive.citations):
                shown.quote(side)
            is_answered = any(one.answers for one in judged)
            for citation in extractive.citations:
                is_told = any(_overlap(_place(citation), _place(told)) for told in shown.citations)
                if _is_of(citation, best) and not (is_told and is_answered):
                    shown.quote(citation)
            return Writing(self._written(extractive, shown, used, len(dropped)), dropped)
        if failure:
            return self._unavailable(extractive, failure, used, dropped)
        kept = extractive.model_copy(update={"dropped": len(dropped), "usage": self.usage_of(used, extractive.usage)})
        return Writing(kept, dropped)

    def condense(
        self, question: str, turns: Sequence[Turn], rewriting: Rewriting, watch: Stopwatch, spend: Spend = ignore_use
    ) -> str | None:
        """Return a follow-up as the model writes it out, or None if it fails or adds a name or number.

        In any case, the tokens used are added to the ledger and passed to `spend`.
        """
        if self._ledger.is_spent():
            return None
        said = "\n".join(f"Question: {turn.question}\nAnswer: {turn.answer or '(none)'}" for turn in turns[-HISTORY_TURNS:])
        prompt = self._prompts.say("condense", history=harmless(said), question=harmless(question))
        stream = _Metered(self._model.stream(self._prompts.say("condense_system"), prompt))
        try:
            with watch.measure("condense"):
                written = " ".join("".join(stream).split()).strip("\"' ")
        except ServiceError as error:
            _logger.warning("the follow-up is understood without the model: %s", error)
            return None
        finally:
            self._ledger.add(stream.use or TokenUse())
            if stream.use:
                spend(stream.use)
        return written if _brings_nothing(written, f"{said} {question} {' '.join(rewriting.readings)}") else None

    def _used(self, stream: "_Metered", sent: str) -> TokenUse:
        """Return the tokens of a call as the service counts them, or an estimate if it was cut short."""
        written = stream.chars // CHARS_PER_TOKEN
        return stream.use or TokenUse(prompt_tokens=self._model.count_tokens(sent), completion_tokens=written)

    def _judge(self, draft: DraftSentence, extractive: Answer, best: Graded, sources: Sources, shown: Shown) -> Judged:
        """Judge a sentence: a supported one is kept, and the first that may answer makes the answer stand."""
        verdict = self._verdict(draft, sources)
        if not verdict.is_supported:
            return Judged(draft.text, why_not=verdict.missing)
        question = extractive.standalone_question
        relevance = self._reader.read(question, [HeadedText("", draft.text)])[0].relevance
        answers = relevance >= min(ANSWERS_FROM, best.relevance - ANSWERS_WITHIN)
        why_not: tuple[str, ...] = ()
        if not shown.stands:
            if not tells_more(question, draft.text):
                why_not = ("the documents say this, but it tells no more than the question does",)
            elif not (answers or _rests_on(verdict.quotes, extractive.citations)):
                why_not = ("the documents say this, but it does not answer the question",)
            shown.stands = not why_not
        shown.add(draft.text, verdict.quotes)
        return Judged(draft.text, is_supported=True, answers=answers, why_not=why_not)

    def _verdict(self, draft: DraftSentence, sources: Sources) -> Verdict:
        """Return the quotes that support a sentence; none if it has markup, or an address that the quotes lack."""
        if markup := markup_in(draft.text):
            return Verdict(lacks=(Lack("markup", markup),))
        if foreign := own_addresses(draft.text, [source.text for source in sources.passages]):
            return Verdict(lacks=tuple(Lack("address", address) for address in foreign))
        verdict = find_support(self._reader, draft.text, sources, draft.cited)
        foreign = own_addresses(draft.text, [quote.text for quote in verdict.quotes]) if verdict.is_supported else ()
        return Verdict(lacks=tuple(Lack("address", address) for address in foreign)) if foreign else verdict

    def _written(self, extractive: Answer, shown: Shown, used: TokenUse, dropped: int) -> Answer:
        return extractive.model_copy(
            update={
                "text": " ".join(sentence.marked() for sentence in shown.sentences),
                "citations": shown.citations,
                "mode": "generative",
                "model": self._model.name,
                "dropped": dropped,
                "usage": self.usage_of(used, extractive.usage),
            }
        )

    def _unavailable(self, extractive: Answer, why: str, used: TokenUse, dropped: tuple[DroppedSentence, ...]) -> Writing:
        if self._is_required:
            raise ServiceError(f"the language model is required and gave no answer: {why}")
        _logger.warning("answered without the language model: %s", why)
        update = {
            "note": self._prompts.say("unavailable"),
            "dropped": len(dropped),
            "usage": self.usage_of(used, extractive.usage),
        }
        return Writing(extractive.model_copy(update=update), dropped)

    def usage_of(self, used: TokenUse, before: Usage | None = None) -> Usage:
        """Return tokens with their cost, including those of earlier calls for the same answer."""
        if before:
            used += TokenUse(prompt_tokens=before.prompt_tokens, completion_tokens=before.completion_tokens)
        return Usage(**used.model_dump(), cost=self._ledger.cost_of(used))


class _Metered:
    """A stream's texts; it keeps the number of tokens that the last piece reports."""

    def __init__(self, pieces: Iterator[object]) -> None:
        self._pieces = pieces
        self.use: TokenUse | None = None
        self.chars = 0

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            self.use = piece.use or self.use  # type: ignore[attr-defined]
            self.chars += len(piece.text)  # type: ignore[attr-defined]
            yield piece.text  # type: ignore[attr-defined]


def _not_shown(judged: Sequence[Judged], shown: Shown) -> tuple[DroppedSentence, ...]:
    """Return the sentences that are withheld: those without support, or all if none answers."""
    withheld = (one for one in judged if not (one.is_supported and shown.stands))
    return tuple(DroppedSentence(text=one.text, missing=one.why_not) for one in withheld)


def _rests_on(quotes: Sequence[Quote], citations: Sequence[Citation]) -> bool:
    """Tell whether one of a sentence's quotes is in the documents' own answer; other true sentences may not answer anything."""
    places = [(quote.passage.source, quote.start, quote.end) for quote in quotes]
    return any(_overlap(place, _place(citation)) for place in places for citation in citations)


def _is_of(citation: Citation, best: Graded) -> bool:
    """Tell whether a citation quotes the piece that answers best."""
    piece = best.evidence
    return _overlap(_place(citation), (piece.passage.source, piece.start, piece.end))


def _place(citation: Citation) -> Place:
    return citation.source, citation.start, citation.end


def _overlap(first: Place, second: Place) -> bool:
    return first[0] == second[0] and first[1] < second[2] and second[1] < first[2]


def _brings_nothing(written: str, said: str) -> bool:
    """Tell whether a rewritten question is a question and has no name, number or date that was not said."""
    if not written or len(written) > LONGEST_QUESTION_CHARS or "?" not in written:
        return False
    claimed, known = statement_of(written), statement_of(said)
    is_known_date = all(any(date.is_in(other) for other in known.dates) for date in claimed.dates)
    is_known_amount = all(any(amount.value == other.value for other in known.amounts) for amount in claimed.amounts)
    names = missing_names(claimed, known)
    return is_known_date and is_known_amount and not names
