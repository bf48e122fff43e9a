"""Group questions of near-equal wording, so that one asked often counts as one."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from qa_bot.text.questions import AnswerType, answer_type, numbers
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import words

# The share of all the stems of two questions that both must have.
NEAR = 0.7
Item = TypeVar("Item")


class Wording(NamedTuple):
    """Be what two questions are compared by."""

    stems: frozenset[str]
    numbers: frozenset[str]
    kind: AnswerType


def wording_of(question: str) -> Wording:
    """Return what a question is compared by; where every word is a stop word, all of them count."""
    stems = content_stems(question) or frozenset(words(question))
    return Wording(stems, frozenset(numbers(question)), answer_type(question))


def is_near(one: Wording, other: Wording) -> bool:
    """Tell whether two questions ask the same: the same kind of answer, the same numbers, nearly the same words."""
    if one.kind != other.kind or one.numbers != other.numbers:
        return False
    together = one.stems | other.stems
    return not together or len(one.stems & other.stems) / len(together) >= NEAR


def group_by_wording(items: Iterable[Item], question: Callable[[Item], str]) -> tuple[Sequence[Item], ...]:
    """Return the items in groups, each with the first of its kind in front; the order is kept."""
    groups: dict[Wording, list[Item]] = {}
    for item in items:
        wording = wording_of(question(item))
        near = wording if wording in groups else next((known for known in groups if is_near(known, wording)), wording)
        groups.setdefault(near, []).append(item)
    return tuple(groups.values())
