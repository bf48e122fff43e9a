"""Make a document's or a model's words harmless in Discord: they read as they are, and do nothing."""

import re
import unicodedata
from collections.abc import Iterator

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


def escape(text: str) -> str:
    """Return a text of which Discord shows the words: no markdown, mention, link, invite or hidden character works.

    Citation markers such as [1] stay as they are.
    """
    return _SPECIAL.sub(_escaped, re.sub(r"\n{3,}", "\n\n", readable(text)))


def escape_answer(text: str) -> str:
    """Return an answer's text of which Discord shows the words; pieces of code, between lines of three backticks, stay code."""
    parts = _CODE.split(text)
    code = [f"```\n{readable(part).replace('```', f'`{BREAK}`{BREAK}`')}\n```" for part in parts[1::2]]
    return "".join(piece for pair in zip(map(escape, parts[::2]), [*code, ""], strict=True) for piece in pair)


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
