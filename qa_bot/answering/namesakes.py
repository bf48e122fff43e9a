"""Whether a piece is about a namesake of what a question asks for: the mill in Orton, not the one in Larkfield."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.answering.grading import Graded
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, fold, words

_NAME, _NOUN = r"[A-ZÀ-ÖØ-Þ][^\W\d_]+", r"[a-zà-öø-ÿ][^\W\d_]{2,}"
_BEHIND = re.compile(rf"(?P<noun>\b{_NOUN})\s+(?:in|of|at|near)\s+(?:the\s+)?(?P<name>{_NAME})(?!\s+{_NAME})")
_BEFORE = re.compile(rf"(?<![A-ZÀ-ÖØ-Þ.]\s)(?P<name>\b{_NAME})(?:['’]s)?\s+(?P<noun>{_NOUN})")
# Names that begin alike may be one: Russia, Russian.
ALIKE_CHARS = 4


def is_of_namesake(question: str, piece: Graded, graded: Sequence[Graded]) -> bool:
    """Tell whether a piece names another one of what the question names; `graded` has pieces that know the name asked for."""
    held = frozenset(words(piece.evidence.text))
    told = list(_named(piece.evidence.text))
    for noun, name in _named(question):
        others = [other for thing, other in told if thing == noun]
        if name in held or not others or any(other[:ALIKE_CHARS] == name[:ALIKE_CHARS] for other in others):
            continue
        if any(name in words(other.evidence.passage.text) for other in graded):
            return True
    return False


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Yield the things that a text names: the stem of the noun and the name."""
    for pattern in (_BEHIND, _BEFORE):
        for match in pattern.finditer(text):
            noun, name = fold(match["noun"]), fold(match["name"])
            if noun not in STOP_WORDS and name not in STOP_WORDS:
                yield stem(noun), name
