"""Numbers in running text, in digits or in words, with their units: "1,250 people", "two thousand", "12 km"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_bot.text.english import NUMBERS, SCALES
from qa_bot.text.terms import blanked

NUMBER_WORDS = {**NUMBERS, "twice": 2}
_MULTIPLIERS = {**SCALES, "dozen": 12, "k": 10**3, "m": 10**6, "bn": 10**9}
# The units by how they are written.
_WRITTEN = {
    "percent": "%|percent|per cent|percentage",
    "dollar": "$|dollar|dollars|usd",
    "euro": "€|euro|euros|eur",
    "pound": "£|pounds",
    "kilometre": "km|kilometre|kilometres|kilometer|kilometers",
    "mile": "mile|miles",
    "metre": "metre|metres|meter|meters",
    "centimetre": "centimetre|centimetres|centimeter|centimeters|cm",
    "millimetre": "mm|millimetre|millimetres",
    "inch": "inch|inches",
    "foot": "foot|feet",
    "gram": "gram|grams",
    "litre": "litre|litres|liter|liters",
    "gallon": "gallon|gallons",
    "acre": "acre|acres",
    "hectare": "hectare|hectares",
    "kilogram": "kg|kilograms",
    "ton": "ton|tons|tonnes",
    "second": "second|seconds",
    "minute": "minute|minutes",
    "hour": "hour|hours",
    "day": "day|days",
    "week": "week|weeks",
    "month": "month|months",
    "year": "year|years",
    "mb": "mb",
    "gb": "gb",
    "tb": "tb",
    "ms": "ms",
}
_UNITS = {written: unit for unit, forms in _WRITTEN.items() for written in forms.split("|")}
_AMOUNT = re.compile(
    r"(?P<sign>[$€£])?\s?(?<![\w.])(?P<digits>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?(?P<scale>{'|'.join(SCALES)}|bn|[km]\b))?"
    r"(?:\s?-?(?P<unit>%|per cent|[a-zA-Z]+))?"
)
# The cents after an amount of money.
_REST = re.compile(r"\s+\d\d(?!\w|[.,:]\d)")
_WORDED = re.compile(
    rf"\b(?P<words>(?:(?:{'|'.join((*NUMBER_WORDS, *_MULTIPLIERS))})(?:[\s-]+(?:and\s+)?|\b))+)(?P<unit>%|per cent|[a-zA-Z]+)?",
    re.I,
)
_ONE_BEFORE = re.compile(r"(?:\b(?:every|each|any|no|some|this|that|which|the|another|only|\w+-\w+|other|new|old)\s+)$", re.I)
_ONE_AFTER = re.compile(r"\s*(?:$|[.,;:!?)]|(?:of|another|who|which|that|is|was|has|can|should|must)\b)", re.I)


class Amount(NamedTuple):
    """A number, with its unit where it has a known one."""

    value: float
    unit: str | None = None


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the numbers of a text without dates: those in digits, then those in words."""
    for match in _AMOUNT.finditer(text):
        value = float(match["digits"].replace(",", "")) * _MULTIPLIERS.get((match["scale"] or "").lower(), 1)
        yield Amount(value=value, unit=_UNITS.get(match["sign"] or "") or _UNITS.get((match["unit"] or "").lower()))
    for match in _WORDED.finditer(blanked(text, [m.span() for m in _AMOUNT.finditer(text)])):
        if match["words"].strip().lower() == "one" and _is_pronoun(text, match.start(), match.end("words")):
            continue
        yield Amount(value=_value(match["words"]), unit=_UNITS.get((match["unit"] or "").lower()))


def without_measures(text: str) -> str:
    """Return a text with what has a unit blanked: "12 km", "4 euros 50"."""
    measured = [match for match in _AMOUNT.finditer(text) if match["sign"] or (match["unit"] or "").lower() in _UNITS]
    return blanked(text, [(m.start(), rest.end() if (rest := _REST.match(text, m.end())) else m.end()) for m in measured])


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Tell whether a "one" is no number: "every one", "the 30-year one", "one of them"."""
    return bool(_ONE_BEFORE.search(text[:start]) or _ONE_AFTER.match(text[end:]))


def _value(words: str) -> float:
    """Return the number that words say: "two thousand three hundred and five" is 2305."""
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word == "hundred" or word == "dozen":
            current = max(current, 1) * _MULTIPLIERS[word]
        elif word in _MULTIPLIERS:
            total, current = total + max(current, 1) * _MULTIPLIERS[word], 0
    return float(total + current)
