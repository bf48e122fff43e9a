"""Split a text into messages: at a paragraph, after a citation, at a line, a sentence or a word, never inside a code fence.

Lengths are counted in UTF-16 units, of which a text has at least as many as characters: no way of counting finds it longer.
"""

import re
import unicodedata

from qa_bot.discord_bot.outgoing.escaping import BREAK, guard_start

MESSAGE_CHARS = 2000
_FENCE = re.compile(r"(?<!\\)```(?P<language>\w{0,20})")
_UNMARKED = r"(?!\[\d+\])"
# The places to split at, the best first, and the share of the room that must lie before one. White space is matched whole
# and from its start, so that a document full of it costs no time.
_PLACES = (
    (re.compile(rf"\n[ \t]*+\n\s*+{_UNMARKED}"), 0.5),
    (re.compile(rf"(?<=\d\])\s++{_UNMARKED}"), 0.3),
    (re.compile(rf"(?<!\s)[ \t]*+\n\s*+{_UNMARKED}"), 0.5),
    (re.compile(rf"(?<=\d\])\s++{_UNMARKED}"), 0.0),
    (re.compile(rf"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)]))\s++{_UNMARKED}"), 0.25),
    (re.compile(rf"(?<!\s)\s++{_UNMARKED}"), 0.0),
)


def length(text: str) -> int:
    """Return how long a text is for Discord, counted so that it is never too short."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def split_text(text: str, limit: int = MESSAGE_CHARS) -> tuple[str, ...]:
    """Return a text in parts of at most `limit`; none is empty, and nothing but white space is lost between them."""
    parts = []
    rest = text.strip()
    while len(rest) > limit or length(rest) > limit:
        head, rest = _split_once(rest, limit)
        parts.append(head)
    return (*parts, rest) if rest else tuple(parts)


def cut(text: str, limit: int) -> str:
    """Return a text, where it is too long its beginning and an ellipsis, in at most `limit`."""
    if length(text) <= limit:
        return text
    text = text[: 2 * limit]
    room = _fitting(text, limit - 2)
    found = _last_place(text, room, _PLACES[-1][0])
    return f"{text[: found[0] if found and found[0] > room // 2 else _whole(text, room)].rstrip()} …"


def _split_once(text: str, limit: int) -> tuple[str, str]:
    room = _fitting(text, limit - len("\n```"))
    near = text[: 2 * limit]
    start, end = _place(near, room)
    fence = _open_fence(text[:start])
    if fence is None:
        return text[:start].rstrip(), _begun(text[end:], text[start:end])
    if text[: fence.start()].strip():
        return text[: fence.start()].rstrip(), text[fence.start() :]
    line = _last_place(near, start, re.compile(r"\n"))
    if line and line[0] > fence.end():
        start, end = line
    elif start <= fence.end():
        start = end = _whole(near, room)
    return f"{text[:start]}\n```", f"```{fence['language']}\n{text[end:]}"


def _begun(rest: str, gap: str) -> str:
    """Return what comes after a split, made to begin a message where it did not begin a line."""
    rest = rest.lstrip()
    return rest if "\n" in gap else guard_start(rest)


def _place(text: str, room: int) -> tuple[int, int]:
    """Return where the white space to split at starts and ends; both are the same where a word is cut."""
    for pattern, share in _PLACES:
        found = _last_place(text, room, pattern)
        if found and found[0] > share * room:
            return found
    whole = _whole(text, room)
    return whole, whole


def _last_place(text: str, room: int, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the last match that starts within the room; what follows it may lie beyond."""
    last = None
    for match in pattern.finditer(text):
        if 0 < match.start() <= room:
            last = match.span()
    return last


def _open_fence(text: str) -> re.Match[str] | None:
    fences = list(_FENCE.finditer(text))
    return fences[-1] if len(fences) % 2 else None


def _fitting(text: str, limit: int) -> int:
    """Return how many characters fit into a limit."""
    used = 0
    for position, character in enumerate(text[: limit + 1]):
        used += 1 + (ord(character) > 0xFFFF)
        if used > limit:
            return position
    return min(len(text), limit)


def _whole(text: str, end: int) -> int:
    """Return a place near `end` that parts neither a backslash from its character nor an accent or emoji from its base."""
    place = end
    while place > max(1, end - 50) and _is_inside(text, place):
        place -= 1
    return place if not _is_inside(text, place) else end


def _is_inside(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place : place + 1]
    backslashes = len(text[:place]) - len(text[:place].rstrip("\\"))
    is_joined = after != "" and (after in "\u200d\u200c\ufe0f" + BREAK or unicodedata.combining(after) > 0)
    return bool(backslashes % 2) or is_joined or before in "\u200d" + BREAK or (before == after and after in "`*")
