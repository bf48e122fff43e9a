"""The names of a sentence, and whether a quote holds them in any spelling."""

import re
from collections.abc import Sequence

from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import fold, word_spans
from qa_bot.text.word_families import are_related
from qa_bot.verification.facts import facts_of

# Words that open a sentence without being names.
OPENERS = frozenset(
    """according additionally all also although another any and as at because before after both but by despite during each
    either even every few finally first following furthermore given half hence here however in indeed instead it its last
    later like many meanwhile more moreover most neither nevertheless next nobody none once one only other over rather second
    several similarly since some still such that the their then there therefore these they third this those though through
    throughout thus today together two under unlike until upon what when where whereas whether which while who with within
    without yes yet three four five six seven eight nine ten overall specifically notably people anyone everyone""".split()
)
# What a word that opens a sentence may end in without being a name, where the sources do not have it as one.
_FORMS = ("ing", "ed", "ly")
_VOWELS = str.maketrans("", "", "aeiouy")
SHORTEST_TRANSLITERATED = 5
# Countries whose people and language have names of another stem.
_DEMONYMS = frozenset(
    frozenset(pair.split("/"))
    for pair in """france/french turkey/turkish wales/welsh spain/spanish greece/greek denmark/danish netherlands/dutch
    holland/dutch switzerland/swiss britain/british uk/british kingdom/british england/english ireland/irish poland/polish
    scotland/scottish cyprus/cypriot thailand/thai philippines/filipino emirates/emirati us/american america/american
    usa/american states/american finland/finnish sweden/swedish portugal/portuguese iraq/iraqi yemen/yemeni oman/omani
    qatar/qatari kuwait/kuwaiti peru/peruvian congo/congolese norway/norwegian lebanon/lebanese flanders/flemish
    uae/emirati eu/european union/european czechia/czech""".split()
)


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two folded words name the same: alike, of one family, another spelling, or a country and its people."""
    return (
        first == second
        or are_related(first, second)
        or are_transliterations(first, second)
        or frozenset((first, second)) in _DEMONYMS
    )


def are_transliterations(first: str, second: str) -> bool:
    """Tell whether two names differ in vowels alone, as transliterations do: Serraj and Sarraj, Sergei and Sergey."""
    if min(len(first), len(second)) < SHORTEST_TRANSLITERATED or first[0] != second[0]:
        return False
    bones = first.translate(_VOWELS)
    return len(bones) > 1 and bones == second.translate(_VOWELS)


def opening_is_common(sentence: str, sources: str) -> bool:
    """Tell whether the word that opens a sentence is no name: a function word, or one that the sources have in lower case."""
    span = next(word_spans(sentence), None)
    if span is None:
        return True
    word = sentence[slice(*span)]
    folded = fold(word)
    if folded in OPENERS:
        return True
    if any(c.isupper() for c in word[1:]) or not word[:1].isupper():
        return False
    if any(stem(fold(found)) == stem(folded) for found in re.findall(rf"\b{re.escape(folded[:3])}\w*", sources)):
        return True
    as_name = re.search(rf"[\w,;] {re.escape(word)}\b", sources)
    return folded.endswith(_FORMS) and as_name is None


def names_of(sentence: str, is_opening_common: bool) -> tuple[str, ...]:
    """Return the names of a sentence; a word that opens it counts unless it is a common one."""
    names = facts_of(sentence).names
    span = next(word_spans(sentence), None)
    if not is_opening_common or span is None:
        return names
    opening = sentence[slice(*span)]
    again = opening in (sentence[a:b] for a, b in list(word_spans(sentence))[1:])
    return tuple(name for name in names if name != opening or again)


def name_stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that look like names."""
    return frozenset(stem(fold(name)) for name in facts_of(text).names)


def missing_names(sentence: str, quote: str, sources: str = "") -> tuple[str, ...]:
    """Return the names of a sentence that a quote does not hold in any spelling.

    The word that opens a sentence is a name only where the quote or the sources have it as one inside a sentence.
    """
    held = content_stems(quote)
    names = names_of(sentence, not _opens_with_a_name(sentence, f"{quote} {sources}"))
    absent = [name for name in names if stem(fold(name)) not in held and not holds_name(name, quote)]
    covered = _said_by_initials(sentence, quote) if absent else frozenset()
    return tuple(name for name in absent if name not in covered)


def _opens_with_a_name(sentence: str, sources: str) -> bool:
    """Tell whether sources have the word that opens a sentence as a name: with a capital inside a sentence of theirs."""
    span = next(word_spans(sentence), None)
    if span is None:
        return False
    word = sentence[slice(*span)]
    is_initialism = any(c.isupper() for c in word[1:])
    return is_initialism or re.search(rf"[\w,;] {re.escape(word)}\b", sources) is not None


def holds_name(name: str, text: str) -> bool:
    """Tell whether a text holds a word of a name: itself, a word of its family, another spelling, or its people."""
    wanted = fold(name)
    spans = list(word_spans(text))
    return any(
        fold(text[a:b]) == wanted or (text[a].isupper() and is_same_name(fold(text[a:b]), wanted)) for a, b in spans
    ) or _joined(wanted) in _joined_words(text)


def _joined(word: str) -> str:
    return word.replace("-", "").replace(".", "")


def _joined_words(text: str) -> frozenset[str]:
    """Return the words of a text as they are when their points and hyphens are left out: "A.P." and "AP" are one."""
    return frozenset(_joined(fold(part)) for part in text.split())


def initials_of(words: Sequence[str]) -> str:
    """Return the initials of a name's words: "United Nations" is "un"."""
    return "".join(word[0] for word in words if word)


def _said_by_initials(sentence: str, quote: str) -> frozenset[str]:
    """Return the words of names of which the quote has the initials ("United Nations": UN), and initials it has the words of."""
    quoted = {fold(quote[a:b]) for a, b in word_spans(quote)}
    found: set[str] = set()
    for words in capitalised_runs(sentence):
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if initials_of([fold(word) for word in words[start:end]]) in quoted:
                    found.update(words[start:end])
    known = {
        initials_of([fold(word) for word in words[a:b]])
        for words in capitalised_runs(quote)
        for a in range(len(words))
        for b in range(a + 2, len(words) + 1)
    }
    found.update(name for name in facts_of(sentence).names if len(name) > 1 and fold(name) in known)
    return frozenset(found)


def capitalised_runs(text: str) -> list[list[str]]:
    """Return the runs of capitalised words of a text, "of" and "the" between them left out."""
    found = re.findall(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s+(?:of\s+|the\s+|and\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]*)+", text)
    return [[word for word in re.findall(r"[\w’'-]+", run) if word[0].isupper()] for run in found]
