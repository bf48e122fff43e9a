"""The stretches that long blocks are quoted by: the sentences of a paragraph, the parts of a piece of code."""

import re
from collections.abc import Iterator

from qa_bot.documents.blocks import Block
from qa_bot.text.sentences import Span, split_sentences, trimmed

# Up to this size, in characters, a piece of code is quoted whole.
WHOLE_CODE = 1200
_CODE_PARAGRAPH = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


def sentences_within(text: str, block: Block) -> tuple[tuple[Span, ...], ...]:
    """Return the sentences of a paragraph, each as its parts: several where furniture cuts it."""
    borders = [block.start, *(edge for inner in block.children for edge in (inner.start, inner.end)), block.end]
    edges = (trimmed(text, *run) for run in zip(borders[::2], borders[1::2], strict=True))
    runs = [(start, end) for start, end in edges if start < end]
    if len(runs) == 1:
        return tuple((span,) for span in split_sentences(text, *runs[0]))
    joined = "\n".join(text[start:end] for start, end in runs)
    found, position = [], 0
    places: list[tuple[int, Span]] = []
    for start, end in runs:
        places.append((position, (start, end)))
        position += end - start + 1
    for start, end in split_sentences(joined):
        parts = [
            (run[0] + max(start - offset, 0), min(run[0] + end - offset, run[1]))
            for offset, run in places
            if start < offset + run[1] - run[0] and end > offset
        ]
        found.append(tuple(trimmed(text, *part) for part in parts))
    return tuple(found)


def code_parts(text: str, block: Block) -> Iterator[Span]:
    """Yield the parts of a piece of code: all of a short one, of a long one its paragraphs, short ones together."""
    if block.end - block.start <= WHOLE_CODE:
        yield block.start, block.end
        return
    begin: int | None = None
    for match in _CODE_PARAGRAPH.finditer(text, block.start, block.end):
        begin = match.start() if begin is None else begin
        if match.end() - begin >= WHOLE_CODE // 2:
            yield begin, match.end()
            begin = None
    if begin is not None:
        yield begin, block.end
