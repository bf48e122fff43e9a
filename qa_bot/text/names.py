"""Names in what was said: runs of capitalised words."""

import re

from qa_bot.text.english import MONTHS, WEEKDAYS
from qa_bot.text.terms import STOP_WORDS, fold

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*\w|[A-ZÀ-ÖØ-Þ])"
_PARTICLE = r"(?:of|de|del|der|van|von|bin|al|la|le|du|di|da)"
_NAME = re.compile(rf"(?:al-)?{_WORD}(?:\s+(?:{_PARTICLE}\s+)?(?:al-)?{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s$")
_TITLES = (
    r"(?:president|chancellor|minister|premier|prime|secretary|general|leader|spokes\w+|chairman|chairwoman|director|"
    r"ambassador|envoy|king|queen|prince|princess|mr|mrs|ms|miss|dr|doctor|professor|prof|sir|lady|captain|colonel|judge|"
    r"senator|governor|mayor|pope|bishop|author|player|coach|actor|actress|singer)"
)
_TITLE = re.compile(rf"\b{_TITLES}\b", re.I)
_TITLE_BEFORE = re.compile(rf"\b{_TITLES}\b\W*$", re.I)
_TIMES = frozenset((*MONTHS, *WEEKDAYS))
# What may stand before a name that the verb is not about: "in Libya", "of Egypt".
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|of|from|to|into|for|by|with|about|against|between|under|since|during)\s+(?:the\s+)?$", re.I
)


def name_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the names of a text, possessive endings left out.

    Stop words, months and days of the week are no names, whatever their capitals.
    """
    spans = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while (space := text.find(" ", start, end)) >= 0 and fold(text[start:space]) in STOP_WORDS:
            start = space + 1
        if fold(text[start:end]) in STOP_WORDS or fold(text[start:end]) in _TIMES:
            continue
        possessive = _POSSESSIVE.search(text[start:end])
        spans.append((start, end - len(possessive.group()) if possessive else end))
    return tuple(spans)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a text, each once, those first that do not follow a preposition."""
    spans = name_spans(text)
    after_preposition = {span: bool(_PREPOSITION.search(text[: span[0]])) for span in spans}
    ordered = sorted(spans, key=lambda span: after_preposition[span])
    return tuple(dict.fromkeys(text[start:end] for start, end in ordered))


def persons_in(text: str) -> tuple[str, ...]:
    """Return the names of a text that a title, in or before them, marks as a person's."""
    return tuple(
        dict.fromkeys(
            text[start:end]
            for start, end in name_spans(text)
            if _TITLE.search(text[start:end]) or _TITLE_BEFORE.search(text[:start])
        )
    )


def names_a_role(text: str) -> bool:
    """Tell whether a text speaks of somebody by a role: "the mayor"."""
    return bool(_TITLE.search(text))
