"""Tables are readable in Discord, which knows none: as code where a phone shows them whole, else cell by cell."""

import pytest
from asked import answer_to

from qa_bot.answer import AnswerSpan, Citation, ContextQuote
from qa_bot.discord_bot.outgoing.quoting import quote_lines
from qa_bot.discord_bot.outgoing.rendering import render
from qa_bot.discord_bot.outgoing.tables import PHONE_CHARS, escape_with_tables, laid_out
from qa_bot.prompts import load_prompts

NARROW = """These bridges are old:

| Bridge | Opened |
|--------|-------:|
| Aldmoor | 1911 | [1]
| Wick | 1899 | [2]

Both are of stone."""
WIDE_HEADER = ("Bridge", "Opened by", "What it cost at the time")
WIDE_ROW = ("Aldmoor", "the mayor, Ada Quill", "40,000 pounds, paid by the *county*")


def test_a_narrow_table_becomes_code_with_its_columns_under_one_another() -> None:
    assert escape_with_tables(NARROW).split("\n\n")[1] == (
        "```\nBridge   Opened\n-------  ------\nAldmoor  1911\nWick     1899\n```\n[1] [2]"
    )


def test_the_text_around_a_table_stays_and_is_harmless() -> None:
    shown = escape_with_tables(NARROW.replace("old", "*old*"))
    assert shown.startswith("These bridges are \\*old\\*:\n\n```\n")
    assert shown.endswith("\n\nBoth are of stone.")


def test_no_line_of_code_is_wider_than_a_phone() -> None:
    for width in range(1, 60):
        shown = laid_out(("name", "value"), [("a" * width, "b")])
        assert shown.startswith("```") is (width + 2 + len("value") <= PHONE_CHARS)


def test_a_wide_table_is_told_cell_by_cell_under_the_names_of_its_columns() -> None:
    assert laid_out(WIDE_HEADER, [WIDE_ROW]) == (
        "**Bridge: Aldmoor**\n- Opened by: the mayor, Ada Quill\n"
        "- What it cost at the time: 40,000 pounds, paid by the \\*county\\*"
    )


@pytest.mark.parametrize("cell", ["```", "a ``` b", "@everyone", "`x`"])
def test_no_cell_breaks_out_of_the_code(cell: str) -> None:
    shown = laid_out(("a", "b"), [(cell, "1")])
    assert shown.count("```") == 2


@pytest.mark.parametrize("text", ["a | b", "| one cell |\n| another |", "|| spoiler ||\n|| other ||", "use `a | b`"])
def test_what_is_no_table_stays_a_text(text: str) -> None:
    assert "```" not in escape_with_tables(text)


def test_a_long_table_is_split_between_rows_and_every_message_closes_its_code() -> None:
    rows = "\n".join(f"| Bridge {number} | {1700 + number} |" for number in range(200))
    shown = render(answer_to("Which?", f"| Bridge | Opened |\n|---|---|\n{rows}"), load_prompts()).messages
    assert len(shown) > 1
    assert all(message.count("```") == 2 and len(message) <= 2000 for message in shown)


def test_a_row_that_is_quoted_stands_under_its_header() -> None:
    header = ContextQuote(kind="table_header", quote="| Bridge | Opened |", start=0, end=19, line_start=1, line_end=1)
    heading = header.model_copy(update={"kind": "heading", "quote": "Bridges"})
    row = "| Aldmoor | 1911 |"
    place = {"start": 20, "end": 20 + len(row), "line_start": 3, "line_end": 3, "source": "a.md"}
    span = AnswerSpan(start=32, end=36, text="1911")
    cited = Citation(number=1, quote=row, spans=(span,), context=(heading, header), **place)
    assert quote_lines(cited).splitlines() == [
        "> -# Bridges",
        "> ```",
        "> Bridge   Opened",
        "> -------  ------",
        "> Aldmoor  1911",
        "> ```",
    ]
