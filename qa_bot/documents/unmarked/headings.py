"""Headings that are marked as such, in the ways of texts without marks, and the title at the top."""

import re
from collections.abc import Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.fields import is_label_line
from qa_bot.documents.unmarked.lines import Found, Line
from qa_bot.documents.unmarked.lists import marker_of
from qa_bot.documents.unmarked.shapes import ends_sentence, is_complete, is_rule, is_sentence, is_shouted, word_count
from qa_bot.documents.unmarked.stamps import is_date

MOST_HEADING_WORDS = 14
MOST_NUMBERED_WORDS = 12
MOST_TITLE_CHARS = 200
# A first line with a colon and fewer words is a field.
FEWEST_TITLE_WORDS = 5
MOST_HEADING_CHARS = 200
MOST_DATE_CHARS = 80
SHOUTED_LEVEL, NUMBERED_LEVEL, BARE_LEVEL = 2, 3, 4

_UNDERLINE = re.compile(r"(=+|-+|~+|\^+|\*+|#+|_+|─+|═+)$")
_HASHES = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>\S.*?)\s*#*$")
# "== History ==", " = = History = = "
_WIKI = re.compile(r"(?P<marks>(?:=\s?){1,6})\s*(?P<words>[^\s=](?:.*[^\s=])?)\s*(?:\s?=){1,6}$")
_EQUALS = re.compile(r"={2,6}\s+(?P<words>[^\s=].*)$")
# "1. Scope", "3.2 Opening hours", "IV. Results", "A. Sources", "§ 4 Fees"
_NUMBERED = re.compile(
    r"(?P<number>§\s?\d{1,3}[a-z]?|\d{1,3}(?:\.\d{1,3}){0,5}|[IVX]{1,6}(?=\.)|[A-Z](?=\.\s))[.)]?\s+(?P<words>[^\W\d_].*)$"
)
# "Chapter 4", "Part II: Rules"
_COUNTED = re.compile(r"[A-Z][^\W\d_]{2,12}\s(?:\d{1,3}|[IVX]{1,6})(?:\s?[:.–—-]\s?\S.*)?$")
# "2.4.0 (2024-05-02)", "Version 3.1 - May 2024", "[v1.0.2]"
_VERSION = re.compile(
    r"(?:version\s|release\s|\[?v\.?\s?)?\[?\d{1,4}(?:\.\d{1,5}){1,3}[-+\w.]{0,12}\]?(?:\s*[-–—:(\[].{0,60})?$", re.IGNORECASE
)
_WIDE_GAP = re.compile(r"\S\s{3,}\S|\t")


def read_title(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are the title: the first one and those that repeat it."""
    if len(lines) < 2 or not _looks_like_title(lines[0]):
        return 0
    first, second = lines[0], lines[1]
    if is_rule(second.text):
        return 0
    if not (second.gap or is_label_line(second) or _same(first, second)):
        return 0
    count = 1
    while count < len(lines) and _same(first, lines[count]):
        count += 1
    return count


def read_heading(lines: Sequence[Line], position: int, mid_text: bool) -> Found | None:
    """Return the marked heading at a line; `mid_text` tells that text stands right above it."""
    line = lines[position]
    if len(line.text) > MOST_HEADING_CHARS:
        return None
    following = lines[position + 1] if position + 1 < len(lines) else None
    if following and not following.gap and (level := _underline_level(line, following)):
        return Found((Block("heading", line.start, line.end, level=level),), position + 2)
    if marked := _marked(line):
        return Found((marked,), position + 1)
    if following is None or mid_text:
        return None
    if _is_version_or_date(line.text) and not _is_version_or_date(following.text):
        return Found((Block("heading", line.start, line.end, level=SHOUTED_LEVEL),), position + 1)
    if level := _numbered_level(lines, position):
        return Found((Block("heading", line.start, line.end, level=level),), position + 1)
    if _is_shouted_heading(line, following):
        return Found((Block("heading", line.start, line.end, level=SHOUTED_LEVEL),), position + 1)
    return None


def _is_shouted_heading(line: Line, following: Line) -> bool:
    if not is_shouted(line.text) or ends_sentence(line.text) or marker_of(line) or is_shouted(following.text):
        return False
    return not is_label_line(line)


def _is_version_or_date(words: str) -> bool:
    """Tell whether a line is nothing but a version or a date: in a changelog or a diary it heads what follows."""
    return len(words) <= MOST_DATE_CHARS and (is_date(words) or (words.count(".") > 1 and bool(_VERSION.match(words))))


def _looks_like_title(line: Line) -> bool:
    words = line.text
    if len(words) > MOST_TITLE_CHARS or ends_sentence(words) or words.endswith(",") or "://" in words:
        return False
    if not any(c.isalpha() for c in words) or marker_of(line) or words[0] in "|>#=" or _WIDE_GAP.search(words):
        return False
    if is_label_line(line) and word_count(words) < FEWEST_TITLE_WORDS:
        return False
    return not re.search(r"\w{3}[.!?]\s+[A-Z]", words)


def _same(line: Line, other: Line) -> bool:
    return line.text.strip("# ").casefold() == other.text.strip("# ").casefold()


def _underline_level(line: Line, following: Line) -> int:
    if not _UNDERLINE.match(following.text) or len(following.text) < 3 or is_rule(line.text):
        return 0
    near = abs(len(following.text) - len(line.text)) <= max(3, len(line.text) // 3) or len(following.text) > len(line.text)
    if not near or word_count(line.text) > MOST_HEADING_WORDS or (marker_of(line) and not _NUMBERED.match(line.text)):
        return 0
    if "|" in line.text or _WIDE_GAP.search(line.text):
        return 0
    return {"=": 1, "═": 1, "#": 1, "*": 1}.get(following.text[0], 2)


def _marked(line: Line) -> Block | None:
    for pattern in (_HASHES, _WIKI, _EQUALS):
        # "# Then stop the server." is a note of a script.
        if (match := pattern.match(line.text)) and not (is_sentence(line.text) and line.text.endswith(".")):
            marks = match.groupdict().get("marks") or "=="
            level = sum(not c.isspace() for c in marks)
            start, end = match.span("words")
            return Block("heading", line.start + start, line.start + end, level=min(6, level))
    return None


def _is_capitalised(words: str) -> bool:
    """Tell whether a line ends with a full stop and is set in capitals as titles are: all its longer words."""
    long = [word for word in re.findall(r"[^\W\d_]{2,}", words) if len(word) > 4]
    return words.endswith(".") and bool(long) and all(word[0].isupper() for word in long)


def _numbered_level(lines: Sequence[Line], position: int) -> int:
    """Return the level of a heading that is counted, by what stands below: text, or a number one deeper."""
    line, following = lines[position], lines[position + 1]
    match = _NUMBERED.match(line.text)
    counted = _COUNTED.match(line.text)
    if not (match or counted) or word_count(line.text) > MOST_NUMBERED_WORDS:
        return 0
    if is_complete(line.text) and not (following.gap and _is_capitalised(line.text)):
        return 0
    if not (line.gap or position == 0 or following.gap):
        return 0
    number = match["number"].rstrip(".") if match else ""
    if _NUMBERED.match(following.text) or _COUNTED.match(following.text):
        return min(6, NUMBERED_LEVEL + number.count(".")) if number and following.text.startswith(number + ".") else 0
    if not following.gap and not is_sentence(following.text) and len(following.text) <= 60:
        return 0
    if _WIDE_GAP.search(line.text, match.start("words") if match else 0):
        return 0
    return min(6, NUMBERED_LEVEL + number.count("."))
