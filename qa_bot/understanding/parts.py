"""The parts of a question that joins several questions with "and"."""

import re
from collections.abc import Sequence

from qa_bot.text.english import AUXILIARY, PREPOSITIONS, QUESTION_WORD
from qa_bot.text.question_form import LONGEST_QUESTION_WORDS
from qa_bot.text.stems import content_stems
from qa_bot.understanding.antecedents import points_back

MOST_PARTS = 3
_BEFORE = rf"(?:(?:{'|'.join((*PREPOSITIONS, 'by', 'of', 'to', 'until'))})\s+)?"
_AND = re.compile(rf"\s*,?\s+and\s+(?:also\s+)?(?={_BEFORE}(?:{QUESTION_WORD})\b)", re.I)
_ASKS = re.compile(rf"\W*(?:{_BEFORE}(?:{QUESTION_WORD})|{AUXILIARY})\b", re.I)
# "Who keeps the key", "what will it cost", "which of the boats are new": a question word with its verb. "What after the war" has none.
_WITH_VERB = re.compile(
    rf"{_BEFORE}(?:who\s+(?!(?:{'|'.join(PREPOSITIONS)}|or|and)\b)\w+|what\s+happen(?:s|ed)|(?:{QUESTION_WORD})\b(?:\s+[\w'’-]+){{0,4}}?\s+(?:{AUXILIARY}))\b",
    re.I,
)
_WORD = re.compile(rf"\b(?:{QUESTION_WORD})\b", re.I)
_THAT = re.compile(r"\bthat\b", re.I)
# "What is the difference between who votes and who pays?" is one question.
_COMPARES = re.compile(r"\b(?:compar\w*|differ\w*|between|both|versus|vs|respective(?:ly)?)\b", re.I)


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions that a question joins, each as it is asked alone; () where it is one question.

    "Who was elected and what will the roof cost?" joins two. "When and where was it built?" is one, and so is "Who are the members
    who row and who pay?".
    """
    said = [part.strip(" ?!.,;") for part in _AND.split(question)]
    if max(len(part.split()) for part in said) > LONGEST_QUESTION_WORDS:
        return ()
    if not 2 <= len(said) <= MOST_PARTS or _COMPARES.search(question) or points_back(said[0]):
        return ()
    if not _ASKS.match(said[0]) or not all(_WITH_VERB.match(part) for part in said[1:]):
        return ()
    if not all(content_stems(part) and not _ends_open(part) for part in said) or _is_relative(said):
        return ()
    return tuple(f"{part[0].upper()}{part[1:]}?" for part in said)


def _ends_open(part: str) -> bool:
    """Tell whether a part ends with a question word, whose verb then stands in the next one."""
    return _WORD.search(part.split()[-1]) is not None


def _is_relative(said: Sequence[str]) -> bool:
    """Tell whether a later part goes on with a clause of the first one: its question word, or "that", stands inside that one too."""
    rest = said[0].partition(" ")[2]
    inside = {word.lower() for word in _WORD.findall(rest)}
    if _THAT.search(rest):
        inside |= {"who", "which"}
    return any(found[0].lower() in inside for part in said[1:] if (found := _WORD.search(part)))
