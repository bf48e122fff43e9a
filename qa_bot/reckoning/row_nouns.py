"""What the rows of a table may be called: by its title, by the header of their names, by what their cells are."""

import re

from qa_bot.reckoning.columns import GLUE, Sheet, stems_of
from qa_bot.reckoning.kinds import nouns_of
from qa_bot.reckoning.lexicon import COMPARATORS, FILLERS, PHRASES
from qa_bot.reckoning.nouns import GENERIC, OF_PEOPLE, PEOPLE, PERSONS, alike
from qa_bot.reckoning.roots import root

# Words of headers after the word for what is so called: "Runner name".
_CALLED = frozenset(root(w) for w in "name title id no number code nr label tag ref type".split())
# Headers with these say of which kind someone is, not who.
_KINDS = frozenset(root(w) for w in "type kind class category group age".split())
_RESERVED = frozenset(root(word) for phrase in (*PHRASES, *COMPARATORS) for word in phrase.split())


def row_nouns_of(sheet: Sheet) -> frozenset[str]:
    """Return the roots of all nouns that rows may be called by."""
    key = sheet.columns[sheet.key]
    modifiers = modifiers_of(sheet)
    title = {w for w in title_of(sheet) - modifiers - surroundings_of(sheet) if w not in _RESERVED and not w.isdigit()}
    own = set(key.stems) - _RESERVED - modifiers if sheet.key_is_unique else set()
    nouns = title | own | alike(title | (own - {root("name"), root("title")}))
    headers = {word for column in sheet.columns for word in column.stems}
    if sheet.key_is_unique and root("name") in key.stems and headers & OF_PEOPLE:
        nouns |= PEOPLE
    return frozenset(nouns | GENERIC | nouns_of(sheet))


def title_of(sheet: Sheet) -> frozenset[str]:
    """Return the stems of the words of a table's title."""
    return frozenset(word for word in stems_of(sheet.table.title) if word not in FILLERS)


def surroundings_of(sheet: Sheet) -> frozenset[str]:
    """Return the words of a title that say whose or where the rows are: the club of "Boats of the club"."""
    before, *parts = re.split(r"\s+(?:of|in|for)\s+", sheet.table.title)
    first = set(stems_of(before))
    rows = {word for place in (sheet.key, sheet.kind) if place is not None for word in stems_of(sheet.columns[place].name)}
    if not first & (alike(rows) - GLUE):
        return frozenset()
    return frozenset(word for word in stems_of(" ".join(parts)) if word not in first | rows and not word.isdigit())


def modifiers_of(sheet: Sheet) -> frozenset[str]:
    """Return the words before the noun of a compound header of the rows: "Car park" names no cars."""
    name = re.sub(r"\s*\(.*", "", sheet.columns[sheet.key].name)
    header = stems_of(name) if sheet.key_is_unique else ()
    if len(header) < 2 or header[-1] in _CALLED or set(header) & GLUE:
        return frozenset()
    return frozenset(header[:-1]) - {header[-1]}


def person_of(sheet: Sheet) -> int | None:
    """Return the one column of people where rows are called by something else: who is asked for then."""
    people = PERSONS | PEOPLE
    if set(sheet.columns[sheet.key].stems) & people:
        return None
    held = [
        column.place
        for column in sheet.columns
        if column.kind == "words" and set(column.stems) & people and not set(column.stems) & _KINDS
    ]
    return held[0] if len(held) == 1 else None
