"""The items of a question and the words that they are read from."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from qa_bot.reckoning.adjectives import Measure
from qa_bot.reckoning.measures import Stems
from qa_bot.reckoning.periods import Period


class Item(NamedTuple):
    """A word or phrase of a question and what it may mean: `code` says of which kind it is."""

    code: str
    text: str = ""
    columns: tuple[int, ...] = ()
    stems: Stems = ()
    number: Decimal | None = None
    unit: str | None = None
    period: Period | None = None
    month: int = 0
    operator: str = ""
    measures: tuple[Measure, ...] = ()
    sign: int = 0
    many: int = 0
    payload: Any = None


class Word(NamedTuple):
    """A word of a question: its place, its folded form and its root."""

    start: int
    end: int
    folded: str
    stem: str


# The items that words give: how many words, how sure, and the items.
Reading = tuple[int, int, tuple[Item, ...]]


def folded(words: Sequence[Word], place: int, width: int = 1) -> str:
    """Return words from a place on as one text; '' where there are none."""
    return " ".join(word.folded for word in words[max(place, 0) : place + width]) if place >= 0 else ""
