"""Find what a model's sentence must not contain: markup, pings, and addresses that no quote has."""

import re
import unicodedata
from collections.abc import Sequence

from qa_bot.text.printable import has_invisible

# Links and images of Markdown, tags of HTML, mentions and emoji of Discord.
_MARKUP = re.compile(r"!\[|\]\(|\]\[|^\[[^\]]*\]:|<[@#!:/a-z]", re.I)
_PING = re.compile(r"(?<![\w@])@(?:everyone|here)\b", re.I)
# A scheme, "www.", somebody's address or handle, a name with a point inside: "evil.example" is like "config.yaml".
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]*://\S+|\b(?:javascript|data|mailto|vbscript|file|tel|sms):\S+|\bwww\.\S+|"
    r"(?<!\w)[\w.+-]*@\w[\w.-]*|\b\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{2,}\b(?:[/:?#]\S*)?",
    re.I,
)
_TRAILING = ".,;:!?)]}>\"'”’»"


def markup_in(sentence: str) -> str | None:
    """Return a readable name of the markup, ping or unseen character in a sentence; None if it is plain text."""
    if _MARKUP.search(sentence):
        return "markup of its own"
    if _PING.search(sentence):
        return "a ping"
    if has_invisible(sentence) or any(unicodedata.category(character) == "Cc" for character in sentence):
        return "characters that nobody sees"
    return None


def own_addresses(sentence: str, quotes: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses, handles and file names of a sentence that are in no quote, letter for letter."""
    found = [match.group().rstrip(_TRAILING) for match in _ADDRESS.finditer(sentence)]
    return tuple(address for address in found if not any(_holds(quote, address) for quote in quotes))


def _holds(quote: str, address: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(address)}(?![\w-]|\.\w)", quote, re.I))
