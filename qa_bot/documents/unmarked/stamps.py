"""Lines that begin with a time or a speaker: log lines and the messages of chats, by their many forms."""

import re
from typing import Literal, NamedTuple

from qa_bot.text.english import MONTHS

# No form looks further into a line.
MOST_HEAD_CHARS = 160
MOST_NAME_WORDS = 5

_MONTH = rf"(?:{'|'.join(month[:3].capitalize() for month in MONTHS)})[a-z]{{0,6}}"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\s?(?:\d{1,2}|[^\W\d_]{3,9})[-/.]\s?\d{2,4}"
    rf"|(?:[A-Z][a-z]{{2}},?\s)?(?:{_MONTH}\s{{1,2}}\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|\d{{1,2}}\.?\s[^\W\d_]{{3,10}}\s\d{{4}}))"
)
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,9})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:Z|\s?[+-]\d{2}:?\d{2}|\sUTC)?"
_STAMP = rf"(?:{_DATE}(?:,\s|\s-\s|\s|T|_)\s?{_TIME}|{_TIME})"
_NAME = r"(?P<name>~?\s?[^\s:\[\]<>{}=|/\"“”«»(][^:\[\]<>{}=|\"“”«»\n]{0,39}?)"

# "[10:32] Ana: text", "02/03/2024, 10:15 - Ana: text", "10:15 Ana: text"
_STAMPED = re.compile(rf"(?P<open>[\[(]?){_STAMP}(?P<close>[\])]?)(?P<dash>\s[-–—]\s|\s){_NAME}:(?=\s|$)\s*")
# "<ana> text", "10:32 <ana> text", "[10:32] <@ana> text"
_ANGLED = re.compile(rf"(?:[\[(]?{_STAMP}[\])]?\s*)?<[ @+~&%]?(?P<name>[^<>\s/][^<>\s]{{0,29}})>\s+(?=\S)")
# "Ana (10:15): text", "Ana [02.03.2024 10:15]: text"
_NAME_FIRST = re.compile(rf"{_NAME}\s[\[(]{_STAMP}[\])]:?\s*(?P<rest>.?)")
# "Ana — 03/02/2024 10:15", "Ana  10:15 AM", "Ana, [02.03.24 10:15]": the text stands on the lines below
_HEAD = re.compile(
    rf"{_NAME}(?:\s*[—–|•,]\s*|\s[-]\s|\s{{2,}}|\s)[\[(]?(?:(?P<dated>{_DATE}(?:,\s|\sat\s|\s|T)\s?|(?:[^\W\d_]{{4,10}}\s)?(?:at|um|à|alle)\s))?{_TIME}[\])]?$"
)
_STAMP_FIRST = re.compile(rf"[\[(]{_DATE}[ T,]\s?{_TIME}[\])]\s(?P<name>[^\s:][^:\n]{{0,39}})$")
# A date and a time, or a time with seconds; before it at most a level, an address or a number in angles.
_LOG = re.compile(
    rf"(?:<\d{{1,3}}>\d?\s?)?(?:[A-Z]{{4,8}}[\s:|-]+)?[\[(]?(?:{_DATE}(?:,\s|\s|T|_|:)\s?{_TIME}|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?)[\])]?[\s:|,-]+\S"
    rf"|\S{{3,60}}\s\S{{1,40}}\s\S{{1,40}}\s\[\d{{1,2}}/[A-Z][a-z]{{2}}/\d{{4}}:\d"
)
_LEVEL = re.compile(
    r"(?:^|\W)(?:INFO|WARN|WARNING|ERROR|ERR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|SEVERE|FINE|VERBOSE)\b", re.IGNORECASE
)
_SPEAKER = re.compile(rf"{_NAME}\s?(?::\s+(?=\S)|：\s*(?=\S))")
_STAMP_AT_START = re.compile(rf"[\[(]?{_STAMP}(?!\w)")
_CLOCK = re.compile(r"\d[:.]\d\d")
_ONLY_DATE = re.compile(
    r"(?:[^\W\d_]{3,10},?\s)?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s[^\W\d_]{{3,10}}\.?,?\s\d{{4}}|(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)\.?$"
)


class Opening(NamedTuple):
    """How a line of a chat or a log begins: its form, who speaks, where the text begins."""

    form: Literal["log", "message", "head", "line"]
    name: str
    name_start: int
    name_end: int
    text_start: int


def is_date(words: str) -> bool:
    """Tell whether a line is nothing but a date."""
    return len(words) <= 40 and bool(_ONLY_DATE.match(words))


def is_stamped(words: str) -> bool:
    """Tell whether a line begins with a time."""
    return bool(_STAMP_AT_START.match(words[:MOST_HEAD_CHARS]))


def log_opening(words: str) -> bool:
    """Tell whether a line begins as one of a log does."""
    return bool(_LOG.match(words[:MOST_HEAD_CHARS]))


def message_opening(words: str) -> Opening | None:
    """Return how a line opens a message that gives its time or its author in angles."""
    head = words[:MOST_HEAD_CHARS]
    if "<" not in head[:30] and not _CLOCK.search(head):
        return None
    if (head[:1] == "<" or "<" in head[:30]) and (match := _ANGLED.match(head)):
        start = match.start("name") if head[0] == "<" else 0
        return Opening("message", match["name"], start, match.end("name") + (start == 0), match.end())
    if match := _STAMPED.match(head):
        is_log = _LEVEL.search(match["name"]) or (not match["open"] and not match["dash"].strip() and log_opening(words))
        if is_log or not _is_name(match["name"]):
            return None
        return Opening("message", match["name"].strip(), 0, match.end("name"), match.end())
    if (match := _STAMP_FIRST.match(words)) and _is_name(match["name"]):
        return Opening("head", match["name"].strip(), 0, len(words), len(words))
    if (match := _NAME_FIRST.match(head)) and _is_name(match["name"]):
        text_start = match.start("rest")
        colon = head.rfind(":", 0, text_start)
        if not match["rest"]:
            return Opening("head", match["name"].strip(), 0, len(head[:text_start].rstrip(": ")), len(words))
        if colon < match.end("name") or head[colon + 1 : text_start].strip():
            return None
        return Opening("message", match["name"].strip(), 0, colon, text_start)
    if len(words) <= 90 and (match := _HEAD.match(words)) and _is_name(match["name"]):
        gap = words[match.end("name") :]
        if match["dated"] or gap[:2].isspace() or gap[:1] in "—–|•,":
            return Opening("head", match["name"].strip(), 0, len(words), len(words))
    return None


def speaker_opening(words: str) -> Opening | None:
    """Return how a line opens a turn of a transcript: "ANA: text"."""
    match = _SPEAKER.match(words[:MOST_HEAD_CHARS])
    if not match or not _is_name(match["name"]) or not _is_capitalised(match["name"]):
        return None
    return Opening("line", match["name"].strip(), 0, match.end("name"), match.end())


def _is_name(name: str) -> bool:
    return len(name.split()) <= MOST_NAME_WORDS and any(c.isalpha() for c in name)


def _is_capitalised(name: str) -> bool:
    """Tell whether a name is one word, or begins and ends with words in capitals."""
    words = name.split()
    return len(words) == 1 or not (words[0][0].islower() or words[-1][0].islower())
