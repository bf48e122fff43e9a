"""What a sentence claims that can be looked up in a quote: dates, numbers with their units, names, what it denies."""

import re
from collections.abc import Iterator
from functools import lru_cache

from qa_bot.frozen import Frozen
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, word_spans
from qa_bot.verification.dates import Date, dates_in

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_NUMBER_WORDS = (
    {word: value for value, word in enumerate(_SMALL)}
    | {word: 10 * value for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
    | {"twice": 2}
)
_MULTIPLIERS = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "k": 10**3,
    "m": 10**6,
    "bn": 10**9,
}
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "per cent": "percent",
    "percentage": "percent",
    "$": "dollar",
    "dollar": "dollar",
    "dollars": "dollar",
    "usd": "dollar",
    "€": "euro",
    "euro": "euro",
    "euros": "euro",
    "eur": "euro",
    "£": "pound",
    "pounds": "pound",
    "km": "kilometre",
    "kilometre": "kilometre",
    "kilometres": "kilometre",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "mile": "mile",
    "miles": "mile",
    "metre": "metre",
    "metres": "metre",
    "meter": "metre",
    "meters": "metre",
    "centimetre": "centimetre",
    "centimetres": "centimetre",
    "centimeter": "centimetre",
    "centimeters": "centimetre",
    "cm": "centimetre",
    "mm": "millimetre",
    "millimetre": "millimetre",
    "millimetres": "millimetre",
    "inch": "inch",
    "inches": "inch",
    "foot": "foot",
    "feet": "foot",
    "gram": "gram",
    "grams": "gram",
    "litre": "litre",
    "litres": "litre",
    "liter": "litre",
    "liters": "litre",
    "gallon": "gallon",
    "gallons": "gallon",
    "acre": "acre",
    "acres": "acre",
    "hectare": "hectare",
    "hectares": "hectare",
    "kg": "kilogram",
    "kilograms": "kilogram",
    "ton": "ton",
    "tons": "ton",
    "tonnes": "ton",
    "second": "second",
    "seconds": "second",
    "minute": "minute",
    "minutes": "minute",
    "hour": "hour",
    "hours": "hour",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "mb": "mb",
    "gb": "gb",
    "tb": "tb",
    "ms": "ms",
}
_AMOUNT = re.compile(
    r"(?P<sign>[$€£])?\s?(?<![\w.])(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|trillion|bn|[km]\b))?"
    r"(?:\s?-?(?P<unit>%|per cent|[a-zA-Z]+))?"
)
_WORDED = re.compile(
    rf"\b(?P<words>(?:(?:{'|'.join((*_NUMBER_WORDS, *_MULTIPLIERS))})(?:[\s-]+(?:and\s+)?|\b))+)(?P<unit>%|per cent|[a-zA-Z]+)?",
    re.I,
)
_DENIALS = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|nothing|cannot|unable|unwilling|unlikely|impossible|lack(?:s|ed|ing)?|"
    r"absence|refus\w*|declin(?:e|es|ed|ing)|den(?:y|ies|ied))\b|n[’']t\b",
    re.I,
)
# A bound denies nothing: "no more than five".
_BOUNDS = re.compile(r"\bnot?(?=\s+(?:more|less|fewer|later|earlier|longer|higher|lower|bigger|larger|smaller)\s+than\b)", re.I)
# A verb of its own ends what a denial before it reaches: "choosing not to speak has no effect".
_FINITE = frozenset("has have had is are was were will would does did can could should must may might".split())
_ONE_BEFORE = re.compile(r"(?:\b(?:every|each|any|no|some|this|that|which|the|another|only|\w+-\w+|other|new|old)\s+)$", re.I)
_ONE_AFTER = re.compile(r"\s*(?:$|[.,;:!?)]|(?:of|another|who|which|that|is|was|has|can|should|must)\b)", re.I)
_SCOPE_ENDS = re.compile(r"[;:]|\b(?:but|however|although|though|while|whereas|because|since|if|unless)\b", re.I)
# How many content words a denial certainly reaches, and how many it may reach.
CORE_WORDS = 2
SCOPE_WORDS = 4


class Amount(Frozen):
    """A number, with its unit where it has a known one."""

    value: float
    unit: str | None = None


class Facts(Frozen):
    """What a text claims.

    `denied` are the stems of the words that a denial certainly reaches, `maybe_denied` those a little further, `asserted` the
    stems of all other words that carry meaning; names are in none of them.
    """

    dates: tuple[Date, ...]
    amounts: tuple[Amount, ...]
    names: tuple[str, ...]
    asserted: frozenset[str]
    denied: frozenset[str]
    maybe_denied: frozenset[str]


@lru_cache(maxsize=2_000)
def facts_of(text: str) -> Facts:
    """Return what a text claims."""
    dated = tuple(dates_in(text))
    rest = _without(text, [(start, end) for start, end, _ in dated])
    names = tuple(dict.fromkeys(_names(rest)))
    asserted, denied, maybe_denied = _polarity(text, frozenset(names))
    return Facts(
        dates=tuple(date for _, _, date in dated),
        amounts=tuple(dict.fromkeys(_amounts(rest))),
        names=names,
        asserted=asserted,
        denied=denied,
        maybe_denied=maybe_denied,
    )


def _names(text: str) -> Iterator[str]:
    """Yield the words that look like names: capitalised, or capitals within; the first word of a text counts too."""
    for start, end in word_spans(text):
        word = text[start:end]
        if any(c.isupper() for c in word) and fold(word) not in STOP_WORDS and not word.isdigit():
            yield word


def _amounts(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        value = float(match["digits"].replace(",", "")) * _MULTIPLIERS.get((match["scale"] or "").lower(), 1)
        yield Amount(value=value, unit=_UNITS.get(match["sign"] or "") or _UNITS.get((match["unit"] or "").lower()))
    for match in _WORDED.finditer(_without(text, [m.span() for m in _AMOUNT.finditer(text)])):
        if match["words"].strip().lower() == "one" and _is_pronoun(text, match.start(), match.end("words")):
            continue
        yield Amount(value=_value(match["words"]), unit=_UNITS.get((match["unit"] or "").lower()))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Tell whether a "one" is no number: "every one", "the 30-year one", "one of them"."""
    return bool(_ONE_BEFORE.search(text[:start]) or _ONE_AFTER.match(text[end:]))


def _value(words: str) -> float:
    """Return the number that words say: "two thousand three hundred and five" is 2305."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _NUMBER_WORDS:
            current += _NUMBER_WORDS[word]
        elif word == "hundred" or word == "dozen":
            current = max(current, 1) * _MULTIPLIERS[word]
        elif word in _MULTIPLIERS:
            total, current = total + max(current, 1) * _MULTIPLIERS[word], 0
    return float(total + current)


def _polarity(text: str, names: frozenset[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    folded_names = {fold(name) for name in names}
    asserted: set[str] = set()
    denied: set[str] = set()
    maybe_denied: set[str] = set()
    reached = previous = 0
    text = _without(text, [match.span() for match in _BOUNDS.finditer(text)])
    for start, end in word_spans(text):
        word, between = text[start:end], text[previous:start]
        previous = end
        if _SCOPE_ENDS.search(between) or _SCOPE_ENDS.fullmatch(word):
            reached = 0
        if word in _FINITE and 0 < reached < SCOPE_WORDS:
            reached = 0
        if _DENIALS.search(word):
            reached = SCOPE_WORDS
            continue
        folded = fold(word)
        if folded in STOP_WORDS or folded in folded_names:
            continue
        group = asserted if not reached else denied if reached > SCOPE_WORDS - CORE_WORDS else maybe_denied
        group.add(stem(folded))
        reached = max(reached - 1, 0)
    return frozenset(asserted), frozenset(denied), frozenset(maybe_denied)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return text
