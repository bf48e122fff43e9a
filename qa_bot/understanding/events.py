"""What happened on a day: only what the documents tell of that day."""

import re
from collections.abc import Iterator

from qa_bot.evidence.pieces import Evidence
from qa_bot.text.dates import Date, dates_in
from qa_bot.text.sentences import split_sentences

MOST_WORDS_OF_DATE_LINE = 6
# "3/5/2024" is the third of May or the fifth of March.
_IN_FIGURES = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](?:\d\d)?\d\d\b")
_HAPPENED = re.compile(
    r"\b(?:what|which)\b.*\b(?:happen\w*|occurr\w*|t(?:ook|akes?|aken)\s+place|went\s+on|goes\s+on|else)\b", re.I
)
_ON = re.compile(r"\bon\s+(?:\w+day,?\s+)?(?:the\s+)?$", re.I)


def day_of_events(question: str) -> Date | None:
    """Return the day of which a question asks what happened; None if it asks for something else."""
    if not _HAPPENED.search(question):
        return None
    return next(
        (date for start, _, date in dates_in(question) if date.month and date.day and _ON.search(question[:start])), None
    )


def is_of_day(day: Date, evidence: Evidence) -> bool:
    """Tell whether a piece has a day, or stands below it: in its paragraph, under a line of a few words, or under a heading."""
    places = (*(place.text for place in reversed(evidence.places)), evidence.passage.date or "", evidence.passage.title or "")
    above = _above(evidence.passage.slice(evidence.passage.start, evidence.start))
    told = next(filter(None, map(_days, (evidence.text, *above, *places))), [])
    return any(_agree(day, date) for date in told) or any(
        {day.day, day.month} == set(map(int, found.groups())) for found in _IN_FIGURES.finditer(evidence.text)
    )


def _above(text: str) -> Iterator[str]:
    """Yield what may date the text that follows, nearest first: its sentences, then shorter paragraphs above."""
    paragraph, *others = reversed(text.split("\n\n"))
    yield from (paragraph[start:end] for start, end in reversed(split_sentences(paragraph)))
    yield from (other for other in others if len(other.split()) <= MOST_WORDS_OF_DATE_LINE)


def _days(text: str) -> list[Date]:
    """Return the dates of a text that have a month and a day."""
    return [date for _, _, date in dates_in(text) if date.month is not None and date.day is not None]


def _agree(asked: Date, told: Date) -> bool:
    """Tell whether two dates may be the same day: one may leave the year out."""
    same_year = asked.year is None or told.year is None or asked.year == told.year
    return same_year and (asked.month, asked.day) == (told.month, told.day)
