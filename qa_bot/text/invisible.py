"""Characters that nobody sees: of no width, turning the direction of reading round, or tags behind the text."""

import re

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def without_invisible(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def has_invisible(text: str) -> bool:
    """Tell whether a text has characters that nobody sees."""
    return bool(_INVISIBLE.search(text))
