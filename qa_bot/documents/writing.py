"""Write Markdown: what documents of other formats are brought to, so that one parser finds their blocks."""

import re
from collections.abc import Iterable, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.markdown import parse_markdown
from qa_bot.text.sentences import trimmed

# What at the beginning of a line would be taken for a mark although the document has it as text. The beginnings of lists
# are left: who types "- " or "1. " means a list.
_MARK = re.compile(r"#{1,6}(?:\s|$)|>|```|~~~|<[a-zA-Z/!?]|\[[^\]]+\]:")
# A line that draws a line.
_RULE = re.compile(r"(?:[-=_*~.·•—–]\s*){3,}$")
_SPACE = re.compile(r"\s+")
# A name of a column has no more words.
MOST_NAME_WORDS = 5

Rows = Sequence[Sequence[str]]


def paragraph(text: str) -> str:
    """Return a text as a paragraph: its lines as they are, without empty ones and without what would read as a mark."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join("\\" + line if _MARK.match(line) else line for line in lines if line and not _RULE.match(line))


def one_line(text: str) -> str:
    """Return a text with every white space a single space."""
    return _SPACE.sub(" ", text).strip()


def heading(level: int, text: str) -> str:
    """Return a heading of a level, 1 to 6, or '' where there is no text."""
    line = one_line(text).rstrip("#").rstrip()
    return f"{'#' * min(max(level, 1), 6)} {line}" if line else ""


def table(rows: Rows, has_header: bool = True) -> str:
    """Return rows as a table of pipes without its empty rows and columns, or '' where nothing is left.

    Without a header the first line of the table is empty, as Markdown wants one.
    """
    tidy = [[one_line(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in row] for row in rows]
    width = max((len(row) for row in tidy), default=0)
    padded = [row + [""] * (width - len(row)) for row in tidy if any(row)]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    if not used:
        return ""
    lines = [[row[column] for column in used] for row in padded]
    if not has_header or len(lines) == 1:
        lines.insert(0, [""] * len(used))
    lines.insert(1, ["---"] * len(used))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fence(code: str) -> str:
    """Return lines of code between fences that stand in none of them."""
    code = code.strip("\n").rstrip()
    if not code.strip():
        return ""
    mark = "```"
    while mark in code:
        mark += "`"
    return f"{mark}\n{code}\n{mark}"


def item(mark: str, blocks: Sequence[str]) -> str:
    """Return blocks as an item of a list under its mark, "-" or "3."; what follows the first is indented below it."""
    filled = [block for block in blocks if block]
    if not filled:
        return ""
    indent = " " * (len(mark) + 1)
    inner = join_tight(filled)
    first, *rest = inner.split("\n")
    return "\n".join([f"{mark} {first}", *((indent + line if line else line) for line in rest)])


def join_tight(blocks: Sequence[str]) -> str:
    """Return the blocks of an item: a list directly under its first line, anything else after a blank line."""
    joined = blocks[0]
    for block in blocks[1:]:
        joined += ("\n" if re.match(r"(?:-|\d+\.) ", block) else "\n\n") + block
    return joined


def clean(text: str) -> str:
    """Return a text with plain newlines and without characters that no text may hold."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")


def compose(body: Iterable[str], furniture: Iterable[str] = ()) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a document, its furniture at the end, and the blocks of the text."""
    text = clean("\n\n".join(part for part in body if part.strip()))
    blocks = list(parse_markdown(text))
    for piece in furniture:
        if piece := clean(piece).strip():
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{piece}" if text else piece
            blocks.append(Block("furniture", *trimmed(text, start, len(text))))
    return text, tuple(blocks)


class Draft:
    """Blocks of Markdown in the making: those that follow each other as items become one list."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._items: list[str] = []
        self._levels: list[int] = []

    def add(self, block: str) -> None:
        """Add a block; an empty one is nothing."""
        if block.strip():
            self._end_list()
            self._blocks.append(block)

    def add_item(self, level: int, mark: str, text: str) -> None:
        """Add an item under its mark; a level above the one before makes it a part of that item."""
        written = item(mark, [paragraph(text)])
        if not written:
            return
        while self._levels and self._levels[-1] > level:
            self._levels.pop()
        if not self._levels or self._levels[-1] < level:
            self._levels.append(level)
        indent = "    " * (len(self._levels) - 1)
        self._items += [indent + line for line in written.split("\n")]

    def blocks(self) -> list[str]:
        """Return what was added."""
        self._end_list()
        return self._blocks

    def _end_list(self) -> None:
        if self._items:
            self._blocks.append("\n".join(self._items))
            self._items, self._levels = [], []


def looks_like_header(rows: Rows) -> bool:
    """Tell whether the first row of a table names its columns, where no mark says so.

    All its cells are filled, differ, are short and hold no figures. In a table of two columns one of them must hold figures in
    all rows below, as "label, value" is a table without a header.
    """
    if len(rows) < 2 or not rows[0]:
        return False
    first, width = [one_line(cell) for cell in rows[0]], max(map(len, rows))
    if len(first) < width or not all(first) or len(set(first)) < width:
        return False
    if any(any(c.isdigit() for c in cell) or len(cell.split()) > MOST_NAME_WORDS for cell in first):
        return False
    if width != 2:
        return width > 2
    below = rows[1:]
    return len(below) > 1 and any(
        all(len(row) > column and any(c.isdigit() for c in row[column]) for row in below) for column in (0, 1)
    )
