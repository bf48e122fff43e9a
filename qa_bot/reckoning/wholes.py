"""Words for all that a table is about, which choose no rows: "the company", "at the shelter", "on sale"."""

import re
from collections.abc import Sequence

from qa_bot.reckoning.columns import stems_of
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.vocabulary import Vocabulary

_SOLD = frozenset(("on sale", "for sale", "on offer"))
_ON = frozenset(
    "on show|on display|on record|on file|on the books|on the list|on the register|on our books|on the menu".split("|")
)
_THE = frozenset(("the", "our", "this", "your", "their", "my"))
_WHERE = frozenset(("at", "in", "from", "of", "on"))
# What has a table of its own, whole: no part of a house or of a country.
_WHOLES = frozenset(
    root(word)
    for word in (
        "company firm business school college university shelter club society association charity trust council museum gallery library shop store "
        "restaurant scheme programme program organisation organization foundation institute agency fleet collection register list catalogue "
        "inventory menu podcast festival league zoo theatre clinic hospital brewery bakery practice race show series counter market stall rack"
    ).split()
)


def read_wholes(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of the words at a place that name the whole."""
    return [*_where(words, place, names), *_whole(words, place, names), *_on(words, place, names)]


def _where(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "at the shelter" as nothing where the name of the file or of the document says that all is there."""
    if folded(words, place - 1) not in _THE or folded(words, place - 2) not in _WHERE:
        return []
    return [(1, 3, ())] if words[place].stem in _known(names) and not _is_named(words[place], names) else []


def _whole(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return "the company" and "our car-sharing scheme" as nothing; its first words are those of the title."""
    if folded(words, place - 1) not in _THE:
        return []
    for width in (1, 2, 3):
        taken = words[place : place + width]
        if len(taken) == width and taken[-1].stem in _WHOLES and not any(_is_named(word, names) for word in taken[-1:]):
            joined = len(taken) > 2 and taken[0].end + 1 == taken[1].start and not _is_named(taken[1], names)
            known = joined or all(word.stem in _known(names) or names.names_rows(word.stem) for word in taken[:-1])
            plural = taken[-1].folded.endswith("s") and not taken[-1].folded.endswith("ss")
            rows = names.names_rows(taken[-1].stem) and (plural or folded(words, place - 2) not in _WHERE)
            return [(width, 5, (Item("w", folded(words, place, width)),))] if known and not rows else []
    return []


def _known(names: Vocabulary) -> set[str]:
    return {*stems_of(re.sub(r"[\W_]+", " ", names.sheet.table.source.split("#")[0])), *names.title}


def _is_named(word: Word, names: Vocabulary) -> bool:
    return bool(names.columns_named((word.stem,))[0] or names.value_columns((word.stem,)))


def _on(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    sold = folded(words, place, 2) in _SOLD and names.measures.measure(("price",)) is not None
    if sold and folded(words, place - 1) not in ("are", "is", "were", "was", "still", "not", "be"):
        return [(2, 8, ())]
    for width in (3, 2):
        taken = words[place : place + width]
        if folded(words, place, width) in _ON and not any(_is_named(word, names) for word in taken[1:]):
            return [(width, 8, ())]
    return []
