"""Reword a text without changing what is true: replace words by synonyms, move parts of a sentence to its start or end."""

import random
import re
from functools import cache
from importlib.resources import files

# The chance that a second word is replaced too; for a third it is half of that.
WORD_SHARE = 0.6
_ARTICLE = re.compile(r"\b([aA])n? $")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LAST = re.compile(r"^(?P<first>(?:In|On|During|After|Before|Since|By|Until) [^,.;:]{3,40}), (?P<rest>[^.;:]+)(?P<end>\.?)$")
_CLAUSE = re.compile(
    r"^(?P<first>(?:If|When|Because|While|Although|Unless|Once) [^,.;:]{8,90}), (?P<rest>[^.;:]+)(?P<end>\.?)$"
)
_FIRST = re.compile(
    r"^(?P<rest>[^,.;:]{12,}?) (?P<first>(?:if|when|because|while|unless|in \d{4}|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b[^,.;:]{0,90})(?P<end>\.?)$"
)
_NO_NAMES = frozenset(
    "The A An It He She They We You This These That There In On At All Some Many Most Each Every His Her Its Their Our Your No".split()
)


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return the synonyms of each word, in lower case."""
    lines = files("training").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split("/") for line in lines if line and not line.startswith("#")]
    return {first: tuple(others) for first, *others in groups}


def in_other_words(text: str, rng: random.Random) -> str:
    """Return the text with up to three words replaced by synonyms; unchanged if it has no such word."""
    known = synonyms()
    found = [match for match in _WORD.finditer(text) if match.group() in known]
    if not found:
        return text
    chosen = rng.sample(found, min(len(found), 1 + (rng.random() < WORD_SHARE) + (rng.random() < WORD_SHARE / 2)))
    for match in sorted(chosen, key=lambda one: -one.start()):
        new = rng.choice(known[match.group()])
        before = text[: match.start()]
        if article := _ARTICLE.search(before):
            before = before[: article.start()] + article[1] + ("n " if new[0] in "aeiou" else " ")
        text = before + new + text[match.end() :]
    return text


def turned(sentence: str) -> str:
    """Return a sentence with its first part moved to the end, or its last to the start; unchanged if it has no such part."""
    for pattern in (_LAST, _CLAUSE):
        if match := pattern.match(sentence):
            first, rest = match["first"], match["rest"]
            return f"{rest[0].upper()}{rest[1:]} {first[0].lower()}{first[1:]}{match['end']}"
    if match := _FIRST.match(sentence):
        first, rest = match["first"], match["rest"]
        lead = rest if _is_name(rest) else rest[0].lower() + rest[1:]
        return f"{first[0].upper()}{first[1:]}, {lead}{match['end']}"
    return sentence


def _is_name(text: str) -> bool:
    """Return whether a sentence's first word probably keeps its capital inside a sentence."""
    return text.split()[0] not in _NO_NAMES
