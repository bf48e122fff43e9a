"""Find the quotes that support a sentence, or say why there are none."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.dialogue.names import names_a_role
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Reranker
from qa_bot.passage import Passage
from qa_bot.text.litter import is_item, quotable_sentences
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import word_spans
from qa_bot.verification.checks import coverage, missing_facts, missing_names

# How many sentences of the sources the cross-encoder reads for one sentence of a draft.
CANDIDATES = 12
# A quote supports a sentence from this logit and this share of its words on (docs/verification.md has what they decide).
MIN_LOGIT = 2.0
MIN_COVERAGE = 0.34
# How many sentences before a quote may name whom its "he" or "the minister" is.
LOOK_BACK = 4
# The parts of a sentence that joins several sources are checked one by one; shorter ones are no statements.
SHORTEST_PART_WORDS = 4

_REFERS = re.compile(r"\b(?:he|she|they|his|her|their)\b|\b(?:the two|both) \w+", re.I)
_JOINTS = re.compile(r"\s*;\s*|,?\s+(?:while|whereas|but)\s+|,\s+and\s+|\s+and\s+")
_NAME_MARK, _ATTRIBUTION_MARK = "name ", "attribution to "


class Quote(Frozen):
    """Be a stretch of a passage's document: `text` is its text[start:end]."""

    passage: Passage
    start: int
    end: int
    text: str


class Verdict(Frozen):
    """Say which quotes support a sentence; without any, `missing` says what the nearest quote lacks."""

    quotes: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether the sentence may be shown."""
        return bool(self.quotes)


def find_support(reranker: Reranker, sentence: str, passages: Sequence[Passage], cited: Sequence[int] = ()) -> Verdict:
    """Return the shortest quotes of the passages that support a sentence, first those of the passages it cites (from 1).

    A citation is a hint, not a proof: the other passages are read as well. Where no single place says it all, every part of
    the sentence must be supported on its own.
    """
    whole = _support_of_one(reranker, sentence, passages, cited)
    if whole.is_supported:
        return whole
    parts = [part.strip(" ,.;") for part in _JOINTS.split(sentence)]
    if len(parts) < 2 or any(len(part.split()) < SHORTEST_PART_WORDS for part in parts):
        return whole
    quotes: list[Quote] = []
    for part in parts:
        verdict = _support_of_one(reranker, part, passages, cited)
        if not verdict.is_supported:
            return whole
        quotes.extend(quote for quote in verdict.quotes if quote not in quotes)
    return Verdict(quotes=tuple(quotes))


def _support_of_one(reranker: Reranker, sentence: str, passages: Sequence[Passage], cited: Sequence[int]) -> Verdict:
    candidates = _nearest(sentence, passages, cited)
    if not candidates:
        return Verdict(missing=("nothing like it is in the sources",))
    logits = reranker.score(sentence, [quote.text for quote in candidates]).logits
    ordered = sorted(zip(logits, candidates, strict=True), key=lambda pair: -float(pair[0]))
    nearest_lacks: tuple[str, ...] = ()
    for logit, quote in ordered:
        lacking = _lacking(float(logit), sentence, quote)
        if not lacking:
            return Verdict(quotes=(quote,))
        if quotes := _with_naming_sentence(sentence, quote, lacking):
            return Verdict(quotes=quotes)
        nearest_lacks = nearest_lacks or lacking
    return Verdict(missing=nearest_lacks)


def _lacking(logit: float, sentence: str, quote: Quote) -> tuple[str, ...]:
    if logit < MIN_LOGIT:
        return ("nothing near it in the sources",)
    if coverage(sentence, quote.text) < MIN_COVERAGE:
        return ("too few of its words",)
    return missing_facts(sentence, quote.text)


def _with_naming_sentence(sentence: str, quote: Quote, lacking: Sequence[str]) -> tuple[Quote, ...]:
    """Return a quote with the sentence before it that names whom it speaks of, where only that was missing; else ()."""
    names = [words.removeprefix(_NAME_MARK) for words in lacking if words.startswith(_NAME_MARK)]
    only_names = all(words.startswith((_NAME_MARK, _ATTRIBUTION_MARK)) for words in lacking)
    is_listed = is_item(quote.text)
    refers = is_listed or _REFERS.search(quote.text) or names_a_role(quote.text)
    if not names or not only_names or not refers or not _open_the_sentence(names, sentence, quote.text):
        return ()
    before = [earlier for earlier in _sentences(quote.passage) if earlier.end <= quote.start]
    for earlier in reversed(before if is_listed else before[-LOOK_BACK:]):
        if not missing_names(sentence, f"{earlier.text} {quote.text}"):
            return (earlier, quote)
    return ()


def _open_the_sentence(names: Sequence[str], sentence: str, quote: str) -> bool:
    """Tell whether names stand before everything that a sentence shares with a quote: whom it speaks of, not what it says."""
    held = content_stems(quote)
    shared = (start for start, end in word_spans(sentence) if content_stems(sentence[start:end]) & held)
    first_shared = min(shared, default=len(sentence))
    return all(sentence.find(name) < first_shared for name in names)


def _nearest(sentence: str, passages: Sequence[Passage], cited: Sequence[int]) -> tuple[Quote, ...]:
    """Return the sentences of the passages that share most words with a sentence, those of cited passages before others."""
    wanted = content_stems(sentence)
    found = []
    for number, passage in enumerate(passages, 1):
        for quote in _sentences(passage):
            shared = len(wanted & content_stems(quote.text)) / max(len(wanted), 1)
            if shared:
                found.append((shared + (0.1 if number in cited else 0.0), quote))
    return tuple(quote for _, quote in sorted(found, key=lambda pair: -pair[0])[:CANDIDATES])


def _sentences(passage: Passage) -> Iterator[Quote]:
    for start, end in quotable_sentences(passage.text):
        yield Quote(passage=passage, start=passage.start + start, end=passage.start + end, text=passage.text[start:end])
