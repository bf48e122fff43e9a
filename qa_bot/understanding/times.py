"""What tells when something is: "in January", and not how long it lasts, nor the year of "35 euros a year"."""

import re

from qa_bot.text.english import MONTH, NUMBERS, WEEKDAY
from qa_bot.text.sentences import Span
from qa_bot.text.terms import blanked

# Small "may" is a verb.
_MONTH = MONTH.replace("|may|", "|(?-i:May)|")
_UNIT = r"(?:decades?|years?|months?|weeks?|days?|hours?|minutes?|seconds?)"
_TIME = (
    rf"\b(?:(?:1\d|20)\d\d|\d{{1,2}}[.:]\d\d|\d{{1,2}}(?:st|nd|rd|th)|\d+\s*(?:am|pm|a\.m|p\.m|o.clock)|(?:at|until|from|by)\s+\d+|"
    rf"{_MONTH}|(?:{WEEKDAY})s?|today|yesterday|tomorrow|daily|always|never|mornings?|evenings?|nights?|noon|midnight|midday|"
    rf"centur\w+|{_UNIT}|weekends?|fortnight|spring|summer|autumn|winter|easter|christmas|ago|later|earlier)\b"
)
_SOME_TIME = re.compile(_TIME, re.I)
# A time with its preposition, its day and its year.
_WHOLE_TIME = re.compile(
    rf"(?:\b(?:in|on|at|since|from|by|until|before|after|every|next|last)\s+(?:the\s+|early\s+|late\s+)?)?(?:\b\d{{1,2}}\s+)?"
    rf"{_TIME}(?:,?\s+(?:\d{{1,2}}\b|{_TIME}))*",
    re.I,
)
_HOW_LONG = re.compile(r"\bhow\s+long\b", re.I)
# "35 euros a year", not "once a year"; "27 days", not "in 27 days" or "27 days before".
_IS_RATE = re.compile(rf"\b(?!(?:once|twice|times|half|in|within|after|for|until)\b)[\w'’]+\s+(?:an?|per)\s+{_UNIT}\b", re.I)
_IS_AMOUNT = re.compile(
    rf"(?<!\bin )(?<!\bafter )(?<!\bwithin )(?<!\bevery )(?<!\bnext )(?<!\blast )\b(?:\d+|{'|'.join(NUMBERS)})\s+{_UNIT}\b"
    r"(?!['’]?\s+(?:ago|later|earlier|before|after|from|in\s+advance|notice))",
    re.I,
)
_SINCE_WHEN = re.compile(r"\bsince\s+when\b", re.I)
# "From 2011 to 2019": what is over has not gone on since then.
_IS_OVER = re.compile(
    rf"(?:\bfrom\s+)?{_TIME}\s*(?:\bto|\buntil|\btill|[-–—])\s*(?:\d{{1,2}}\s+)?{_TIME}|\buntil\s+{_TIME}", re.I
)


def times_told(text: str, question: str) -> tuple[Span, ...]:
    """Return the places of a text that may answer a question for a time: how long for "how long", what has begun for "since when"."""
    if _HOW_LONG.search(question):
        return tuple(match.span() for match in _SOME_TIME.finditer(text))
    barred = (_IS_RATE, _IS_AMOUNT, *((_IS_OVER,) if _SINCE_WHEN.search(question) else ()))
    kept = blanked(text, (match.span() for pattern in barred for match in pattern.finditer(text)), "#")
    return tuple(match.span() for match in _WHOLE_TIME.finditer(kept))
