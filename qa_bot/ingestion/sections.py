"""How far a heading without a mark reaches: to the next heading, or to a gap that is wider than usual."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.headings import BARE_LEVEL
from qa_bot.ingestion.drafts import Mark

# The line breaks of one blank line.
BLANK_LINE = 2


def gap_between(text: str, before: Block, block: Block) -> int:
    """Return how many line breaks two blocks are apart."""
    return text.count("\n", before.end, block.start)


def usual_gap(text: str, blocks: Sequence[Block]) -> int:
    """Return how many line breaks most neighbours are apart, at least those of a blank line."""
    gaps = Counter(gap_between(text, first, second) for first, second in pairwise(blocks))
    return max((BLANK_LINE, *(gap for gap, _ in gaps.most_common(1))))


def is_bare_heading(text: str, level: int, heading: Mark) -> bool:
    """Tell whether a heading is a line without any mark."""
    line = text.rfind("\n", 0, heading.start) + 1
    return level >= BARE_LEVEL and not text[line : heading.start].strip()
