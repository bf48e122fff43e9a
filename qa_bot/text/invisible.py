"""Characters that nobody sees: of no width, or turning the direction of reading round."""

import re

INVISIBLE = "\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def without_invisible(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text has characters that nobody sees."""
    return bool(_INVISIBLE.search(text))
