"""Group questions of near-equal wording, so that one asked often counts as one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from qa_bot.text.question_form import AnswerType, answer_type, numbers
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import words

# The share of all the stems of two questions that both must have.
NEAR = 0.7
Item = TypeVar("Item")


class Wording(NamedTuple):
    """What two questions are compared by."""

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
    with_stem: defaultdict[str, list[Wording]] = defaultdict(list)
    for item in items:
        wording = wording_of(question(item))
        known = wording if wording in groups else _known(wording, with_stem)
        if known is None:
            groups[wording] = [item]
            for stem in wording.stems:
                with_stem[stem].append(wording)
        else:
            groups[known].append(item)
    return tuple(groups.values())


def _known(wording: Wording, with_stem: Mapping[str, Sequence[Wording]]) -> Wording | None:
    """Return a group's wording that is near: it has one at least of the rarest stems, as it may lack only a few."""
    by_rarity = sorted(wording.stems, key=lambda stem: (len(with_stem.get(stem, ())), stem))
    rarest = by_rarity[: int((1 - NEAR) * len(by_rarity)) + 1]
    return next((near for stem in rarest for near in with_stem.get(stem, ()) if is_near(near, wording)), None)
