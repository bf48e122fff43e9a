"""Words that are divided at the end of a line."""

import re
from collections.abc import Iterable

from qa_bot.text.vocabulary import is_english

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_DIVIDED = re.compile(r"(?P<head>[^\W\d_]+)(?P<mark>[-‐\xad])$")
_REST = re.compile(r"[^\W\d_]+")


class Hyphens:
    """Join lines; the words that a document has elsewhere tell a divided word from one with a hyphen of its own."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line)}

    def join(self, above: str, below: str) -> str:
        """Return two lines as one, with a word that is divided between them whole."""
        divided, rest = _DIVIDED.search(above), _REST.match(below)
        if divided is None or rest is None:
            ends_in_dash = re.search(r"\w[-–—/]$", above) and below[:1].isalnum()
            return above + below if ends_in_dash and not above.endswith("–") else f"{above} {below}"
        if divided["mark"] == "\xad":
            return above[:-1] + below
        return (above if self._keeps(divided["head"], rest.group()) else above[:-1]) + below

    def _keeps(self, head: str, rest: str) -> bool:
        """Tell whether a hyphen at the end of a line is the word's own."""
        if not rest[:1].islower():
            return True
        whole = (head + rest).lower()
        if whole in self._words or is_english(whole):
            return False
        if f"{head}-{rest}".lower() in self._words:
            return True
        return is_english(head.lower()) and is_english(rest.lower()) and len(head) > 2 and len(rest) > 2
