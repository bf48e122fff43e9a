"""Find the quotes that support a sentence, or say why there are none."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText, Reader, Reading
from qa_bot.verification.checks import contradictions, coverage, missing_facts
from qa_bot.verification.lacks import Lack
from qa_bot.verification.sources import Quote, Source, Sources
from qa_bot.verification.statement import Statement, statement_of
from qa_bot.verification.thresholds import THRESHOLDS, Thresholds

# How many passages, those most relevant to a sentence, are read for its support.
NEAREST = 3
# How many quotes of a passage may support a sentence together.
MOST_QUOTES = 2
# The share of the threshold that the passage alone must reach: below it no quotes make up for the rest.
LEAST_OF_PASSAGE = 0.33


class Verdict(Frozen):
    """The quotes that support a sentence; without any, what it lacks."""

    quotes: tuple[Quote, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether the sentence may be shown."""
        return bool(self.quotes)


class _Claim(NamedTuple):
    """A sentence to check, what checks it, and the passages it may rest on."""

    statement: Statement
    reader: Reader
    sources: Sources
    thresholds: Thresholds


class _Support(NamedTuple):
    """How strongly a text supports a claim, and how relevant it is.

    `strength` is the log odds that it supports the claim less those that it refutes it; where `is_told` is False the reader tells
    neither, and it is the share of the claim's words that the text holds.
    """

    strength: float
    relevance: float
    is_told: bool


def find_support(
    reader: Reader,
    sentence: str,
    sources: Sources,
    cited: Sequence[int] = (),
    thresholds: Thresholds = THRESHOLDS,
) -> Verdict:
    """Return the fewest quotes of one passage that support a sentence, first those of the passages it cites (from 1).

    A citation is a hint, not a proof: the other passages are read as well.
    """
    claim = _Claim(statement_of(sentence), reader, sources, thresholds)
    supports = _read(claim, [source.evidence for source in sources.each])
    near = sorted(range(len(supports)), key=lambda i: -supports[i].relevance)[:NEAREST]
    cited_first = sorted(near, key=lambda i: i + 1 not in cited)
    verdicts: list[Verdict] = []
    for i in (i for i in cited_first if _may_be_enough(claim, supports[i])):
        verdicts.append(_narrowed(claim, sources.each[i], supports[i]))
        if verdicts[-1].is_supported:
            return verdicts[-1]
    return verdicts[0] if verdicts else Verdict(lacks=_lacking_everywhere(claim, near))


def _lacking_everywhere(claim: _Claim, near: Sequence[int]) -> tuple[Lack, ...]:
    """Return that no passage supports a claim, and which of its facts the passage nearest to it lacks."""
    facts = missing_facts(claim.statement, statement_of(claim.sources.passages[near[0]].text)) if near else ()
    return (Lack("passage"), *facts)


def _narrowed(claim: _Claim, source: Source, of_passage: _Support) -> Verdict:
    """Return the fewest sentences of a passage that support a claim and hold its facts; else what they lack."""
    sentences = source.quotes
    chosen: tuple[Quote, ...] = ()
    lacks: tuple[Lack, ...] = ()
    if sentences and (against := contradictions(claim.statement, _nearest_words(claim.statement, sentences))):
        return Verdict(lacks=against)
    for _ in range(min(MOST_QUOTES, len(sentences))):
        sets = [_in_order(*chosen, quote) for quote in sentences if quote not in chosen]
        supports = _read(claim, [HeadedText(_around(quotes), " ".join(quote.text for quote in quotes)) for quotes in sets])
        ordered = sorted(zip(supports, sets, strict=True), key=lambda pair: -pair[0].strength)
        for quotes in (quotes for support, quotes in ordered if _is_enough(claim, of_passage, support)):
            lacking = _lacking(claim, source, quotes)
            if not lacking:
                return Verdict(quotes=quotes)
            lacks = lacks or lacking
        chosen = ordered[0][1]
    return Verdict(lacks=lacks or (Lack("clearness"),))


def _may_be_enough(claim: _Claim, of_passage: _Support) -> bool:
    """Tell whether a passage supports a claim so strongly that quotes out of it may be enough."""
    least = claim.thresholds.support * LEAST_OF_PASSAGE if of_passage.is_told else claim.thresholds.words
    return of_passage.strength >= least


def _is_enough(claim: _Claim, of_passage: _Support, of_quotes: _Support) -> bool:
    """Tell whether a passage and the quotes out of it together support a claim strongly enough."""
    if of_passage.is_told:
        return of_passage.strength + of_quotes.strength >= claim.thresholds.support
    return min(of_passage.strength, of_quotes.strength) >= claim.thresholds.words


def _lacking(claim: _Claim, source: Source, quotes: Sequence[Quote]) -> tuple[Lack, ...]:
    """Return what quotes lack of a claim and what of it they contradict."""
    texts = [text for text in (*(quote.text for quote in quotes), _around(quotes)) if text]
    against = (lack for text in texts for lack in contradictions(claim.statement, statement_of(text)))
    facts = missing_facts(claim.statement, statement_of(" ".join(texts)), source.heading, claim.sources.text)
    return (*facts, *against)


def _around(quotes: Sequence[Quote]) -> str:
    """Return what the quotes are shown with and say themselves: a table's header, an introduction; a question says nothing."""
    places = (place for quote in quotes for place in quote.places if place.kind not in ("heading", "question"))
    return "\n".join(dict.fromkeys(place.text for place in places))


def _read(claim: _Claim, texts: Sequence[HeadedText]) -> tuple[_Support, ...]:
    """Return how strongly texts support a claim."""
    readings = claim.reader.read(claim.statement.text, texts)
    return tuple(_support(claim, text, reading) for text, reading in zip(texts, readings, strict=True))


def _support(claim: _Claim, text: HeadedText, reading: Reading) -> _Support:
    if reading.supported is None:
        return _Support(coverage(claim.statement, statement_of(text.text)), reading.relevance, is_told=False)
    return _Support(reading.supported - (reading.refuted or 0.0), reading.relevance, is_told=True)


def _nearest_words(sentence: Statement, quotes: Sequence[Quote]) -> Statement:
    """Return the quote that shares most words with a sentence."""
    return max((statement_of(quote.text) for quote in quotes), key=lambda quote: len(sentence.stems & quote.stems))


def _in_order(*quotes: Quote) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: quote.start))
