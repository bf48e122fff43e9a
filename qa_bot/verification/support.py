"""Find the quotes that support a sentence, or say why there are none."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.evidence.pieces import sentences_of
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText, Reader
from qa_bot.passage import Passage, Place
from qa_bot.text.prompt_injection import addresses_a_model
from qa_bot.text.stems import content_stems
from qa_bot.verification.checks import contradictions, coverage, missing_facts
from qa_bot.verification.thresholds import THRESHOLDS, Thresholds

# How many passages, those most relevant to a sentence, are read for its support.
NEAREST = 3
# How many quotes of a passage may support a sentence together.
MOST_QUOTES = 3
# The halves of a sentence that joins several statements are checked one by one; shorter ones are no statements.
SHORTEST_HALF_WORDS = 4

_JOINTS = re.compile(r"\s*;\s*|,?\s+(?:while|whereas|but)\s+|,?\s+and\s+")


class Quote(Frozen):
    """A stretch of a passage's document: `text` is its text[start:end]; `places` are those it needs to be understood."""

    passage: Passage
    start: int
    end: int
    text: str
    places: tuple[Place, ...] = ()


class Verdict(Frozen):
    """The quotes that support a sentence; without any, `missing` says to a person why."""

    quotes: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether the sentence may be shown."""
        return bool(self.quotes)


class Claim(NamedTuple):
    """A sentence to check, what checks it, and the passages it may rest on; `cited` are those it names, from 1."""

    text: str
    reader: Reader
    passages: Sequence[Passage]
    cited: Sequence[int]
    thresholds: Thresholds


class _Support(NamedTuple):
    """How far a text supports a claim, between 0 and 1, whether that is enough, and how relevant the text is."""

    share: float
    is_enough_of_passage: bool
    is_enough_of_quotes: bool
    relevance: float


def find_support(
    reader: Reader,
    sentence: str,
    passages: Sequence[Passage],
    cited: Sequence[int] = (),
    thresholds: Thresholds = THRESHOLDS,
) -> Verdict:
    """Return the fewest quotes of one passage that support a sentence, first those of the passages it cites (from 1).

    A citation is a hint, not a proof: the other passages are read as well. Where no passage says it all, two halves of the
    sentence may each be supported on their own.
    """
    claim = Claim(sentence, reader, passages, cited, thresholds)
    whole = _support_of(claim)
    if whole.is_supported:
        return whole
    for halves in _halves(sentence):
        verdicts = [_support_of(claim._replace(text=half)) for half in halves]
        if all(verdict.is_supported for verdict in verdicts):
            return Verdict(quotes=tuple(dict.fromkeys(quote for verdict in verdicts for quote in verdict.quotes)))
    return whole


def _halves(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a sentence in two where words join statements."""
    for joint in _JOINTS.finditer(sentence):
        first, second = sentence[: joint.start()].strip(" ,.;"), sentence[joint.end() :].strip(" ,.;")
        if min(len(first.split()), len(second.split())) >= SHORTEST_HALF_WORDS:
            yield first, second


def _support_of(claim: Claim) -> Verdict:
    supports = _read(claim, [_evidence(passage) for passage in claim.passages])
    near = sorted(range(len(supports)), key=lambda i: -supports[i].relevance)[:NEAREST]
    cited_first = sorted(near, key=lambda i: i + 1 not in claim.cited)
    held = [claim.passages[i] for i in cited_first if supports[i].is_enough_of_passage]
    if not held:
        lacking = missing_facts(claim.text, [claim.passages[near[0]].text]) if near else ()
        return Verdict(missing=("no passage says this", *lacking))
    verdicts = [_narrowed(claim, passage) for passage in held]
    return next((verdict for verdict in verdicts if verdict.is_supported), verdicts[0])


def _narrowed(claim: Claim, passage: Passage) -> Verdict:
    """Return the fewest sentences of a passage that support a claim and hold its facts; else what they lack."""
    sentences = tuple(_sentences(passage))
    chosen: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()
    if sentences and (against := contradictions(claim.text, _nearest_words(claim.text, sentences).text)):
        return Verdict(missing=against)
    for _ in range(min(MOST_QUOTES, len(sentences))):
        sets = [_in_order(*chosen, quote) for quote in sentences if quote not in chosen]
        supports = _read(claim, [HeadedText(_around(quotes), " ".join(quote.text for quote in quotes)) for quotes in sets])
        ordered = sorted(zip(supports, sets, strict=True), key=lambda pair: -pair[0].share)
        for quotes in (quotes for support, quotes in ordered if support.is_enough_of_quotes):
            lacking = _lacking(claim, passage, quotes)
            if not lacking:
                return Verdict(quotes=quotes)
            missing = missing or lacking
        chosen = ordered[0][1]
    return Verdict(missing=missing or ("no few sentences of a passage say this by themselves",))


def _lacking(claim: Claim, passage: Passage, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return what quotes lack of a claim and what of it they contradict, as words for a person."""
    texts = [text for text in (*(quote.text for quote in quotes), _around(quotes)) if text]
    sources = " ".join(other.text for other in claim.passages)
    against = (words for text in texts for words in contradictions(claim.text, text))
    return (*missing_facts(claim.text, texts, passage.heading(), sources), *against)


def _around(quotes: Sequence[Quote]) -> str:
    """Return what the quotes are shown with and say themselves: a table's header, an introduction; a question says nothing."""
    places = (place for quote in quotes for place in quote.places if place.kind not in ("heading", "question"))
    return "\n".join(dict.fromkeys(place.text for place in places))


def _read(claim: Claim, texts: Sequence[HeadedText]) -> tuple[_Support, ...]:
    """Return how far texts support a claim; where the reader cannot tell, by the share of the claim's words that they hold."""
    least = claim.thresholds
    found = []
    for text, reading in zip(texts, claim.reader.read(claim.text, texts), strict=True):
        if reading.supported is None:
            share = coverage(claim.text, text.text)
            found.append(_Support(share, share >= least.words, share >= least.words, reading.relevance))
        else:
            share = 1 / (1 + math.exp(-reading.supported))
            found.append(_Support(share, share >= least.passage, share >= least.quotes, reading.relevance))
    return tuple(found)


def _evidence(passage: Passage) -> HeadedText:
    """Return a passage without the sentences that give orders to a model: they are evidence for nothing."""
    text = passage.text
    spans = [span for unit, span in sentences_of(passage) if unit.kind != "list"]
    for start, end in sorted(spans, reverse=True):
        if addresses_a_model(passage.slice(start, end)):
            text = text[: start - passage.start] + text[end - passage.start :]
    return HeadedText(passage.heading(), text)


def _nearest_words(sentence: str, quotes: Sequence[Quote]) -> Quote:
    """Return the quote that shares most words with a sentence."""
    wanted = content_stems(sentence)
    return max(quotes, key=lambda quote: len(wanted & content_stems(quote.text)))


def _in_order(*quotes: Quote) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda quote: quote.start))


def _sentences(passage: Passage) -> Iterator[Quote]:
    for unit, (start, end) in sentences_of(passage):
        text = passage.slice(start, end)
        if unit.kind != "list" and not addresses_a_model(text):
            yield Quote(passage=passage, start=start, end=end, text=text, places=unit.context)
