"""Words as every part of the bot compares them: folded, with a list of stop words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

# A word: letters and digits, joined by inner apostrophes, full stops of initialisms (U.N.) or decimal marks (1,000).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
# Letters that Unicode decomposition does not turn into plain Latin.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between both
    but by can could did do does doing down during each else few for from further had has have having he her here hers
    herself him himself his how however i if in into is it its itself just let me more most my myself no nor not now of
    off on once only or other our ours ourselves out over own please same shall she should so some such tell than that
    the their theirs them themselves then there these they this those through to too under until up upon us very was we
    were what whatever when where whether which while who whom whose why will with within without would you your yours
    yourself yourselves s t d ll m re ve don didn doesn isn wasn weren aren couldn wouldn shouldn hasn haven hadn
    according give know many much name list describe explain happen happened happens say said says
    im ive youre youve youll youd theyre theyve theyll theyd weve hes shes thats theres heres dont doesnt didnt isnt wasnt
    werent arent cant couldnt wont wouldnt shouldnt hasnt havent hadnt""".split()
)
# "I've", "don't", "who's": written together, some look like other words ("I'll", "we'd") and, with a capital, like a name.
_SHORTENED = re.compile(r"(?:i|you|he|she|it|we|they|that|there|who|what|where|when|how)['’](?:d|ll|m|re|s|ve)|\w+n['’]t", re.I)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the form in which words are compared: no accents, case, possessive or inner punctuation.

    >>> fold("Erdoğan’s"), fold("U.N."), fold("1,000")
    ('erdogan', 'un', '1000')
    """
    lowered = word.casefold().replace("’", "'").translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)).translate(_PLAIN)
    plain = plain.removesuffix("'s").replace("'", "").replace(",", "")
    return plain if any(c.isdigit() for c in plain) else plain.replace(".", "")


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) character offsets of the words of a text."""
    for match in _WORD.finditer(text):
        yield match.span()


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return list(chain.from_iterable(map(_words_of, text.split())))


@lru_cache(maxsize=100_000)
def _words_of(token: str) -> tuple[str, ...]:
    """Return the folded words of a text without spaces: no word reaches over a space, and most tokens come again."""
    return tuple(folded for word in _WORD.findall(token) if (folded := fold(word)))


def is_shortened(word: str) -> bool:
    """Tell whether a word, as typed, is a pronoun or a helping verb with another word written on to it: "I've", "don't"."""
    return _SHORTENED.fullmatch(word) is not None


def content_words(text: str) -> list[str]:
    """Return the folded words of a text that carry meaning, in order, each once."""
    return list(dict.fromkeys(word for word in words(text) if word not in STOP_WORDS))


def blanked(text: str, spans: Iterable[tuple[int, int]], mark: str = " ") -> str:
    """Return a text of the same length with the mark in place of each character of some stretches."""
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text
