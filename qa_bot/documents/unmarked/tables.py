"""Tables that are set with tabs, bars or columns of spaces."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from qa_bot.documents.blocks import Block, BlockKind
from qa_bot.documents.unmarked.lines import TAB_COLUMNS, Found, Line
from qa_bot.documents.unmarked.shapes import ends_sentence, is_rule

# A line longer than this is no row of a table that people set by hand.
MOST_ROW_CHARS = 1000
# Lines whose columns are compared at once.
FEWEST_COMPARED, MOST_LINES_COMPARED = 4, 40
# Share of the lines that must have the same number of cells.
MOST_ALIKE = 0.7

_GAP = re.compile(r"\s{2,}|\t")
_BAR_RULE = re.compile(r"[|+:\s=─━┼│-]{3,}$")
_INK, _BLANK = re.compile(r"\S"), re.compile(r"\s")
_FIGURE = re.compile(r"\d")

Cell = tuple[int, int]


def read_cells(lines: Sequence[Line], position: int) -> Found | None:
    """Return the table with bars or tabs between its cells that begins at a line."""
    if len(lines[position].text) > MOST_ROW_CHARS:
        return None
    for separator in ("|", "\t"):
        if separator in lines[position].text and (table := _delimited(lines, position, separator)):
            return table
    return None


def _run(lines: Sequence[Line], position: int, mark: re.Pattern[str], most: int = MOST_LINES_COMPARED) -> int:
    """Return where the lines end that hold the mark and have no blank line between them, looking at `most` lines."""
    stop, last = position, min(len(lines), position + most)
    while stop < last and (stop == position or not lines[stop].gap):
        line = lines[stop]
        if len(line.text) > MOST_ROW_CHARS or not (mark.search(line.text) or _is_ruled(line)):
            break
        stop += 1
    while stop > position and _is_ruled(lines[stop - 1]):
        stop -= 1
    return stop


def _is_ruled(line: Line) -> bool:
    return is_rule(line.text) or bool(_BAR_RULE.match(line.text))


def _delimited(lines: Sequence[Line], position: int, separator: str) -> Found | None:
    mark = re.compile(re.escape(separator))
    rows = [line for line in lines[position : _run(lines, position, mark)] if not _is_ruled(line)]
    if len(rows) < 2:
        return None
    counts = Counter(row.text.strip("|").count(separator) for row in rows)
    usual, number = counts.most_common(1)[0]
    if usual == 0 or number < 2 or number < MOST_ALIKE * len(rows):
        return None
    span = lines[position : _run(lines, position, mark, len(lines))]
    return _table(span, lambda row: _split(row, separator), position + len(span))


def _split(row: Line, separator: str) -> list[Cell]:
    cells: list[Cell] = []
    begin = 0
    for part in row.text.split(separator):
        words = part.strip()
        if words:
            start = row.start + begin + part.index(words)
            cells.append((start, start + len(words)))
        begin += len(part) + len(separator)
    return cells


def read_columns(lines: Sequence[Line], position: int) -> Found | None:
    """Return the table with its cells set in columns that begins at a line."""
    if len(lines[position].text) > MOST_ROW_CHARS or not _GAP.search(lines[position].text):
        return None
    first = lines[position : _run(lines, position, _GAP, FEWEST_COMPARED + 1)]
    rows = [line for line in first if not _is_ruled(line)]
    if len(rows) > 2 and len(_columns(rows)) < 2 and len(_columns(rows[1:])) < 2:
        return None
    rows = [line for line in lines[position : _run(lines, position, _GAP)] if not _is_ruled(line)]
    if len(rows) < 2 or (len(rows) == 2 and not _is_plain_pair(rows)) or _is_spaced_prose(rows):
        return None
    # The names of columns may be wider than what stands below them.
    if len(_columns(rows)) < 2 and (len(rows) < FEWEST_COMPARED or len(_columns(rows[1:])) < 2):
        return None
    span = lines[position : _run(lines, position, _GAP, len(lines))]
    return _table(span, _gap_cells, position + len(span))


def _is_plain_pair(rows: Sequence[Line]) -> bool:
    """Tell whether two lines have the same number of cells, all short."""
    cells = [[words for words in _GAP.split(row.text) if words] for row in rows]
    short = all(len(words) <= 30 for row in cells for words in row)
    return short and len(cells[0]) == len(cells[1]) and len(cells[0]) > 1


def _is_spaced_prose(rows: Sequence[Line]) -> bool:
    """Tell whether the wide gaps stand after full stops: some people type two spaces there."""
    after = [row.text[: match.start()] for row in rows for match in _GAP.finditer(row.text)]
    return 2 * sum(ends_sentence(words) for words in after) > len(after)


def _columns(rows: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the stretches of columns between the gaps that run down through all rows."""
    filled = 0
    for row in rows:
        laid = " " * row.indent + row.text.expandtabs(TAB_COLUMNS)
        bits = _BLANK.sub("0", _INK.sub("1", laid))[::-1]
        filled |= int(bits, 2)
    laid = bin(filled)[2:][::-1]
    return [match.span() for match in re.finditer(r"1(?:0?1)*", laid)]


def _gap_cells(row: Line) -> list[Cell]:
    cells: list[Cell] = []
    begin = 0
    for match in _GAP.finditer(row.text):
        cells.append((row.start + begin, row.start + match.start()))
        begin = match.end()
    cells.append((row.start + begin, row.end))
    return cells


def _table(span: Sequence[Line], split: Callable[[Line], list[Cell]], stop: int) -> Found:
    rows = [line for line in span if not _is_ruled(line)]
    cells = [split(row) for row in rows]
    headed = _has_header(span, rows, cells)
    blocks = []
    for index, places in enumerate(cells):
        inner = tuple(Block("cell", *place) for place in places)
        if inner:
            kind: BlockKind = "table_header" if headed and index == 0 else "row"
            blocks.append(Block(kind, inner[0].start, inner[-1].end, inner))
    return Found((Block("table", blocks[0].start, blocks[-1].end, tuple(blocks)),), stop)


def _has_header(span: Sequence[Line], rows: Sequence[Line], cells: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first row names the columns: it is ruled off, or it is the one row without figures."""
    first, *others = rows
    if others and span[0] is first and _is_ruled(span[1]):
        return True
    if _FIGURE.search(first.text) or ends_sentence(first.text) or len(cells[0]) < max(len(row) for row in cells):
        return False
    with_figures = sum(bool(_FIGURE.search(row.text)) for row in others)
    return first.text.isupper() or 2 * with_figures > len(others) or (len(cells[0]) > 2 and len(others) > 1)
