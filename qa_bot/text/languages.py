"""In which language a text is written, as far as that is sure."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from qa_bot.text.terms import words

ENGLISH = "en"
# The languages that are told apart, by their codes in ISO 639-1.
NAMES: Mapping[str, str] = dict(
    pair.split("/")
    for pair in """ar/Arabic bg/Bulgarian bn/Bengali ca/Catalan cs/Czech da/Danish de/German el/Greek en/English es/Spanish
    et/Estonian fa/Persian fi/Finnish fr/French he/Hebrew hi/Hindi hr/Croatian hu/Hungarian id/Indonesian it/Italian ja/Japanese
    ko/Korean lt/Lithuanian lv/Latvian nl/Dutch no/Norwegian pl/Polish pt/Portuguese ro/Romanian ru/Russian sk/Slovak
    sl/Slovenian sr/Serbian sv/Swedish ta/Tamil th/Thai tr/Turkish uk/Ukrainian ur/Urdu vi/Vietnamese zh/Chinese""".split()
)
# A language is likely from this probability on; beside one that is at least this sure, none else may be.
LIKELY, SURE = 0.1, 0.4
# A text of so many characters tells its language.
ENOUGH_CHARS = 600
# Words of English questions that are none in the other languages.
_ENGLISH_ONLY = frozenset(
    """the what who whom whose when where which why how does did and from about there their this that they you your would
    should could tell these those whats""".split()
)
# Letters beyond those of the Latin script with its accents.
_LATIN_ENDS = "ɏ"
_VIETNAMESE = ("Ḁ", "ỿ")


def is_plainly_english(question: str) -> bool:
    """Tell whether a question has a word that only English has."""
    return not _ENGLISH_ONLY.isdisjoint(words(question))


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin."""
    letters = [c for c in text if c.isalpha()]
    latin = [c for c in letters if c <= _LATIN_ENDS or _VIETNAMESE[0] <= c <= _VIETNAMESE[1]]
    return 2 * len(latin) >= len(letters)


def likely_languages(text: str) -> tuple[str, ...]:
    """Return the codes of the languages that a text may be in, likeliest first; none if none is sure enough."""
    ranked = [(code, float(share)) for code, share in _identifier().rank(text[:ENOUGH_CHARS])]
    return tuple(code for code, share in ranked if share >= LIKELY) if ranked[0][1] >= SURE else ()


@cache
def _identifier() -> Any:
    # Loading the model takes most of a second, so it is loaded only for questions that may not be English.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
