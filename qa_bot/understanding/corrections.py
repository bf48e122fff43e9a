"""The user says what was meant: "no, I meant the summer fee", "not 2023, 2024"."""

import re

from qa_bot.text.english import AUXILIARY, QUESTION_WORD

LONGEST_WORDS = 8
_REFUSING = r"(?:no|nope|sorry|oops|pardon|wait|hm+|actually|well|not that(?: one)?)"
_MEANING = (
    r"(?:i\s+(?:actually\s+|really\s+)?(?:meant?|was\s+(?:asking|talking)\s+about)|i['’]m\s+(?:asking|talking)\s+about|"
    r"i\s+wanted(?:\s+to\s+know)?|make\s+(?:that|it)|(?:that\s+)?should\s+(?:be|have\s+been)|rather)"
)
_MEANT = re.compile(
    rf"^(?:{_REFUSING}\b[\s,;:.!-]*)*{_MEANING}\s+(?:(?:not\s+[^,;]+|about)[\s,;]+)?(?P<subject>[^?]+?)\W*$", re.I
)
_NOT = re.compile(
    rf"^(?:{_REFUSING}\b[\s,;:.!-]*)*not\s+(?P<wrong>[^,;]+?)\s*(?:[,;]|\bbut\b|-)\s*(?:but\s+)?(?P<subject>[^?]+?)\W*$", re.I
)
_REFUSED = re.compile(rf"^(?:{_REFUSING}\b[\s,;:.!-]*)+(?P<subject>[^?]+?)\W*$", re.I)
_AFTERWARDS = re.compile(r"^(?P<subject>[^,;?]+?)\s*[,;]\s*not\s+(?P<wrong>[^,;?]+?)\W*$", re.I)
_INSTEAD = re.compile(r"\s+(?:instead|rather|i\s+meant?|please)$|\s*,\s*not\s+[^,]+$", re.I)
_IS_SENTENCE = re.compile(rf"^(?:{QUESTION_WORD}|{AUXILIARY}|i|you|we|it|thanks?|thank|that|this|yes|no)\b", re.I)


def corrected_to(text: str) -> str | None:
    """Return what was meant, in the user's words: a fragment, or a question of its own; None if nothing is corrected."""
    for pattern in (_NOT, _MEANT, _AFTERWARDS, _REFUSED):
        if found := pattern.match(text.strip()):
            subject = _INSTEAD.sub("", found["subject"]).strip()
            is_short = 0 < len(subject.split()) <= LONGEST_WORDS
            if is_short and not (pattern in (_REFUSED, _NOT) and _IS_SENTENCE.match(subject)):
                return subject
    return None
