"""Make a text fit for Discord: its words read as they are and do nothing, and each message is short enough.

Texts are split at a paragraph, after a citation, at a line, a sentence or a word, never inside a code fence. Lengths are counted
in UTF-16 units, of which a text has at least as many as characters: no way of counting finds it longer.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

# Put after a character that would begin a mention, an emoji or a time: Discord reads those before it looks at backslashes.
BREAK = "\u200b"
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
# Signs of Arabic and its neighbours that Unicode calls format characters although they are seen.
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_MOST_MARKS = 4
_LINE_START = r"(?P<indent>^[ \t]*)(?P<mark>(?:\#{1,3}|-\#|-|\d+\.)(?=\s|$)|>)"
_SPECIAL = re.compile(
    rf"""
    {_LINE_START}
    | (?P<escaped> [\\*`~|] | (?<![A-Za-z0-9])_ | _(?![A-Za-z0-9]) )
    | (?P<link> \]\( )
    | (?P<scheme> :// )
    | (?P<opening> <(?=\S) | @(?=everyone|here|[!&]?\d) )
    | (?P<invite> \bdiscord(?:app)?\.(?=(?:gg|com|gift|new|media)\b) )
    | (?P<emoji> :(?=[\w+-]{{1,64}}:)(?=[\w+-]*?[A-Za-z]|100:|1234:) )
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"^```\n(.*?)\n```(?=\s|$)", re.DOTALL | re.MULTILINE)
_START_OF_TEXT = re.compile(r"\A" + _LINE_START.replace("^", ""), re.VERBOSE)
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


def escape(text: str) -> str:
    """Return a text of which Discord shows the words: no markdown, mention, link, invite or hidden character works.

    Citation markers such as [1] stay as they are.
    """
    return _SPECIAL.sub(_escaped, re.sub(r"\n{3,}", "\n\n", readable(text)))


def escape_answer(text: str, shown: Callable[[str], str] = escape) -> str:
    """Return an answer's text of which Discord shows the words; pieces of code, between lines of three backticks, stay code.

    `shown` makes the rest harmless.
    """
    parts = _CODE.split(text)
    code = [f"```\n{readable(part).replace('```', f'`{BREAK}`{BREAK}`')}\n```" for part in parts[1::2]]
    return "".join(piece for pair in zip(map(shown, parts[::2]), [*code, ""], strict=True) for piece in pair)


def guard_start(text: str) -> str:
    """Return an escaped text that may begin a line although it did not: what would format the line is escaped."""
    return _START_OF_TEXT.sub(_escaped, text)


def readable(text: str) -> str:
    """Return a text without control, reordering and invisible characters, and without towers of accents."""
    return "".join(_seen_characters(_LINE_BREAK.sub("\n", text)))


def one_line(text: str) -> str:
    """Return a text on one line, for labels and titles, which know no markdown."""
    return " ".join(readable(text).split())


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    match match.lastgroup:
        case "mark":
            mark = match["mark"]
            return match["indent"] + (f"{mark[:-1]}\\." if mark.endswith(".") else f"\\{mark}")
        case "link":
            return "]\\("
        case "scheme":
            return ":\\//"
        case "opening":
            return found + BREAK
        case "invite":
            return f"{found[:-1]}\\."
        case _:
            return f"\\{found}"


def _seen_characters(text: str) -> Iterator[str]:
    marks = 0
    for position, character in enumerate(text):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > _MOST_MARKS or character in _BLANK_LETTERS:
            continue
        if character in "\n\t" or category not in ("Cc", "Cf", "Cs") or character in _SEEN or _joins(text, position):
            yield character


def _joins(text: str, position: int) -> bool:
    """Tell whether a joiner stands where scripts and emoji need it: between two characters beyond ASCII."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return text[position] in _JOINERS and len(around) == 2 and all(ord(c) > 0x7F and c not in _JOINERS for c in around)


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
