"""Roots of words: stems, with irregular verbs brought to one form, so that "won" meets "win" and "bought" meets "buy"."""

from functools import lru_cache

from qa_bot.text.stems import stem
from qa_bot.text.terms import fold, word_spans

_IRREGULAR = """buy bought|sell sold|win won|lose lost|make made|build built|write wrote written|begin began begun|hold held|pay paid|spend spent|
teach taught|draw drew drawn|come came|take took taken|give gave given|go went gone|run ran|grow grew grown|drive drove driven|fly flew flown|
eat ate eaten|drink drank drunk|send sent|strike struck|lend lent|keep kept|meet met|lead led|read|see saw seen|speak spoke spoken|break broke broken|
catch caught|bring brought|think thought|sing sang sung|swim swam swum|ride rode ridden|wear wore worn|choose chose chosen|know knew known|
fall fell fallen|rise rose risen|stand stood|sleep slept|sit sat|lay laid|feed fed|shoot shot|bear born|find found|leave left|do did done"""
_LEMMAS = {form: forms.split()[0] for forms in _IRREGULAR.replace("\n", "").split("|") for form in forms.split()[1:]}
# Adjectives of a header that are also verbs of their own.
_KEPT = frozenset(("found", "left"))
_PLURALS = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "mice": "mouse", "geese": "goose",
    "teeth": "tooth", "shelves": "shelf", "wolves": "wolf", "knives": "knife", "loaves": "loaf", "leaves": "leaf", "data": "datum",
    "halves": "half", "wives": "wife", "lives": "life", "oxen": "ox", "criteria": "criterion",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def root(folded: str) -> str:
    """Return the root of a folded word.

    >>> root("won"), root("children"), root("prices")
    ('win', 'child', 'price')
    """
    if folded in _PLURALS and folded not in ("leaves", "lives", "data"):
        return stem(_PLURALS[folded])
    return stem(folded if folded in _KEPT else _LEMMAS.get(folded, folded))


@lru_cache(maxsize=50_000)
def roots_of(text: str) -> tuple[str, ...]:
    """Return the roots of all words of a text, in order."""
    return tuple(root(folded) for a, b in word_spans(text) if (folded := fold(text[a:b])))
