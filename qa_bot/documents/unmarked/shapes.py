"""What the words of a line tell by their form alone: a sentence, an address, a row of figures."""

import re

SENTENCE_WORDS = 6
# No rule looks further into a line than this.
MOST_SEEN = 2000

_COMPLETE = re.compile(r"""(?:[.!?…:;,。！？：；，—-]["'”’»)\]*_]*|[^\w\s"'”’»)\]*_|`]["'”’»)\]*_`]*)\s*$""")
_TERMINAL = re.compile(r"""[.!?…:;。！？：；]["'”’»)\]*_]*\s*$""")
_INNER_END = re.compile(r"""[a-z0-9)\]"'”’][.!?]["'”’)\]]*\s+["'“‘(]?[A-Z]|\w[?!]["'”’)\]]*\s+\S|[。！？]""")
_ADDRESS = re.compile(r"\W{0,3}(?:https?://|www\.)\S")
_FIGURE = re.compile(r"\S*\d\S*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_RULE = re.compile(r"(?:[-=_*~#+.•·—–─━═^|:/\\]\s*){3,}$")
_OPENERS = "\"'“‘«([¿¡„"
ROW_SHARE = 1 / 3


def ends_sentence(words: str) -> bool:
    """Tell whether the words end with the mark of a sentence's or a clause's end."""
    return bool(_TERMINAL.search(words[-40:]))


def is_complete(words: str) -> bool:
    """Tell whether the words end with any mark at all."""
    return bool(_COMPLETE.search(words[-40:]))


def starts_lower(words: str) -> bool:
    """Tell whether the first letter is a small one."""
    return words[:8].lstrip(_OPENERS)[:1].islower()


def word_count(words: str) -> int:
    """Return how many words there are; scripts without spaces count two characters as one."""
    seen = words[:MOST_SEEN]
    return max(len(seen.split()), len(_UNSPACED.findall(seen)) // 2)


def is_address(words: str) -> bool:
    """Tell whether the words end with a web address."""
    return any(_ADDRESS.match(last) and last[-1] != "." for last in words[-MOST_SEEN:].split()[-1:])


def is_sentence(words: str) -> bool:
    """Tell whether the words are a full sentence or several."""
    if word_count(words) < SENTENCE_WORDS or is_address(words):
        return False
    return is_complete(words) or bool(_INNER_END.search(words[:MOST_SEEN]))


def holds_sentences(words: str) -> bool:
    """Tell whether a sentence ends before the last one begins."""
    return bool(_INNER_END.search(words[:MOST_SEEN]))


def is_row(words: str) -> bool:
    """Tell whether figures are a good part of the words."""
    seen = words[:MOST_SEEN]
    figures = len(_FIGURE.findall(seen))
    return "\t" in seen or figures >= max(2, ROW_SHARE * len(seen.split()))


def is_statement(words: str) -> bool:
    """Tell whether the words may stand for themselves: a sentence, an end of one, a row of figures."""
    return not is_address(words) and (is_complete(words) or is_sentence(words) or is_row(words))


def is_rule(words: str) -> bool:
    """Tell whether a line is drawn, not written."""
    return len(words) <= 300 and bool(_RULE.match(words)) and not any(c.isalnum() for c in words)


def is_shouted(words: str) -> bool:
    """Tell whether a short line is written in capitals."""
    if len(words) > 100 or len(words.split()) > 10 or not words.isupper():
        return False
    letters = sum(c.isalpha() for c in words)
    return letters >= 3 and letters > 2 * sum(c.isdigit() for c in words)
