"""What the numbers of a text count: "12 workers", "seventeen per cent", "$5"."""

import re
from collections.abc import Iterable, Iterator, Mapping

from qa_bot.text.dates import dates_in
from qa_bot.text.english import NUMBERS, SCALES
from qa_bot.text.numbers import amounts_in
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, blanked, fold

_SCALE = "|".join(SCALES)
_SPELT = rf"(?:{'|'.join(word for word in NUMBERS if word != 'zero')}|{_SCALE})"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:{_SCALE}))?|{_SPELT}(?:(?:\s+and\s+|[\s-]+){_SPELT})*)(?!\w|[.,:]\d)",
    re.I,
)
_PERCENT = re.compile(r"\s?(?:%|per ?cent\b)", re.I)
_NEXT_WORD = re.compile(r"[\s-]+([^\W\d_]+)")
_SIGN = re.compile(r"([$€£])\s?$")
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}

Counts = Mapping[str, frozenset[float]]


def counts_in(text: str, dated: Iterable[tuple[int, int]]) -> Counts:
    """Return the numbers of a text by the stem of what they count, or of the unit they measure in; `dated` are no numbers."""
    found: dict[str, set[float]] = {}
    for noun, value in _counted(blanked(text, dated, ".")):
        found.setdefault(noun, set()).add(value)
    return {noun: frozenset(values) for noun, values in found.items()}


def _counted(text: str) -> Iterator[tuple[str, float]]:
    """Yield what each number of a text counts, and the number; numbers that count nothing, or are years, are left out."""
    for match in _NUMBER.finditer(text):
        number = match.group()
        amount = next(amounts_in(blanked(number, ((start, end) for start, end, _ in dates_in(number)))), None)
        if amount and (noun := _counted_by(text[: match.start()], text[match.end() :])):
            yield noun, amount.value


def _counted_by(before: str, after: str) -> str | None:
    """Return the stem of the word, or the name of the sign, next to a number."""
    if sign := _SIGN.search(before):
        return _SIGNS[sign.group(1)]
    if _PERCENT.match(after):
        return "percent"
    following = _NEXT_WORD.match(after)
    word = fold(following.group(1)) if following else ""
    return stem(word) if word and word not in STOP_WORDS else None
