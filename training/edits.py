"""Edits by rule: questions turned into near misses, sentences into claims that their passage does not support, typing."""

import random
import re
from collections.abc import Callable, Sequence

from training.rows import QuestionRow

NAME = re.compile(r"(?<![.!?\"“]\s)(?<!^)\b[A-Z][\w’'-]+(?: +(?:of +(?:the +)?)?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_PAIRS = (
    "first/last before/after increase/decrease increased/decreased largest/smallest highest/lowest most/least more/fewer "
    "won/lost north/south east/west eastern/western northern/southern early/late earliest/latest begin/end began/ended "
    "start/stop started/stopped open/close opened/closed support/oppose supported/opposed accept/reject accepted/rejected "
    "approve/reject approved/rejected male/female maximum/minimum above/below inside/outside buy/sell bought/sold rise/fall "
    "rose/fell winning/losing victory/defeat cause/prevent caused/prevented allow/forbid allowed/forbidden allowed/banned "
    "join/leave joined/left create/destroy created/destroyed major/minor old/new older/newer modern/ancient rich/poor "
    "public/private internal/external positive/negative long/short longest/shortest import/export advantage/disadvantage "
    "advantages/disadvantages success/failure common/rare popular/unpopular legal/illegal known/unknown possible/impossible "
    "like/dislike good/bad best/worst always/never with/without gained/lost add/remove added/removed enter/exit entered/left "
    "arrive/depart arrived/departed attack/defend attacked/defended born/died"
)
_OPPOSITES: dict[str, tuple[str, ...]] = {}
for _pair in _PAIRS.split():
    for _one, _other in (_pair.split("/"), _pair.split("/")[::-1]):
        _OPPOSITES[_one] = (*_OPPOSITES.get(_one, ()), _other)
_AUXILIARY = re.compile(r"\b(did|does|do|is|was|are|were|can|could|has|have|had|will|would)\b(?! not)( \w+)", re.IGNORECASE)
_VERB = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|may|must|should|did|does|do)\b(?!\s+not)")
# Names joined by these words can swap places without changing the meaning.
_JOINED = re.compile(r"\s*(,|and|or|,\s*and)\s*")


def missed_question(row: QuestionRow, names: Sequence[str], rng: random.Random) -> str | None:
    """Return the question with a name, a number or an opposite exchanged so that its passage does not answer it."""
    found = [*NAME.finditer(row.question)]
    if found and rng.random() < 0.8:
        return _with_other_name(row, rng.choice(found), names, rng)
    if rng.random() < 0.5 and (opposite := opposite_question(row.question, rng)):
        return opposite
    return _with_other_number(row, rng)


def opposite_question(question: str, rng: random.Random) -> str | None:
    """Return the question with a word replaced by its opposite, or negated."""
    found = [match for match in re.finditer(r"[a-z]+", question) if match.group() in _OPPOSITES]
    if found and rng.random() < 0.75:
        word = rng.choice(found)
        return _exchange(question, word, rng.choice(_OPPOSITES[word.group()]))
    verb = _AUXILIARY.search(question)
    if verb and rng.random() < 0.6:
        return f"{question[: verb.end()]} not{question[verb.end() :]}"
    return None


def altered_claim(sentence: str, passage: str, names: Sequence[str], rng: random.Random) -> str | None:
    """Return a sentence of the passage with one thing altered, or None if no rule applies."""
    rules: list[Callable[[], str | None]] = [
        lambda: _claim_with_other_name(sentence, passage, names, rng),
        lambda: _claim_with_other_number(sentence, passage, rng),
        lambda: _denied(sentence, rng),
        lambda: _with_names_exchanged(sentence, rng),
    ]
    rng.shuffle(rules)
    return next((claim for rule in rules if (claim := rule())), None)


def without_case(question: str) -> str:
    """Return the question as typed in a hurry: lower case, no question mark."""
    return question.lower().rstrip(" ?")


def with_typo(question: str, rng: random.Random) -> str:
    """Return the question with two letters exchanged, one dropped or one doubled, inside a word of five letters or more."""
    words = [*re.finditer(r"[^\W\d_]{5,}", question)]
    if not words:
        return question
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 2)
    letters = question[at : at + 2]
    typed = rng.choice((letters[::-1], letters[0], letters[0] + letters))
    return question[:at] + typed + question[at + 2 :]


def _with_other_name(row: QuestionRow, name: re.Match[str], names: Sequence[str], rng: random.Random) -> str | None:
    inside = [other for other in NAME.findall(row.passage) if other not in row.question and name.group() not in other]
    new = rng.choice(inside) if inside and rng.random() < 0.5 else rng.choice(names)
    answers = [answer.text.lower() for answer in row.answers]
    if new.lower() in row.question.lower() or any(new.lower() in text or text in new.lower() for text in answers):
        return None
    return _exchange(row.question, name, new)


def _with_other_number(row: QuestionRow, rng: random.Random) -> str | None:
    numbers = [match for match in _NUMBER.finditer(row.question) if match.group().replace(",", "").isdecimal()]
    if not numbers:
        return None
    number = rng.choice(numbers)
    new = str(int(number.group().replace(",", "")) + rng.choice((-7, -3, -2, -1, 1, 2, 3, 5, 11)))
    return None if new in row.passage else _exchange(row.question, number, new)


def _claim_with_other_name(sentence: str, passage: str, names: Sequence[str], rng: random.Random) -> str | None:
    found = [*NAME.finditer(sentence)]
    if not found:
        return None
    name = rng.choice(found)
    inside = [other for other in NAME.findall(passage) if other not in sentence and name.group() not in other]
    new = rng.choice(inside) if inside and rng.random() < 0.7 else rng.choice(names)
    return None if new in sentence or name.group() in new else _exchange(sentence, name, new)


def _claim_with_other_number(sentence: str, passage: str, rng: random.Random) -> str | None:
    numbers = [*_NUMBER.finditer(sentence)]
    if not numbers:
        return None
    number = rng.choice(numbers)
    others = [other for other in _NUMBER.findall(passage) if other != number.group()]
    digits = number.group().replace(",", "").rstrip(".")
    if others and rng.random() < 0.5:
        return _exchange(sentence, number, rng.choice(others))
    return (
        _exchange(sentence, number, str(int(digits) + rng.choice((-10, -3, -1, 1, 2, 5, 20)))) if digits.isdecimal() else None
    )


def _denied(sentence: str, rng: random.Random) -> str | None:
    if " not " in sentence and rng.random() < 0.7:
        return sentence.replace(" not ", " ", 1)
    verb = _VERB.search(sentence)
    return f"{sentence[: verb.end()]} not{sentence[verb.end() :]}" if verb else None


def _with_names_exchanged(sentence: str, rng: random.Random) -> str | None:
    found = [*NAME.finditer(sentence)]
    if len(found) < 2:
        return None
    one, other = sorted(rng.sample(found, 2), key=lambda match: match.start())
    between = sentence[one.end() : other.start()]
    if one.group() == other.group() or _JOINED.fullmatch(between):
        return None
    return sentence[: one.start()] + other.group() + between + one.group() + sentence[other.end() :]


def _exchange(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
