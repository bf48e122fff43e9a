"""Answer a question by reckoning with the one table that it is about."""

import re
from collections.abc import Sequence

from qa_bot.reckoning.adjectives import COMPARATIVE, HIGHER, HIGHEST, LOWER, LOWEST, SUPERLATIVE
from qa_bot.reckoning.computing import compute
from qa_bot.reckoning.lexicon import COMPARATORS, FILLERS, PHRASES
from qa_bot.reckoning.reckonings import Reckoned
from qa_bot.reckoning.sheets import read_sheet
from qa_bot.reckoning.tables import Table
from qa_bot.reckoning.understanding import understand_with
from qa_bot.reckoning.vocabulary import Vocabulary
from qa_bot.text.terms import fold, word_spans

# The codes of phrases that make a question one of reckoning, and those that may: "which ... have ...", "are there ...".
_RECKONING = re.compile("[HMTEI%FUYBc]")
_LIST = re.compile(
    r"\s*(?:which|what|who|whose|list|show|name|find|give|are|is|do|does|did|has|have|in which|at which|from which)\b", re.I
)


def may_be_reckoned(question: str) -> bool:
    """Tell from its words alone whether a question may be one of reckoning, so that tables need to be looked at."""
    words = [fold(question[a:b]) for a, b in word_spans(question)]
    text = " ".join(words)
    degrees = (COMPARATIVE, SUPERLATIVE, HIGHEST, HIGHER, LOWEST, LOWER)
    if any(word in table for word in words for table in degrees) or _LIST.match(question):
        return True
    padded = f" {text} "
    return any(
        _RECKONING.match(code) and f" {phrase} " in padded for phrase, code in PHRASES.items() if phrase not in FILLERS
    ) or any(f" {phrase} " in padded for phrase in COMPARATORS if " " in phrase)


def prepare(table: Table) -> Vocabulary | None:
    """Return a table made ready for many questions, or None where it has no header or no rows."""
    sheet = read_sheet(table)
    return Vocabulary(sheet) if sheet else None


def reckon(question: str, tables: Sequence[Table]) -> Reckoned | None:
    """Return what a question comes to, or None where no table, or more than one equally, understands every word of it."""
    return reckon_prepared(question, [names for table in tables if (names := prepare(table))])


def reckon_prepared(question: str, tables: Sequence[Vocabulary]) -> Reckoned | None:
    """Return what a question comes to with tables that `prepare` gave."""
    found: list[tuple[tuple[int, bool], Reckoned | None]] = []
    for names in tables:
        asked = understand_with(question, names)
        reckoned = compute(asked, names.sheet) if asked else None
        if asked and (reckoned or asked.stated):
            found.append(((asked.weight, asked.operation != "distinct"), reckoned))
    best = max((weight for weight, _ in found), default=None)
    chosen = [reckoned for weight, reckoned in found if weight == best]
    return chosen[0] if len(chosen) == 1 else None
