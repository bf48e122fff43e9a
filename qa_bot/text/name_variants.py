"""Whether two words name the same: other spellings, a country and its people, initials."""

from collections.abc import Iterable, Iterator, Sequence

from qa_bot.text.english import DEMONYMS
from qa_bot.text.terms import fold
from qa_bot.text.word_families import are_related

# What transliterations write in several ways: vowels, and q for k.
_SOUNDS = str.maketrans("q", "k", "aeiouy")
SHORTEST_TRANSLITERATED = 5


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two folded words name the same: alike, of one family, another spelling, or a country and its people."""
    return (
        first == second
        or are_related(first, second)
        or are_transliterations(first, second)
        or frozenset((first, second)) in DEMONYMS
    )


def are_transliterations(first: str, second: str) -> bool:
    """Tell whether two names differ as transliterations do: Serraj and Sarraj, Sergei and Sergey, Tubruq and Tobruk."""
    if min(len(first), len(second)) < SHORTEST_TRANSLITERATED or first[0] != second[0]:
        return False
    bones = first.translate(_SOUNDS)
    return len(bones) > 1 and bones == second.translate(_SOUNDS)


def has_variant(name: str, written: Iterable[str]) -> bool:
    """Tell whether one of some words, as they are written, is a name that is the same as a folded one."""
    return any(word[0].isupper() and is_same_name(fold(word), name) for word in written)


def unpunctuated(text: str) -> frozenset[str]:
    """Return what stands between the spaces of a text, folded, without points and hyphens: "A.P." and "AP" are one."""
    return frozenset(fold(part).replace("-", "").replace(".", "") for part in text.split())


def shortened(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the folded initials of each stretch of two words or more, and the stretch: "un" for United Nations."""
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            yield "".join(folded[0] for word in words[start:end] if (folded := fold(word))), words[start:end]
