"""The line before a passage, as the program writes it: `Title | date | Section > Subsection`."""

import random
import re
from urllib.parse import unquote

HEADING_SHARE = 0.5
# How often a heading has a section or a date besides the title.
_EXTRA_SHARE = 0.5
_SUBSECTION_SHARE = 0.3
_SUBSECTIONS = (
    "General",
    "Details",
    "Terms",
    "In short",
    "Examples",
    "Early years",
    "Today",
    "Costs",
    "People",
    "Places",
    "How it works",
    "Exceptions",
)
_NO_TITLE = re.compile(r"\w+:\d+|Amazon_Reviews_.*|Filtered_Reddit.*|.*\.(?:jsonl?|tsv|csv)", re.IGNORECASE)
_SECTIONS = (
    "Overview", "Background", "History", "Details", "General", "Notes", "Introduction", "Description", "Questions and answers",
    "Rules", "Frequently asked questions", "More information", "Summary", "Policy", "Guide", "News",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title_of(article: str | None) -> str:
    """Return the name of an article as a person would write it; '' if it is only a number of its source."""
    if not article or _NO_TITLE.fullmatch(article):
        return ""
    return unquote(article).replace("_", " ").strip()


def heading(article: str | None, rng: random.Random) -> str:
    """Return the line to put before a passage, with its line break, or ''."""
    title = title_of(article)
    if not title or rng.random() >= HEADING_SHARE:
        return ""
    if rng.random() >= _EXTRA_SHARE:
        return f"{title}\n"
    kind = rng.random()
    parts = [title]
    if kind < 0.6:
        parts.append(_date(rng))
    if kind > 0.4:
        section = rng.choice(_SECTIONS)
        parts.append(f"{section} > {rng.choice(_SUBSECTIONS)}" if rng.random() < _SUBSECTION_SHARE else section)
    return f"{' | '.join(parts)}\n"


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(1995, 2026), rng.randint(1, 12), rng.randint(1, 28)
    name = _MONTHS[month - 1]
    return rng.choice((f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}"))
