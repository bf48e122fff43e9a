"""How old somebody or something is: what tells the age of a person, and how else one may ask when a thing began."""

import re

from qa_bot.text.english import NUMBERS
from qa_bot.text.names import names_a_role
from qa_bot.text.terms import fold, word_spans

# "How old is the club?" is answered by when it was founded, "how old is the bridge?" by when it was built; of several, people may be meant.
_THING = re.compile(r"^\W*how\s+old\s+is\s+(?P<thing>(?:(?:the|our|your|this)\s+\S|[A-ZÀ-ÖØ-Þ])[^,?]*?)\W*$", re.I)
_SOMEBODY = re.compile(r"^\W*(?i:how\s+old\s+(?:is|was))\s+(?P<name>(?:[A-ZÀ-ÖØ-Þ]|(?:he|she)\b|the\s)[^,?]*?)\W*$")
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
# What tells an age, and for a name that is no person's how long something has been there.
_AGE = re.compile(
    rf"\b(?:age[ds]?|born|birth(?:day|s|date)?|years?[\s-]old|years\s+of\s+age|turn(?:s|ed|ing)?\s+{_NUMBER}|teens|"
    rf"in\s+(?:his|her|their)\s+(?:early\s+|mid\s*-?|late\s+)?(?:\w+ties|\d0s))\b|"
    rf"\b(?:is|was)\s+(?:\w+\s+)?{_NUMBER}(?=\W*$|\s*[.,;!?)]|\s+and\b)|[(,]\s*{_NUMBER}\s*[),]|"
    r"\b(?:founded|built|launched|established|cast|planted|dat(?:es|ing)|centur(?:y|ies))\b",
    re.I,
)


def begun_thing(question: str) -> str:
    """Return the thing whose age a question asks for; "" if it asks for none."""
    found = _THING.match(question)
    return found["thing"] if found else ""


def somebody_aged(question: str) -> str:
    """Return whose age a question asks for: a name, a role, "he" or "she"; "" if it asks for no person's."""
    found = _SOMEBODY.match(question)
    is_person = found is not None and (not found["name"].startswith("the ") or names_a_role(found["name"]))
    return found["name"] if found and is_person else ""


def is_age_of(person: str, text: str) -> bool:
    """Tell whether a text says an age, not just some number, and has a person's last name or a pronoun."""
    last = fold(person.split()[-1])
    names = {fold(text[a:b]) for a, b in word_spans(text)}
    return _AGE.search(text) is not None and bool(names & {last, "he", "she", "his", "her"})
