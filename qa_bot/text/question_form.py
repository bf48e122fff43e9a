"""Tell from a question's form what kind of answer it wants, and which names and numbers it has."""

import re
from typing import Literal

from qa_bot.text.english import MONTH, NUMBERS, SCALES, WEEKDAY
from qa_bot.text.terms import STOP_WORDS, fold, is_shortened, word_spans

AnswerType = Literal["person", "time", "number", "place", "reason", "other"]

_TYPES: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        "time",
        re.compile(
            r"\b(when|what (?:year|date|day|month|time|century|decade)|which (?:year|date|day|month)|how long|since when)\b",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"\b(how (?:many|much|old|far|tall|high|large|big|often)|what (?:number|percent\w*|share|amount|price|age|proportion))\b",
            re.I,
        ),
    ),
    (
        "person",
        re.compile(
            r"\b(who|whom|whose|which (?:person|leader|minister|president|official|general|author|player)|what (?:person|leader))\b",
            re.I,
        ),
    ),
    (
        "place",
        re.compile(
            r"\b(where|(?:what|which) (?:city|cities|country|countries|place|town|region|state|capital|location))\b", re.I
        ),
    ),
    ("reason", re.compile(r"\b(why|what (?:caused|causes|led to)|how come|for what reason)\b", re.I)),
)
# "Which courses are on a Saturday", not "which days are you open": things are asked for that something is said of.
_WHICH_THINGS = (
    r"(?:what|which) (?:(?!(?:of|do|does|did|is|was|has) )\w+ ){0,2}?[a-z]{2,}(?<![sui])s (?:are|were|have|had|need|require|cost|can|may|"
    r"must)\b(?! (?:i|we|you|he|she|it|they|the|my|our|your|their|people|members)\b)"
)
_LIST = re.compile(
    r"\b(list|name (?:the|all|two|three|four|five|some)|(?:what|which) (?:are|were)\b|(?:what|which) (?:\w+ ){0,2}(?:countries|nations|states|"
    r"cities|parties|people|leaders|ministers|groups|places|points|steps|measures|conditions|reasons|factors|types|kinds|"
    r"ways|things|examples|topics|issues|terms|names|items)|who are|who were|who (?:all|else)|all (?:the|of))\b|\b"
    + _WHICH_THINGS,
    re.I,
)
_SEVERAL = re.compile(
    r"\b(compare|differ\w*|both|each|respective(?:ly)?|versus|vs|between .+ and|as well as|and (?:what|who|when|where|why|how|which))\b",
    re.I,
)
_OPEN = re.compile(
    r"^\W*(?:what (?:did|do|does|has|have|had|was|were|is|are) .+ (?:agree|announce|say|state|decide|want|propose|call|demand|do|discuss|plan|promise|urge|request)\w*\b|how (?:do|can|does|to)\b|tell me|describe|explain|summari[sz]e)",
    re.I,
)
_NUMBER_WORD = (*NUMBERS, *SCALES, *"dozen half third quarter several couple once twice".split())
_TIME = re.compile(
    rf"\b(?:\d{{4}}s?|\d{{1,2}}(?:st|nd|rd|th)?|{MONTH}|{WEEKDAY}|today|yesterday|tomorrow|morning|evening|night|"
    r"noon|centur\w+|decades?|years?|months?|weeks?|days?|hours?|minutes?|spring|summer|autumn|winter|ago|later|earlier)\b",
    re.I,
)
_NUMBER = re.compile(r"\d|\b(?:" + "|".join(_NUMBER_WORD) + r")\b", re.I)
_REASON = re.compile(
    r"\b(?:because|since|due|as|so|for|to|caus\w+|reason\w*|after|result\w*|led|therefore|thus|order|owing|given)\b", re.I
)
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ]")
# "Mr. ", "J. ": their full stop ends no sentence.
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|No|vs|approx)\.\s")
LONGEST_QUESTION_WORDS = 30


def answer_type(question: str) -> AnswerType:
    """Return the kind of answer a question asks for, by its question words."""
    return next((kind for kind, pattern in _TYPES if pattern.search(question)), "other")


def wants_list(question: str) -> bool:
    """Tell whether a question asks for several things."""
    return bool(_LIST.search(question))


def wants_several_parts(question: str) -> bool:
    """Tell whether a question joins several questions or asks for a comparison."""
    return bool(_SEVERAL.search(question))


def is_open(question: str) -> bool:
    """Tell whether a question asks for a statement or a procedure, not for one fact."""
    return bool(_OPEN.search(question))


def holds_answer_of_type(kind: AnswerType, text: str, question: str) -> bool:
    """Tell whether a text has something of the kind asked for that is not already in the question."""
    known = {fold(question[a:b]) for a, b in word_spans(question)}
    fresh = [text[a:b] for a, b in word_spans(text) if fold(text[a:b]) not in known]
    if kind in ("person", "place"):
        return any(_NAME.match(word) and fold(word) not in STOP_WORDS for word in fresh)
    pattern = {"time": _TIME, "number": _NUMBER, "reason": _REASON}.get(kind)
    return pattern is None or any(pattern.search(word) for word in fresh)


def names(question: str) -> tuple[str, ...]:
    """Return the words of a question that look like names: capitalised, not the first word, not a stop word."""
    spans = list(word_spans(question))
    found = [question[a:b] for i, (a, b) in enumerate(spans) if i > 0 and _NAME.match(question[a])]
    return tuple(word for word in dict.fromkeys(found) if fold(word) not in STOP_WORDS and not is_shortened(word))


def numbers(question: str) -> tuple[str, ...]:
    """Return the words of a question that hold digits."""
    return tuple(dict.fromkeys(question[a:b] for a, b in word_spans(question) if any(c.isdigit() for c in question[a:b])))


def is_one_question(text: str) -> bool:
    """Tell whether a text is a single question as a person types it, and not the words of a search put in a row."""
    stripped = text.strip().rstrip("?")
    has_several = "?" in stripped or re.search(r":\s|[.!]\s+\S", _INITIAL.sub("", stripped)) is not None
    return not has_several and len(stripped.split()) <= LONGEST_QUESTION_WORDS
