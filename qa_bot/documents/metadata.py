"""What a plain text says of itself: title, publication date and outlet, and where its text proper starts.

Nothing is guessed from file names or file times: what the text does not state stays None.
"""

import re
from typing import NamedTuple

from qa_bot.documents.dates import parse_date

MAX_TITLE_CHARS = 200
MAX_HEADER_LINES = 12

_FRONT_MATTER = re.compile(r"---[^\S\n]*\r?\n(.*?)\r?\n---[^\S\n]*(?:\r?\n|$)", re.DOTALL)
_HEADER = re.compile(
    r"(?P<key>title|headline|published|date|source|outlet|publisher|by|author|url|link)\s*:\s*(?P<value>.*\S)\s*$", re.I
)
_KEYS = {
    "title": "title", "headline": "title", "published": "date", "date": "date", "source": "outlet", "outlet": "outlet",
    "publisher": "outlet",
}  # fmt: skip
_TERMINAL = re.compile(r"""[.!?…:;,][\"'”’»)\]]*$""")
_MARKDOWN_TITLE = re.compile(r"#\s+(?P<title>.*\S)\s*#*\s*$")
# "LONDON, July 8, 2020 (Reuters) - ", "ANKARA, 22 July 2020 —"
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s*|\s+[–—-]\s*|\s+\()(?P<rest>[A-Za-z0-9].{5,60}?)(?:\)|\s[–—-]|:)")
_OUTLET = re.compile(r"\((?P<outlet>[A-Z][\w .&-]{1,30})\)\s*[–—-]")


class Metadata(NamedTuple):
    """Be what a text states of itself; `body_start` is the offset after title and header lines."""

    title: str | None
    date: str | None
    outlet: str | None
    body_start: int


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def read_metadata(text: str, markdown: bool = False) -> Metadata:
    """Return what a plain or Markdown text states of itself at its beginning."""
    fields: dict[str, str] = {}
    position = 0
    if match := _FRONT_MATTER.match(text):
        position = match.end()
        for line in match[1].splitlines():
            _take_header(line, fields)
    lines = _lines(text, position)
    title, used = _title(lines, markdown, has_title="title" in fields)
    if title:
        fields.setdefault("title", title)
    used += _take_headers(lines[used:], fields)
    while used < len(lines) and _same(lines[used].text, fields.get("title")):
        used += 1
    body_start = lines[used - 1].end if used else position
    date = fields.get("date") or _dateline_date(lines[used:])
    outlet = fields.get("outlet") or _dateline_outlet(lines[used:])
    return Metadata(fields.get("title"), date, outlet, _skip_blank(text, body_start))


def _lines(text: str, position: int) -> list[_Line]:
    """Return the first lines that are not blank, with their offsets."""
    pattern = re.compile(r"[^\r\n]*\S[^\r\n]*")
    found = []
    for match in pattern.finditer(text, position):
        found.append(_Line(match.start(), match.end(), match[0].strip()))
        if len(found) == MAX_HEADER_LINES:
            break
    return found


def _title(lines: list[_Line], markdown: bool, has_title: bool) -> tuple[str | None, int]:
    """Return the title that the first line is, and how many lines it takes."""
    if not lines or has_title:
        return None, 0
    first = lines[0].text
    if match := _MARKDOWN_TITLE.match(first):
        return match["title"], 1
    if len(lines) < 2 or _HEADER.match(first) or not _looks_like_title(first):
        return None, 0
    follower = lines[1].text
    # Markdown marks its titles: there a line that merely stands alone is a paragraph.
    stands_alone = not markdown and lines[1].start - lines[0].end >= 2
    if stands_alone or _HEADER.match(follower) or _same(follower, first):
        return first, 1
    return None, 0


def _looks_like_title(line: str) -> bool:
    if len(line) > MAX_TITLE_CHARS or _TERMINAL.search(line) or "://" in line or not any(c.isalpha() for c in line):
        return False
    return not re.match(r"(?:[-–—•*·>|]|\d+[.)]|by\s)", line, re.I) and not re.search(r"[.!?]\s+[A-Z]", line)


def _take_headers(lines: list[_Line], fields: dict[str, str]) -> int:
    taken = 0
    for line in lines:
        if not _take_header(line.text, fields):
            break
        taken += 1
    return taken


def _take_header(line: str, fields: dict[str, str]) -> bool:
    """Take a "Key: value" line into the fields; tell whether it is one."""
    match = _HEADER.match(line.strip())
    if not match:
        return False
    field = _KEYS.get(match["key"].lower())
    value: str | None = match["value"].strip("\"'")
    if field == "date":
        value = parse_date(value or "")
    if field and value:
        fields.setdefault(field, value)
    return True


def _dateline_date(lines: list[_Line]) -> str | None:
    """Return the date of a dateline or of a line that is nothing but a date, at the top of the text."""
    for line in lines[:2]:
        if (found := parse_date(line.text)) and len(line.text) <= 40:
            return found
    if lines and (match := _DATELINE.match(lines[0].text)):
        return parse_date(match["rest"])
    return None


def _dateline_outlet(lines: list[_Line]) -> str | None:
    if lines and _DATELINE.match(lines[0].text) and (match := _OUTLET.search(lines[0].text[:100])):
        return match["outlet"]
    return None


def _same(line: str, title: str | None) -> bool:
    return title is not None and line.strip("# ").casefold() == title.casefold()


def _skip_blank(text: str, position: int) -> int:
    match = re.compile(r"\s*").match(text, position)
    return match.end() if match else position
