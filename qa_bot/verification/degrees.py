"""How much and how binding: "all" where the quote says "most", "must" where it says "may", without its "only if"."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

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


class Duty(NamedTuple):
    """A word that says what must or may be done; `is_denied` says that its clause has a denial or a limit."""

    word: str
    is_denied: bool


class Condition(NamedTuple):
    """A condition of a clause in its words: the stems of what it restricts, and those that it adds."""

    words: str
    restricted: frozenset[str]
    added: frozenset[str]


class Degrees(NamedTuple):
    """How much and how binding a text says something.

    `whole` are its words for all of something, with the stem of what that is; `parts` are the stems of what it says something
    about in part.
    """

    whole: tuple[tuple[str, str], ...]
    parts: frozenset[str]
    must: Duty | None
    may: Duty | None
    is_conditional: bool
    conditions: tuple[Condition, ...]


def degrees_of(text: str) -> Degrees:
    """Return how much and how binding a text says something."""
    return Degrees(
        whole=tuple((match.group(), stem(fold(match[1]))) for match in _ALL.finditer(text)),
        parts=frozenset(stem(fold(match[1])) for match in _PART.finditer(text)),
        must=_duty(_MUST, text),
        may=_duty(_MAY, text),
        is_conditional=_CONDITIONS.search(text) is not None,
        conditions=tuple(found for clause in _CLAUSE.split(text) for found in _conditions(clause)),
    )


def overstated(claimed: Degrees, quoted: Degrees) -> tuple[str, ...]:
    """Return the words with which a sentence says more than a quote: all for most, must for may, may for must."""
    whole = _all_for_most(claimed, quoted)
    return (*((whole,) if whole else ()), *_other_duty(claimed, quoted))


def unnamed_condition(claimed: Degrees, stems: frozenset[str], quoted: Degrees) -> str | None:
    """Return the words of a quote that restrict what a sentence with these stems states without a condition; None without any."""
    if claimed.is_conditional:
        return None
    for condition in quoted.conditions:
        is_about_it = len(stems & condition.restricted) >= SPOKEN_OF_WORDS
        if is_about_it and condition.added and len(stems & condition.added) < NAMED_SHARE * len(condition.added):
            return condition.words
    return None


def _conditions(clause: str) -> Iterator[Condition]:
    """Yield the conditions of a clause, each up to the next one."""
    marks = list(_RESTRICTS.finditer(clause))
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(clause)
        restricted = content_stems(clause[: marks[0].start()])
        added = content_stems(clause[mark.end() : end]) - restricted
        yield Condition(clause[mark.start() : end].strip(" ,."), restricted, added)


def _all_for_most(claimed: Degrees, quoted: Degrees) -> str | None:
    whole = {stem for _, stem in quoted.whole}
    return next((words for words, stem in claimed.whole if stem in quoted.parts - whole), None)


def _other_duty(claimed: Degrees, quoted: Degrees) -> Iterator[str]:
    """Yield the word with which a sentence turns what may be done into what must be done, or the other way round."""
    if claimed.must and not claimed.may and quoted.may and not quoted.must and not claimed.must.is_denied:
        yield claimed.must.word
    if claimed.may and not claimed.must and quoted.must and not quoted.may and not claimed.may.is_denied:
        yield claimed.may.word


def _duty(pattern: re.Pattern[str], text: str) -> Duty | None:
    said = pattern.search(text)
    return Duty(said.group(), _DENIES.search(_clause_around(text, said)) is not None) if said else None


def _clause_around(text: str, match: re.Match[str]) -> str:
    borders = [0, *(border.start() for border in _BORDER.finditer(text)), len(text)]
    start = max(border for border in borders if border <= match.start())
    return text[start : min(border for border in borders if border > match.start())]
