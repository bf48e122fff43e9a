"""The lines that stand before a passage: its title, a section, a date, as documents and the program show them."""

import random
import re
from urllib.parse import unquote

HEADING_SHARE = 0.5
# How often a heading holds a section or a date beside the title.
_EXTRA_SHARE = 0.4
_NO_TITLE = re.compile(r"\w+:\d+|Amazon_Reviews_.*|Filtered_Reddit.*|.*\.(?:jsonl?|tsv|csv)", re.IGNORECASE)
_SECTIONS = (
    "Overview", "Background", "History", "Details", "General", "Notes", "Introduction", "Description", "Questions and answers",
    "Rules", "Frequently asked questions", "More information", "Summary", "Policy", "Guide", "News",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title_of(article: str | None) -> str:
    """Return the name of an article as a reader would write it; '' where it is only a number of its source."""
    if not article or _NO_TITLE.fullmatch(article):
        return ""
    return unquote(article).replace("_", " ").strip()


def heading(article: str | None, rng: random.Random) -> str:
    """Return the lines to put before a passage, their line breaks with them, or ''."""
    title = title_of(article)
    if not title or rng.random() >= HEADING_SHARE:
        return ""
    if rng.random() >= _EXTRA_SHARE:
        return f"{title}\n"
    extra = rng.choice(_SECTIONS) if rng.random() < 0.5 else _date(rng)
    return f"{title}{rng.choice((' | ', chr(10)))}{extra}\n"


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(1995, 2026), rng.randint(1, 12), rng.randint(1, 28)
    name = _MONTHS[month - 1]
    return rng.choice((f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}"))
