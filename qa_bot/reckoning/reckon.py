"""Answer a question by reckoning with the one table that it is about."""

from collections.abc import Sequence

from qa_bot.reckoning.columns import read_sheet
from qa_bot.reckoning.computing import compute
from qa_bot.reckoning.reckonings import Reckoned
from qa_bot.reckoning.tables import Table
from qa_bot.reckoning.understanding import understand_sheet


def reckon(question: str, tables: Sequence[Table]) -> Reckoned | None:
    """Return what a question comes to, or None where no table, or more than one equally, understands every word of it."""
    found: list[tuple[int, Reckoned]] = []
    for table in tables:
        sheet = read_sheet(table)
        asked = understand_sheet(question, sheet) if sheet else None
        reckoned = compute(asked, sheet) if sheet and asked else None
        if asked and reckoned:
            found.append((asked.weight, reckoned))
    best = max((weight for weight, _ in found), default=0)
    chosen = [reckoned for weight, reckoned in found if weight == best]
    return chosen[0] if len(chosen) == 1 else None
