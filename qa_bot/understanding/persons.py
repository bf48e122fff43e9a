"""Who "he" or "she" may be after a turn: the answer to a "who", or somebody of the question or the answer."""

import re
from collections.abc import Sequence

from qa_bot.conversation import Turn
from qa_bot.text.names import name_spans, names_in, persons_in
from qa_bot.text.stems import content_stems
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.said import said_to

_WHO = re.compile(r"\W*whom?\b", re.I)
# "Who is Ada Quill?" asks about somebody, not for somebody.
_WHO_IS = re.compile(r"\W*who(?:['’]s|\s+(?:is|was|are|were))\s+$", re.I)
_BEGINS_POSSESSIVE = re.compile(r"['’]s?\b")
# Somebody who is known by what he or she does, where no name is said: "paid to the treasurer".
_ROLE = re.compile(
    r"\b(?:the|our|a|an)\s+(?:[a-z]+\s+)?[a-z]*(?:er|or|ist|ian|man|woman|person|chair|secretary|guard|nurse|cook)\b"
)


def asks_for_somebody(question: str) -> bool:
    """Tell whether a person is the answer to a question: "Who led them?", but not "Who is Ada Quill?"."""
    return bool(_WHO.match(question)) and not _asks_about_somebody(question)


def _asks_about_somebody(question: str) -> bool:
    """Tell whether a question is about somebody it names: "Who is Ada Quill?", but not "Who was Ada Quill’s predecessor?"."""
    named = name_spans(question)[:1]
    return any(_WHO_IS.match(question[:start]) and not _BEGINS_POSSESSIVE.match(question, end) for start, end in named)


def person_meant(before: str, last: Turn) -> str:
    """Return whom "he" or "she" most likely means after a turn; "" if nobody is known."""
    return next(iter(persons_meant(before, last)), "")


def persons_told(asked: Sequence[tuple[str, Turn]]) -> tuple[str, ...]:
    """Return the persons that were the answers to questions for somebody."""
    return tuple(person_meant(question, turn) for question, turn in asked if asks_for_somebody(question) and turn.answer)


def persons_meant(before: str, last: Turn) -> tuple[str, ...]:
    """Return who "he" or "she" may be: the answer to a "who", else the persons of the question, then of the answer."""
    said = said_to(before, last)
    asked = names_in(before)
    titled = persons_in(f"{before} {said}")
    # "Angela Merkel" in the question and "German Chancellor Angela Merkel" in the answer are one person.
    known = tuple(name for name in asked if any(name in person for person in titled))
    new = tuple(person for person in titled if not any(name in person for name in known))
    if _asks_about_somebody(before):
        return tuple(dict.fromkeys((*asked, *new)))
    if asks_for_somebody(before):
        answer = new or told_in_role(before, said, asked) or _role(said)
        # "Who supports Ada Quill?", "Norway.": he or she is more likely the person of the question.
        is_one = any(" " in one and not _is_listed(one, said) for one in answer)
        full = [name for name in asked if " " in name and not is_one]
        return tuple(dict.fromkeys((*full, *answer, *known)))
    named = tuple(dict.fromkeys((*known, *new))) or _full_names_first((*asked, *names_in(said)))
    return named or _role(said)


def _is_listed(name: str, said: str) -> bool:
    """Tell whether a text has a name beside others: "Old Wick, Marlow and Penhurst" are not "he"."""
    return re.search(rf"{re.escape(name)}\s*(?:,|and\b|&)\s*(?:the\s+)?[A-ZÀ-Þ]", said) is not None


def _full_names_first(names: Sequence[str]) -> tuple[str, ...]:
    """Return names, those of two words or more first: one word may be a place or a firm."""
    return tuple(sorted(dict.fromkeys(names), key=lambda name: " " not in name))


def told_in_role(before: str, said: str, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name that an answer gives to somebody: of several, the one beside the words of the question."""
    names = [name for name in names_in(said) if name not in asked]
    # Neither the thing that is asked about, nor what is done to somebody: "Complaints go to Ada Quill".
    others = [name for name in names if not content_stems(name) & content_stems(before)]
    full = [name for name in names if " " in name]
    names = [name for name in full if name in others] or full or others or names
    roles = [match for word in _roles_asked(before) for match in re.finditer(rf"\b{re.escape(word)}\b", said, re.I)]
    spans = [(a, b) for a, b in name_spans(said) if said[a:b] in names]
    if len(names) < 2 or not roles or not spans:
        return tuple(names[:1])
    role = roles[0]
    nearest = min(spans, key=lambda span: max(span[0] - role.end(), role.start() - span[1]))
    return (said[slice(*nearest)],)


def _roles_asked(before: str) -> tuple[str, ...]:
    return tuple(phrase.nouns[-1] for phrase in noun_phrases(before) if not phrase.is_name)


def _role(said: str) -> tuple[str, ...]:
    """Return who an answer without a name speaks of: "the treasurer"."""
    return tuple(f"the {match.group().split(maxsplit=1)[1]}" for match in _ROLE.finditer(said))[:1]
