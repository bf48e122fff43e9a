"""The blocks of Markdown: CommonMark and its tables, with offsets into the text as it is written."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.entries import group_entries, looks_like_question
from qa_bot.documents.inline_html import split_html
from qa_bot.documents.lines import lines_as_blocks
from qa_bot.text.sentences import trimmed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

# What markdown-it takes for an end of line.
_LINE_END = re.compile(r"\r\n?|\n")
_HEADING_MARKS = re.compile(r"[^\S\n]{0,3}#{1,6}(?=\s|$)\s*")
_CLOSING_MARKS = re.compile(r"(?:(?<=\s)|^)#+\s*$")
_UNDERLINE = re.compile(r"\s*\r?\n?[^\S\n]*(?:=+|-+)\s*$")
_BAR = re.compile(r"(?<!\\)\|")
# Nesting beyond this is no document that a person wrote; what is deeper stays text of its parent.
DEEPEST = 20


def parse_markdown(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the blocks of text[start:], a line's beginning."""
    return _Parser(text, start).blocks()


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")


class _Lines(NamedTuple):
    """Where the lines of a text start, one more for its end."""

    starts: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the lines from `first` to before `last`."""
        most = len(self.starts) - 1
        return self.starts[min(first, most)], self.starts[min(last, most)]


class _Parser:
    """Turn the syntax tree of markdown-it, which counts lines, into blocks, which count characters."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        ends = [match.end() for match in _LINE_END.finditer(text, start)]
        self._lines = _Lines((start, *ends, len(text)))

    def blocks(self) -> tuple[Block, ...]:
        from markdown_it.tree import SyntaxTreeNode

        tokens = _markdown().parse(self._text[self._start :])
        root = SyntaxTreeNode(list(_without_cells(tokens)))
        return group_entries(self._text, tuple(self._children(root)))

    def _children(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        for child in node.children:
            yield from self._block(child)

    def _block(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        if node.map is None:
            return
        start, end = self._span(*node.map)
        if start == end:
            return
        match node.type:
            case "heading":
                yield from self._heading(start, end, int(node.tag[1:]))
            case "paragraph":
                yield from self._paragraph(node, start, end)
            case "bullet_list" | "ordered_list":
                items = tuple(block for item in node.children for block in self._item(item))
                if items:
                    yield Block("list", items[0].start, items[-1].end, items, ordered=node.type == "ordered_list")
            case "blockquote":
                yield from self._children(node)
            case "table":
                yield from self._table(node)
            case "fence" | "code_block":
                yield from self._code(node)
            case "html_block":
                yield from split_html(self._text, start, end)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return trimmed(self._text, *self._lines.span(first, last))

    def _heading(self, start: int, end: int, level: int) -> Iterator[Block]:
        inner = self._text[start:end]
        if marks := _HEADING_MARKS.match(inner):
            body = _CLOSING_MARKS.sub("", inner[marks.end() :])
            begin = start + marks.end()
        else:
            body, begin = _UNDERLINE.sub("", inner), start
        begin, stop = trimmed(self._text, begin, begin + len(body))
        if begin < stop:
            yield Block("heading", begin, stop, level=level)

    def _paragraph(self, node: "SyntaxTreeNode", start: int, end: int) -> Iterator[Block]:
        tokens = [token for child in node.children for token in (child.children and _inline(child)) or ()]
        start = _after_quote_mark(self._text, start, end)
        if _is_badges(tokens):
            yield Block("furniture", start, end)
        elif first := _bold_first_line(self._text, start, end, tokens):
            yield from self._strong(*first)
            yield from lines_as_blocks(self._text, *trimmed(self._text, first[1], end))
        elif _is_strong(tokens):
            yield from self._strong(start, end)
        else:
            yield from lines_as_blocks(self._text, start, end)

    def _strong(self, start: int, end: int) -> Iterator[Block]:
        """Yield a bold line: a question, or a heading below those that are marked as such."""
        begin, stop = _without_marks(self._text, start, end)
        if looks_like_question(self._text[start:end]):
            yield Block("question", begin, stop)
        else:
            yield Block("heading", begin, stop, level=6)

    def _item(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        if node.map is None:
            return
        start, end = self._span(*node.map)
        start = _after_quote_mark(self._text, start, end)
        if start == end:
            return
        inner = tuple(block for block in self._children(node) if start <= block.start and block.end <= end)
        if len(inner) == 1 and inner[0].kind in ("paragraph", "code"):
            inner = ()
        yield Block("item", start, end, inner)

    def _table(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        rows: list[Block] = []
        for part in node.children:
            for line in part.children:
                if line.map is None:
                    continue
                kind = "table_header" if part.type == "thead" else "row"
                start, end = self._span(line.map[0], line.map[0] + 1)
                cells = tuple(self._cells(start, end))
                if any(cell.kind == "cell" for cell in cells):
                    rows.append(Block("table_header" if kind == "table_header" else "row", start, end, cells))
        if rows:
            yield Block("table", rows[0].start, rows[-1].end, tuple(rows))

    def _cells(self, start: int, end: int) -> Iterator[Block]:
        borders = [start, *(match.start() for match in _BAR.finditer(self._text, start, end)), end]
        for left, right in pairwise(borders):
            begin, stop = trimmed(self._text, left + (self._text[left : left + 1] == "|"), right)
            if begin < stop:
                yield Block("cell", begin, stop)

    def _code(self, node: "SyntaxTreeNode") -> Iterator[Block]:
        assert node.map is not None
        first, last = node.map
        if node.type == "fence":
            closing = self._text[slice(*self._lines.span(last - 1, last))].strip(" >\t\r\n")
            closed = last - first > 1 and closing.startswith(node.markup) and not closing.strip(node.markup[0])
            first, last = first + 1, last - int(closed)
        start, end = self._span(first, max(first, last))
        if start < end:
            yield Block("code", start, end)


def _without_cells(tokens: "Sequence[Token]") -> "Iterator[Token]":
    """Yield tokens but for those of a table's cells, which are read from their line: a large table has most of all nodes."""
    inside = False
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            inside = True
        elif token.type in ("th_close", "td_close"):
            inside = False
        elif not inside:
            yield token


def _inline(node: "SyntaxTreeNode") -> "list[Token]":
    return list(node.token.children or ()) if node.type == "inline" and node.token else []


def _is_badges(tokens: "Sequence[Token]") -> bool:
    """Tell whether a paragraph holds nothing but images, links around them and tags."""
    seen = [token for token in tokens if token.type not in ("softbreak", "hardbreak", "html_inline")]
    texts = "".join(token.content for token in seen if token.type in ("text", "code_inline"))
    is_image = any(token.type == "image" for token in seen)
    return (is_image and not any(c.isalnum() for c in texts)) or (bool(tokens) and not seen)


def _is_strong(tokens: "Sequence[Token]") -> bool:
    """Tell whether a paragraph is one bold run as a whole, on one line."""
    filled = [token for token in tokens if token.type != "text" or token.content.strip()]
    if len(filled) < 3 or filled[0].type != "strong_open" or filled[-1].type != "strong_close":
        return False
    inner = filled[1:-1]
    return not any(token.type in ("strong_close", "softbreak", "hardbreak") for token in inner)


def _bold_first_line(text: str, start: int, end: int, tokens: "Sequence[Token]") -> tuple[int, int] | None:
    """Return the place of the first line of a paragraph of several where that line is bold as a whole."""
    breaks = [position for position, token in enumerate(tokens) if token.type in ("softbreak", "hardbreak")]
    if not breaks or not _is_strong(tokens[: breaks[0]]):
        return None
    return trimmed(text, start, text.index("\n", start, end))


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    bare = inner.strip("*_ ")
    begin = start + inner.index(bare)
    return begin, begin + len(bare)


def _after_quote_mark(text: str, start: int, end: int) -> int:
    """Return the offset after the marks of block quotes at the beginning of a line."""
    marks = re.compile(r"(?:>[^\S\n]?)+[^\S\n]*").match(text, start, end)
    return marks.end() if marks else start
