"""Find the quotes that support a sentence, or say why there are none."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from qa_bot.dialogue.names import names_a_role, persons_in
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText, Reader
from qa_bot.passage import Passage
from qa_bot.text.instructions import addresses_a_model
from qa_bot.text.litter import is_item, quotable_sentences
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import word_spans
from qa_bot.verification.checks import coverage, missing_facts, missing_figures
from qa_bot.verification.facts import facts_of
from qa_bot.verification.names import holds_name, missing_names, name_stems
from qa_bot.verification.parts import parts_of

# How many sentences of the sources the cross-encoder reads for one sentence of a draft.
CANDIDATES = 12
# A quote supports a sentence from this logit and this share of its words on (docs/verification.md has what they decide).
MIN_LOGIT = 2.0
MIN_COVERAGE = 0.45
# Several quotes have more words to share.
MIN_JOINED_COVERAGE = 0.55
# How many sentences before a quote may name whom its "he" or "the minister" is.
LOOK_BACK = 4
# How many behind it may say the rest of what a sentence says, and for how many of the best quotes they are read.
LOOK_AHEAD = 2
JOINED = 4
# A sentence draws on a second quote where that one has at least so many of its words for itself, names left out.
OWN_WORDS = 2
# The parts of a sentence that joins several sources are checked one by one; shorter ones are no statements.
SHORTEST_PART_WORDS = 4

_REFERS = re.compile(r"\b(?:he|she|they|his|her|their|it|its|this|these|such)\b|\b(?:the two|both) \w+|^\W*The [a-z]", re.I)
_JOINTS = re.compile(r"\s*;\s*|,?\s+(?:while|whereas|but)\s+|,\s+and\s+|\s+and\s+")


# A quote that holds everything else and says this otherwise speaks against a sentence, whatever others say.
_CONTRADICTS = ("negation",)


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


def find_support(reader: Reader, sentence: str, passages: Sequence[Passage], cited: Sequence[int] = ()) -> Verdict:
    """Return the shortest quotes of the passages that support a sentence, first those of the passages it cites (from 1).

    A citation is a hint, not a proof: the other passages are read as well. Where no single place says it all, every part of
    the sentence must be supported on its own.
    """
    whole = _support_of_one(reader, sentence, passages, cited)
    if whole.is_supported:
        return whole
    parts = [part.strip(" ,.;") for part in _JOINTS.split(sentence)]
    if len(parts) < 2 or any(len(part.split()) < SHORTEST_PART_WORDS for part in parts):
        return whole
    quotes: list[Quote] = []
    for part in parts:
        verdict = _support_of_one(reader, part, passages, cited)
        if not verdict.is_supported:
            return whole
        quotes.extend(quote for quote in verdict.quotes if quote not in quotes)
    return Verdict(quotes=tuple(quotes))


def _support_of_one(reader: Reader, sentence: str, passages: Sequence[Passage], cited: Sequence[int]) -> Verdict:
    candidates = _nearest(sentence, passages, cited)
    if not candidates:
        return Verdict(missing=("nothing like it is in the sources",))
    sources = " ".join(passage.text for passage in passages)
    logits = [reading.relevance for reading in reader.read(sentence, [HeadedText("", quote.text) for quote in candidates])]
    ordered = sorted(zip(logits, candidates, strict=True), key=lambda pair: -pair[0])
    near = [quote for logit, quote in ordered if logit >= MIN_LOGIT]
    nearest_lacks: tuple[str, ...] = ()
    for quote in near:
        lacking = _lacking(sentence, (quote,), sources)
        if not lacking:
            return Verdict(quotes=(quote,))
        nearest_lacks = nearest_lacks or lacking
        if all(words.startswith(_CONTRADICTS) for words in lacking):
            return Verdict(missing=lacking)
    for quote in near[:JOINED]:
        if quotes := _joined(sentence, quote, sources):
            return Verdict(quotes=quotes)
    return Verdict(missing=nearest_lacks or ("nothing near it in the sources",))


def _lacking(sentence: str, quotes: Sequence[Quote], sources: str) -> tuple[str, ...]:
    """Return what quotes lack of a sentence, as words for a person; () where they say it all."""
    texts = [quote.text for quote in quotes]
    if coverage(sentence, " ".join(texts)) < (MIN_COVERAGE if len(quotes) == 1 else MIN_JOINED_COVERAGE):
        return ("too few of its words",)
    if len(quotes) > 1 and not all(_is_held(part, quotes) for part in parts_of(sentence)):
        return ("no single quote holds a part of it",)
    return missing_facts(sentence, texts, sources)


def _is_held(part: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether one of several quotes holds all names and numbers of a part, but for those of whom it speaks."""
    claimed = facts_of(part)
    for quote in quotes:
        if missing_figures(claimed, facts_of(quote.text)):
            continue
        absent = missing_names(part, quote.text)
        if not absent or _is_about(absent, part, quote):
            return True
    return False


def _is_about(names: Sequence[str], sentence: str, quote: Quote) -> bool:
    """Tell whether a quote speaks, by a pronoun or a role, of whom a sentence names before all that it says."""
    refers = is_item(quote.text) or _REFERS.search(quote.text) or names_a_role(quote.text)
    return bool(refers) and _open_the_sentence(names, sentence, quote.text)


def _joined(sentence: str, core: Quote, sources: str) -> tuple[Quote, ...]:
    """Return a quote with one or two others near it that say what only they say, or name whom it speaks of; else ()."""
    beside = [quote for quote in _beside(core) if _helps(sentence, core, quote)]
    for count in (1, 2):
        for added in combinations(beside, count):
            quotes = tuple(sorted((core, *added), key=lambda quote: quote.start))
            if not _lacking(sentence, quotes, sources):
                return quotes
    return ()


def _beside(core: Quote) -> tuple[Quote, ...]:
    """Return the sentences of a passage around one of them, the nearest first; before an item of a list, all of them."""
    sentences = tuple(_sentences(core.passage))
    before = [quote for quote in sentences if quote.end <= core.start]
    after = [quote for quote in sentences if quote.start >= core.end]
    return (*reversed(before if is_item(core.text) else before[-LOOK_BACK:]), *after[:LOOK_AHEAD])


def _helps(sentence: str, core: Quote, other: Quote) -> bool:
    """Tell whether another quote says something of a sentence that the core does not, or names whom the core speaks of."""
    names = name_stems(sentence)
    only_other = content_stems(sentence) & content_stems(other.text) - content_stems(core.text) - names
    if len(only_other) >= OWN_WORDS:
        return True
    absent = missing_names(sentence, core.text)
    named = any(holds_name(name, other.text) for name in absent)
    return named and _is_about(absent, sentence, core) and not _has_rivals(sentence, core, other)


def _has_rivals(sentence: str, core: Quote, other: Quote) -> bool:
    """Tell whether a "he" or "the minister" may be another person than the one that a sentence takes from a quote before it.

    That is so where another person is named later, or first in that quote.
    """
    between = [quote for quote in _sentences(core.passage) if other.end <= quote.start < core.start]
    strangers = [not any(holds_name(word, sentence) for word in person.split()) for person in persons_in(other.text)]
    later = (person for quote in between for person in persons_in(quote.text))
    return strangers[:1] == [True] or any(not any(holds_name(word, sentence) for word in p.split()) for p in later)


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
        if not addresses_a_model(passage.text[start:end]):
            yield Quote(passage=passage, start=passage.start + start, end=passage.start + end, text=passage.text[start:end])
