"""Ask back which reading was meant, and understand the reply."""

import re
from collections.abc import Sequence

from qa_bot.text.stems import content_stems

_NUMBERED = re.compile(r"^\s*(\d)[.)]\s+(\S.*)$", re.M)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "former": 0, "latter": -1}
_NUMBER = re.compile(r"^\W*(?:number|no\.?|option|reading)?\s*#?(\d)\W*$", re.I)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b", re.I)
_YES = re.compile(r"^\W*(?:yes|yeah|yep|yup|sure|exactly|right|correct|that one|ok|okay)\b\W*(?P<rest>.*)$", re.I | re.S)
_NO = re.compile(r"^\W*(?:no|nope|not that(?: one)?|neither)\b\W*(?P<rest>.*)$", re.I | re.S)
# A reply names what was meant; a longer text is a new question.
LONGEST_REPLY_WORDS = 6


def readings_offered(text: str) -> tuple[str, ...]:
    """Return the readings that a text offers by number, one a line; () where it does not count from 1."""
    found = _NUMBERED.findall(text)
    counts_up = [int(number) for number, _ in found] == list(range(1, len(found) + 1))
    questions = tuple(" ".join(reading.split()) for _, reading in found)
    return questions if counts_up and len(questions) > 1 and all(q.endswith("?") for q in questions) else ()


def reading_chosen(reply: str, readings: Sequence[str]) -> str | None:
    """Return the reading that a reply chooses: by number, ordinal, yes or no, or a name that only it has; else None."""
    if not readings:
        return None
    if (number := _NUMBER.match(reply)) and 1 <= int(number.group(1)) <= len(readings):
        return readings[int(number.group(1)) - 1]
    if len(reply.split()) > LONGEST_REPLY_WORDS:
        return None
    agrees, refuses = _YES.match(reply), _NO.match(reply)
    rest = (agrees or refuses or {"rest": reply})["rest"]
    if not content_stems(rest) or _ORDINAL.search(rest):
        if (ordinal := _ORDINAL.search(rest)) and _ORDINALS[ordinal.group(1).lower()] < len(readings):
            return readings[_ORDINALS[ordinal.group(1).lower()]]
        if agrees:
            return readings[0]
        return readings[1] if refuses and len(readings) == 2 else None
    return _named(rest, readings)


def _named(reply: str, readings: Sequence[str]) -> str | None:
    """Return the one reading that holds most of the words that tell the readings apart."""
    stems = [content_stems(reading) for reading in readings]
    shared = frozenset.intersection(*stems)
    said = content_stems(reply) - shared
    held = [len(said & own) for own in stems]
    best = max(held)
    return readings[held.index(best)] if best and held.count(best) == 1 else None
