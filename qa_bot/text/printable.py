"""Text without the characters that nobody sees: those that harm a terminal, that hide what is said, or that a program left."""

import re
import unicodedata

# Characters that reorder the text around them: with them a document could hide what it says.
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Of zero width, reversing the reading direction, or tags.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]+[0-~]|[0-~])|\x9b[0-?]*[ -/]*[@-~]|\x1b"
)
_OVERSTRUCK = re.compile(r"[^\n\x08]\x08")


def printable(text: str) -> str:
    """Return a text without control and reordering characters; line breaks and tabs stay."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _REORDERING))


def without_invisible(text: str) -> str:
    """Return a text without invisible characters."""
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text has invisible characters."""
    return bool(_INVISIBLE.search(text))


def without_escapes(text: str) -> str:
    """Return a text without the escape sequences of ECMA-48 and without characters deleted by backspaces."""
    if "\x1b" in text or "\x9b" in text:
        text = _ESCAPE.sub("", text)
    if "\x08" in text:
        text = _OVERSTRUCK.sub("", text).replace("\x08", "")
    return text
