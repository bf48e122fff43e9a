"""How much and how binding: "all" where the quote says "most", "must" where it says "may", without its "only if"."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import fold

_ALL = re.compile(r"\b(?:all|every|each|both|no|none)\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|these\s+|those\s+)?(\w+)", re.I)
_PART = re.compile(
    r"\b(?:most|some|many|several|half|few|(?:nearly|almost|not)\s+(?:all|every))\s+(?:of\s+)?"
    r"(?:the\s+|its\s+|their\s+|these\s+|those\s+)?(\w+)",
    re.I,
)
_MUST = re.compile(r"\b(?:must(?! not)|(?:have|has|had) to|required|obliged|compulsory|mandatory|obligatory)\b", re.I)
_MAY = re.compile(r"\b(?:may(?! not)|can(?! not)|optional|voluntary|voluntarily|recommended|free to|need not)\b", re.I)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|nothing|without|cannot|only|unless|neither|nor)\b|n[’']t\b", re.I)
_RESTRICTS = re.compile(r"\b(?:only(?: if)?|unless|except|provided that|as long as|on condition|if)\b", re.I)
# A sentence with one of these names a condition, perhaps in other words.
_CONDITIONS = re.compile(
    r"\b(?:only|unless|except\w*|if|when\w*|once|where|should|in case|provided|as long as|condition|no|not|never|without|"
    r"nothing|just|solely|alone|nobody|exclusively|apart|after|anyone|whoever|had)\b",
    re.I,
)
_BORDER = re.compile(r"[,;:]|\b(?:who|whose|whom|which|that|if|when)\b", re.I)
_CLAUSE = re.compile(r"[;:]|,\s+(?:but|and|which)\s+")
# So many words of what a clause restricts make a sentence speak of it; it names the condition with so large a share of it.
SPOKEN_OF_WORDS = 2
NAMED_SHARE = 0.5


def overstated(sentence: str, quote: str) -> tuple[str, ...]:
    """Return the words with which a sentence says more than a quote: all for most, must for may, may for must."""
    whole = _all_for_most(sentence, quote)
    return (*((whole,) if whole else ()), *_duty(sentence, quote))


def unnamed_condition(sentence: str, quote: str) -> str | None:
    """Return the words of a quote that restrict what a sentence states without a condition; None where none do."""
    if _CONDITIONS.search(sentence):
        return None
    own = content_stems(sentence)
    for restricted, words, condition in (found for clause in _CLAUSE.split(quote) for found in _conditions(clause)):
        lacking = content_stems(condition) - content_stems(restricted)
        is_about_it = len(own & content_stems(restricted)) >= SPOKEN_OF_WORDS
        if is_about_it and lacking and len(own & lacking) < NAMED_SHARE * len(lacking):
            return words
    return None


def _conditions(clause: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a clause restricts, and each of its conditions: with the word that opens it, and without."""
    marks = list(_RESTRICTS.finditer(clause))
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(clause)
        yield clause[: marks[0].start()], clause[mark.start() : end].strip(" ,."), clause[mark.end() : end]


def _all_for_most(sentence: str, quote: str) -> str | None:
    some = {stem(fold(match[1])) for match in _PART.finditer(quote)}
    whole = {stem(fold(match[1])) for match in _ALL.finditer(quote)}
    return next((m.group() for m in _ALL.finditer(sentence) if stem(fold(m[1])) in some - whole), None)


def _duty(sentence: str, quote: str) -> tuple[str, ...]:
    """Return the word with which a sentence turns what may be done into what must be done, or the other way round."""
    turned = []
    for own, other in ((_MUST, _MAY), (_MAY, _MUST)):
        said = own.search(sentence)
        if said and not other.search(sentence) and other.search(quote) and not own.search(quote):
            turned += [] if _DENIES.search(_clause_around(sentence, said)) else [said.group()]
    return tuple(turned)


def _clause_around(sentence: str, match: re.Match[str]) -> str:
    borders = [0, *(border.start() for border in _BORDER.finditer(sentence)), len(sentence)]
    start = max(border for border in borders if border <= match.start())
    return sentence[start : min(border for border in borders if border > match.start())]
