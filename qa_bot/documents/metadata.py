"""What a plain text says of itself: title, publication date and outlet, and the lines at its top that say so.

Nothing is guessed from file names or file times: what the text does not state stays None.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.dates import parse_date
from qa_bot.documents.front_matter import find_front_matter
from qa_bot.documents.lines import field_of

MAX_TITLE_CHARS = 200
MAX_HEADER_LINES = 12

_HEADER = re.compile(
    r"(?P<key>title|headline|published|date|source|outlet|publisher|by|author|url|link)\s*:\s*(?P<value>.*\S)\s*$", re.I
)
_KEYS = {
    "title": "title", "headline": "title", "published": "date", "date": "date", "source": "outlet", "outlet": "outlet",
    "publisher": "outlet", "pubdate": "date", "publishdate": "date", "published_at": "date", "publish_date": "date",
    "site": "outlet",
}  # fmt: skip
_FIELD = re.compile(r"[^\s:][^:\n]{0,40}:\s+\S")
_LINE = re.compile(r"[^\r\n]+")
_TERMINAL = re.compile(r"""[.!?…:;,][\"'”’»)\]]*$""")
_MARKDOWN_TITLE = re.compile(r"#\s+(?P<title>.*\S)\s*#*\s*$")
# "LONDON, July 8, 2020 (Reuters) - ", "ANKARA, 22 July 2020 —"
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40}(?:,\s*|\s+[–—-]\s*|\s+\()(?P<rest>[A-Za-z0-9].{5,60}?)(?:\)|\s[–—-]|:)")
_OUTLET = re.compile(r"\((?P<outlet>[A-Z][\w .&-]{1,30})\)\s*[–—-]")


class Metadata(NamedTuple):
    """What a text states of itself; `body_start` is the offset after a title that stands on the first line."""

    title: str | None
    date: str | None
    outlet: str | None
    body_start: int


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def read_metadata(text: str, markdown: bool = False) -> Metadata:
    """Return what a plain or Markdown text states of itself at its beginning.

    Front matter and header lines ("Date: ...") are read and stay part of the text: `header_blocks` returns their places.
    """
    fields: dict[str, str] = {}
    front = find_front_matter(text)
    if front:
        for key, value in front.fields:
            _take_field(key, value, fields)
    lines = _lines(text, front.end if front else 0)
    title, used = _title(lines, markdown, has_title="title" in fields)
    if title:
        fields.setdefault("title", title)
    while used and used < len(lines) and _same(lines[used].text, title):
        used += 1
    body_start = lines[used - 1].end if used and not front else 0
    used += _take_headers(lines[used:], fields)
    date = fields.get("date") or _dateline_date(lines[used:])
    outlet = fields.get("outlet") or _dateline_outlet(lines[used:])
    return Metadata(fields.get("title"), date, outlet, _skip_blank(text, body_start))


def header_blocks(text: str, body_start: int = 0) -> tuple[tuple[Block, ...], int]:
    """Return the fields of front matter or of the header lines at the top of text[body_start:], and where the rest begins.

    The rest begins at the beginning of a line. Header lines are those with a known key, and those between or after them that
    are "label: value" too.
    """
    front = find_front_matter(text) if body_start == 0 else None
    if front:
        return front.blocks, front.end
    fields: list[Block] = []
    for match in _filled_lines(text, body_start):
        start, end = match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip())
        field = field_of(text, start, end)
        is_glued = not fields or text.count("\n", fields[-1].end, start) == 1
        if not field or not is_glued or not (_HEADER.match(text[start:end]) or fields):
            break
        fields.append(field)
    if not fields:
        return (), body_start
    line_end = text.find("\n", fields[-1].end)
    return (Block("record", fields[0].start, fields[-1].end, tuple(fields)),), line_end + 1 if line_end >= 0 else len(text)


def _filled_lines(text: str, position: int) -> Iterator[re.Match[str]]:
    return (match for match in _LINE.finditer(text, position) if not match[0].isspace())


def _lines(text: str, position: int) -> list[_Line]:
    """Return the first lines that are not blank, with their offsets."""
    found = []
    for match in _filled_lines(text, position):
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
    """Take the header lines among the first lines, other fields between them left; return how many lines they reach over."""
    taken = 0
    for number, line in enumerate(lines, 1):
        if _take_header(line.text, fields):
            taken = number
        elif not taken or not _FIELD.match(line.text):
            break
    return taken


def _take_header(line: str, fields: dict[str, str]) -> bool:
    """Take a "Key: value" line into the fields; tell whether it is one."""
    match = _HEADER.match(line.strip())
    if not match:
        return False
    _take_field(match["key"], match["value"].strip("\"'"), fields)
    return True


def _take_field(key: str, value: str, fields: dict[str, str]) -> None:
    field = _KEYS.get(key.lower())
    stated = parse_date(value) if field == "date" else value
    if field and stated:
        fields.setdefault(field, stated)


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
