"""What a document is made of: a tree of blocks, each a stretch of its text.

Blocks stand in the order of the text and do not overlap; a block's children lie inside it. What lies in no block (blank
lines, the marks of a list, the fence of a code block) belongs to none. `text[start:end]` of a block begins and ends with a
character that is no white space.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from qa_bot.text.sentences import trimmed

BlockKind = Literal[
    "title",  # the document's own title: read with every passage, in none of them
    "heading",  # without its marks; level 1 to 6
    "paragraph",
    "list",  # its items; `ordered` where they are numbered
    "item",  # with its number or bullet; nested lists lie inside it
    "table",  # a header (where there is one) and rows
    "table_header",
    "row",
    "cell",  # of a header or a row, without its borders
    "code",  # the lines between the fences
    "entry",  # a question with its answer, a term with its definition: two children or more
    "question",
    "answer",  # paragraphs, lists, ... lie inside it
    "term",
    "definition",
    "record",  # one row of a file of rows, a mail's head, a group of settings: fields lie inside it
    "field",  # "label: value" on one line or more; the children are its label and its value
    "label",
    "value",
    "message",  # of a chat or a mail thread: a speaker (author, time) and paragraphs lie inside it
    "speaker",
    "log_line",
    "furniture",  # a page's header or footer, navigation, a badge: found, quoted only where nothing else says it
    "repeated",  # what a message repeats of an earlier one: a speaker, where it is named, and paragraphs, lists, ... lie inside it
]
KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


class Block(NamedTuple):
    """A part of a document: `start` and `end` are offsets into its text.

    `level` is a heading's (1 to 6), `ordered` a list's.
    """

    kind: BlockKind
    start: int
    end: int
    children: tuple[Block, ...] = ()
    level: int = 0
    ordered: bool = False


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield every block, each before its children, in the order of the text."""
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(block.children))


def children_of(block: Block, kind: BlockKind) -> tuple[Block, ...]:
    """Return the children of one kind."""
    return tuple(child for child in block.children if child.kind == kind)


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """Raise ValueError where blocks are out of order, overlap, leave their parent, or begin or end with white space."""
    stack: list[tuple[Sequence[Block], int, int]] = [(blocks, 0, len(text))]
    while stack:
        level, low, high = stack.pop()
        for block in level:
            if not low <= block.start < block.end <= high:
                raise ValueError(f"the block {block.kind} [{block.start}:{block.end}] is out of place in [{low}:{high}]")
            if trimmed(text, block.start, block.end) != (block.start, block.end):
                raise ValueError(f"the block {block.kind} [{block.start}:{block.end}] has white space at its ends")
            low = block.end
            stack.append((block.children, block.start, block.end))


def tidied(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks without the white space at their ends, each after the one before it and inside its parent, none empty."""
    return _tidied(text, blocks, 0, len(text))


def _tidied(text: str, blocks: Sequence[Block], low: int, high: int) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        start, end = trimmed(text, max(block.start, low), min(block.end, high))
        if start < end:
            kept.append(block._replace(start=start, end=end, children=_tidied(text, block.children, start, end)))
            low = end
    return tuple(kept)


def blocks_to_json(blocks: Sequence[Block]) -> str:
    """Return blocks as JSON: [kind's number, start, end, level, ordered, [children]], trailing defaults left out."""
    return json.dumps([_packed(block) for block in blocks], separators=(",", ":"))


def blocks_from_json(text: str) -> tuple[Block, ...]:
    """Return the blocks that `blocks_to_json` wrote."""
    return tuple(_unpacked(value) for value in json.loads(text))


def _packed(block: Block) -> list[object]:
    packed: list[object] = [KINDS.index(block.kind), block.start, block.end]
    if block.children or block.level or block.ordered:
        packed += [block.level, int(block.ordered), [_packed(child) for child in block.children]]
    return packed


def _unpacked(value: list) -> Block:  # type: ignore[type-arg]
    kind, start, end, *rest = value
    level, ordered, children = rest or (0, 0, [])
    return Block(KINDS[kind], start, end, tuple(_unpacked(child) for child in children), level, bool(ordered))
