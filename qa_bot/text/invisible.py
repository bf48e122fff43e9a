"""Invisible characters: of zero width, reversing the reading direction, or tags."""

import re

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def without_invisible(text: str) -> str:
    """Return a text without invisible characters."""
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text has invisible characters."""
    return bool(_INVISIBLE.search(text))
