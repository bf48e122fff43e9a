"""Tables as Discord can show them: it knows none, and a phone breaks lines of code after about forty characters.

A narrow table becomes code with its columns under one another, a wide one a line for each cell, under the name of its column.
"""

import re
from collections.abc import Iterator, Sequence

from qa_bot.discord_bot.outgoing.text import escape, one_line
from qa_bot.text.markup import cells

PHONE_CHARS = 38
GAP = "  "
_ROW = re.compile(r"^\s*\|(?!\|).*\|\s*(?P<marks>(?:\[\d+\]\s*)*)$")
_RULE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_FENCE = re.compile("`(?=``)")
Row = Sequence[str]


def escape_with_tables(text: str) -> str:
    """Return a text of which Discord shows the words, with its Markdown tables laid out."""
    return "\n".join(_laid_out(lines) if is_table else escape("\n".join(lines)) for is_table, lines in _parts(text))


def laid_out(header: Row, rows: Sequence[Row]) -> str:
    """Return a table as code if it is narrow, else cell by cell; the first cell of a row is its name."""
    table = [[one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in table if column < len(row)) for column in range(max(map(len, table)))]
    if sum(widths) + len(GAP) * (len(widths) - 1) > PHONE_CHARS:
        return "\n".join(_by_cell(table[0], row) for row in table[1:])
    lines = [GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in table]
    under = [GAP.join("-" * width for width in widths)] if any(header) else []
    whole = "\n".join((*lines[:1], *under, *lines[1:])) if any(header) else "\n".join(lines[1:])
    return f"```\n{_FENCE.sub(chr(39), whole)}\n```"


def row_of(line: str) -> tuple[str, ...]:
    """Return the cells of a row of a Markdown table; none of another line."""
    return tuple(text for _, _, text in cells(line)) if _ROW.match(line) else ()


def _by_cell(header: Row, row: Row) -> str:
    named = [f"{escape(name)}: {escape(cell)}" if name else escape(cell) for name, cell in zip(header, row, strict=False)]
    first, *others = (*named, *map(escape, row[len(header) :]))
    return "\n".join((f"**{first}**", *(f"- {cell}" for cell in others if cell.strip())))


def _parts(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield a text in runs of lines, and whether they are a table: rows below each other, more than one, of two cells at least."""
    run: list[str] = []
    is_rows = False
    for line in (*text.split("\n"), None):
        is_row = line is not None and len(row_of(line)) > 1
        if run and (line is None or is_row != is_rows):
            yield is_rows and len(run) > 1, run
            run = []
        is_rows = is_row
        run.append(line or "")


def _laid_out(lines: list[str]) -> str:
    """Return the lines of a table laid out; the numbers of citations stand behind it."""
    marks = [match["marks"].strip() for line in lines if (match := _ROW.match(line))]
    rows = [row_of(line[: line.rindex("|") + 1]) for line in lines if not _RULE.match(line)]
    has_header = len(lines) > 1 and _RULE.match(lines[1]) is not None
    header, body = (rows[0], rows[1:]) if has_header else ([""] * max(map(len, rows)), rows)
    told = " ".join(dict.fromkeys(filter(None, marks)))
    return laid_out(header, body) + (f"\n{told}" if told else "")
