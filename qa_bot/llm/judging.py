"""Judge a sentence that a language model wrote: do quotes support it, and does it answer the question?"""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.evidence.grading import Graded
from qa_bot.llm.drafting import DraftSentence
from qa_bot.llm.markup import markup_in, own_addresses
from qa_bot.llm.showing import overlap, place_of
from qa_bot.models.protocols import HeadedText, Reader
from qa_bot.passage import Passage
from qa_bot.verification.lacks import Lack
from qa_bot.verification.relevance import tells_more
from qa_bot.verification.sources import Quote, Sources
from qa_bot.verification.support import Verdict, find_support

# A sentence answers the question by itself if the reader gives it at least ANSWERS_FROM relevance, or at most ANSWERS_WITHIN
# less than the best piece.
ANSWERS_FROM = -2.0
ANSWERS_WITHIN = 2.0


class Judged(NamedTuple):
    """A sentence of a draft with the quotes that support it; `answers` says whether it answers by itself.

    An answer may begin with it unless it lacks something.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    answers: bool = False
    lacks: tuple[Lack, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether quotes support the sentence."""
        return bool(self.quotes)


class Judge:
    """Judges the sentences of one draft, by its sources, the answer in the documents' own words and the piece that is best."""

    def __init__(self, reader: Reader, extractive: Answer, best: Graded, sources: Sequence[Passage]) -> None:
        self._reader = reader
        self._extractive = extractive
        self._question = extractive.standalone_question
        self._least_relevance = min(ANSWERS_FROM, best.relevance - ANSWERS_WITHIN)
        self._sources = Sources(sources)

    def judge(self, sentence: DraftSentence) -> Judged:
        """Return the sentence with its quotes, and what it lacks to begin an answer."""
        verdict = self._verdict(sentence)
        if not verdict.is_supported:
            return Judged(sentence.text, lacks=verdict.lacks)
        reading = self._reader.read(self._question, [HeadedText("", sentence.text)])[0]
        answers = reading.relevance >= self._least_relevance
        return Judged(sentence.text, verdict.quotes, answers, self._lacks(sentence.text, verdict.quotes, answers))

    def _verdict(self, sentence: DraftSentence) -> Verdict:
        """Return the quotes that support a sentence; none if it has markup, or an address that the quotes lack."""
        if markup := markup_in(sentence.text):
            return Verdict(lacks=(Lack("markup", markup),))
        if foreign := own_addresses(sentence.text, [source.text for source in self._sources.passages]):
            return _foreign(foreign)
        verdict = find_support(self._reader, sentence.text, self._sources, sentence.cited)
        if verdict.is_supported and (foreign := own_addresses(sentence.text, [quote.text for quote in verdict.quotes])):
            return _foreign(foreign)
        return verdict

    def _lacks(self, text: str, quotes: Sequence[Quote], answers: bool) -> tuple[Lack, ...]:
        if not tells_more(self._question, text):
            return (Lack("news"),)
        if not (answers or self._rests_on_answer(quotes)):
            return (Lack("answer"),)
        return ()

    def _rests_on_answer(self, quotes: Sequence[Quote]) -> bool:
        """Tell whether one of the quotes is in the documents' own answer; other true sentences may not answer anything."""
        places = [(quote.passage.source, quote.start, quote.end) for quote in quotes]
        return any(overlap(place, place_of(citation)) for place in places for citation in self._extractive.citations)


def _foreign(addresses: Sequence[str]) -> Verdict:
    return Verdict(lacks=tuple(Lack("address", address) for address in addresses))
