"""How far a heading reaches: what stands below it is read and quoted with it."""

import pytest

from qa_bot.documents.reading import read_named
from qa_bot.ingestion.units import Outline

PROSE = (
    "The harbour board met twice in the autumn and heard the pilots, the ferry company and the owners of the sheds. "
    "It wrote to the county in October and had its answer within a week."
)
NOTICE = "Closing of the northern basin"
RULES = "The basin is closed to all boats from the first of June. Moorings are lost without a refund."


def headings_of(name: str, text: str, sentence: str) -> list[str]:
    """Return the headings that a sentence of a document is read with."""
    document = read_named(name, text.encode())[0]
    units = Outline(document.text, document.blocks).units
    place = document.text.index(sentence)
    unit = next(unit for unit in units if unit.start <= place < unit.end)
    return [document.text[mark.start : mark.end] for mark in unit.context if mark.kind == "heading"]


@pytest.mark.parametrize(
    ("gap", "headings"), [("\n\n", [NOTICE]), ("\n\n\n", []), ("\n\n\n\n", [])], ids=["usual", "wider", "widest"]
)
def test_a_line_that_heads_reaches_to_a_gap_wider_than_the_others(gap, headings):
    text = f"{PROSE}\n\n{NOTICE}\n\n{RULES}{gap}The mayor opened the season on Sunday. {PROSE}\n\n{PROSE}\n"
    assert headings_of("notes.txt", text, "The basin is closed") == [NOTICE]
    assert headings_of("notes.txt", text, "The mayor opened") == headings


def test_where_all_gaps_are_wide_a_line_heads_all_that_follows():
    text = "\n\n\n".join([PROSE, NOTICE, RULES, f"The mayor opened the season on Sunday. {PROSE}", PROSE])
    assert headings_of("notes.txt", text, "The mayor opened") == [NOTICE]


def test_a_marked_heading_reaches_over_any_gap():
    text = f"{PROSE}\n\n#### Notice\n\n{RULES}\n\n\n\nThe mayor opened the season on Sunday.\n\n{PROSE}\n"
    assert headings_of("notes.md", text, "The mayor opened") == ["Notice"]
