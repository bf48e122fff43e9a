"""Words of a question as the columns whose headers they name, and when they only look so."""

from collections.abc import Sequence

from qa_bot.reckoning.adjectives import SUPERLATIVE, VERBS
from qa_bot.reckoning.columns import GLUE
from qa_bot.reckoning.item import Item, Reading, Word, folded
from qa_bot.reckoning.lexicon import FILLERS
from qa_bot.reckoning.measures import Stems
from qa_bot.reckoning.rates import is_portion
from qa_bot.reckoning.roots import root
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.text.terms import fold

# Prepositions that may be headers of their own: a bus "From" somewhere.
_PREPOSITIONS = frozenset(("from", "to", "by", "at", "in", "on", "for"))
# What stands between a deed and its date.
DATING = frozenset("after before since until".split())
# What stands before a unit that is asked for: "how many days", "the most hours".
_BEFORE_UNITS = frozenset("many much more fewer less most fewest least of average total same number".split())


def read_headers(words: Sequence[Word], place: int, names: Vocabulary) -> list[Reading]:
    """Return the readings of the words from a place on as columns, or as the rows that the key's header calls."""
    return [
        reading
        for width in range(1, min(7, len(words) - place) + 1)
        if (reading := _header(words, place, width, names)) is not None
    ]


def _header(words: Sequence[Word], place: int, width: int, names: Vocabulary) -> Reading | None:
    """Return the reading of so many words as a column that they name, or that a word of the same meaning names."""
    word, stems = words[place].folded, tuple(word.stem for word in words[place : place + width])
    columns, whole = names.columns_named(stems)
    if width > 1 and any(other.folded in SUPERLATIVE for other in words[place : place + width]):
        columns = tuple(index for index in columns if names.has_in_order(index, stems))
    if columns == (names.sheet.key,) and set(stems) <= names.modifiers:
        return None
    if width == 1 and names.only_says_per(stems[0], columns):
        return (1, 3, (Item("R", word, stems=stems),)) if is_portion(word) else None
    if width == 1 and _only_looks_so(words, place, columns, whole, names):
        return None
    if not columns or (not whole and {stems[0], stems[-1]} & GLUE) or (stems[0] in GLUE and width > 1):
        is_noun = width == 1 and not columns and word not in FILLERS | set(VERBS)
        like = names.columns_like(stems[0]) if is_noun else ()
        return (1, 3, (_column(word, like, names),)) if like else None
    unasked = names.are_units(stems, columns) and (not place or words[place - 1].folded not in _BEFORE_UNITS)
    if unasked or stems[-1] in GLUE or (width == 1 and not whole and word in SUPERLATIVE):
        return None
    return width, 9 if whole else 6, (_column(folded(words, place, width), columns, names, stems),)


def _only_looks_so(words: Sequence[Word], place: int, columns: tuple[int, ...], whole: bool, names: Vocabulary) -> bool:
    """Tell whether a word has a header's root and means something else: a preposition, another verb, a thing of its own."""
    word = words[place].folded
    if word in _PREPOSITIONS and not names.has_value(columns, words[place + 1 : place + 3]):
        return True
    if word.endswith("ed") and _are_planned(_names_of(columns, names)):
        return True
    if word.endswith("ed") and folded(words, place + 1) in DATING and not _have_days(columns, names):
        return True
    if whole:
        return False
    if columns and _counts_things(words, place, columns, names):
        return True
    return word in VERBS and not _has_verb(columns, word, names)


def _have_days(columns: tuple[int, ...], names: Vocabulary) -> bool:
    """Tell whether columns say when: who was hired after 2019 is no matter of the column "Hired to"."""
    return any(names.sheet.columns[index] in names.measures.times for index in columns)


def _has_verb(columns: tuple[int, ...], verb: str, names: Vocabulary) -> bool:
    """Tell whether headers have a verb in this form, or in another of its forms: "spend" of "Time spent"."""
    forms = [form for form, nouns in VERBS.items() if nouns == VERBS[verb] and root(form) == root(verb)]
    return any(form in header for header in _names_of(columns, names) for form in forms)


def _counts_things(words: Sequence[Word], place: int, columns: tuple[int, ...], names: Vocabulary) -> bool:
    """Tell whether a word asks for things of which headers of yes and no only speak: "how many boats" of a "Boats licence"."""
    before = folded(words, place - 1)
    held = [names.sheet.columns[index] for index in columns]
    asked = before == "many" or before in SUPERLATIVE
    return asked and all(column.kind == "yes_no" and column.stems[-1] != words[place].stem for column in held)


def _column(text: str, columns: tuple[int, ...], names: Vocabulary, stems: Stems = ()) -> Item:
    is_key = (columns == (names.sheet.key,) and names.sheet.key_is_unique) or names.is_kind_of_rows(columns, stems)
    return Item("R" if is_key else "C", text, columns, stems)


def _names_of(columns: tuple[int, ...], names: Vocabulary) -> list[list[str]]:
    return [fold(names.sheet.columns[index].name).split() for index in columns]


def _are_planned(headers: list[list[str]]) -> bool:
    """Tell whether columns say what is to come: the next service is none that was done."""
    return bool(headers) and all({"next", "planned", "due"} & set(header) for header in headers)
