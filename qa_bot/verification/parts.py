"""The parts of a sentence, each of which has to be said by a quote of its own."""

import re

from qa_bot.text.stems import content_stems, stem
from qa_bot.text.terms import content_words
from qa_bot.verification.names import name_stems

_BORDER = re.compile(
    r"\s*[,;:]\s+(?:and|but|or|which|who|whose|where|while|whereas|so|because|although|though|as|after|before|when|since)?\b"
    r"|\s+(?:and|but|while|whereas|which|who|because|although|though|so that|after|before|when|since|if)\b",
    re.I,
)

# A part with fewer words of its own may well be said in other ones.
UNSAID_WORDS = 2


def parts_of(sentence: str) -> tuple[str, ...]:
    """Return the clauses of a sentence, as far as commas and conjunctions tell; all its words are in one of them."""
    parts = (part.strip(" ,;:.") for part in _BORDER.split(sentence))
    return tuple(part for part in parts if part)


def unsaid_part(sentence: str, said: str) -> str | None:
    """Return the first part of a sentence of which a text has no word that carries meaning, names left out; else None."""
    held = content_stems(said)
    names = name_stems(sentence)
    for part in parts_of(sentence):
        own = {stem(word) for word in content_words(part) if not word.isdigit() and not word.endswith("ly")} - names
        if len(own) >= UNSAID_WORDS and not own & held:
            return part
    return None
