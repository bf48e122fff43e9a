"""Pieces of a text on their way to their kinds, and the kinds that lines may be given."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.shapes import is_statement

FEWEST_VERSE_LINES = 3
MOST_VERSE_CHARS = 60
MOST_RECORD_LINES = 12


class Piece(NamedTuple):
    """A block on its way to its kind, with the blank lines above it and its words where it is text."""

    block: Block
    gap: int
    words: str = ""

    @property
    def is_suspect(self) -> bool:
        """Tell whether this is text that is no sentence."""
        return self.block.kind == "paragraph" and bool(self.words) and not is_statement(self.words)


def is_verse(group: Sequence[Piece]) -> bool:
    """Tell whether lines without a blank one between them are an address or a verse: short, many ending with a comma."""
    if len(group) < FEWEST_VERSE_LINES or any("\n" in piece.words or len(piece.words) > MOST_VERSE_CHARS for piece in group):
        return False
    return 3 * sum(piece.words.endswith((",", ";")) for piece in group) >= len(group)


def as_heading(piece: Piece, level: int) -> Piece:
    """Return a line as a heading."""
    return piece._replace(block=piece.block._replace(kind="heading", level=min(6, level)))


def as_furniture(piece: Piece) -> Piece:
    """Return a line as litter."""
    return piece._replace(block=piece.block._replace(kind="furniture"))


def as_list(pieces: Sequence[Piece]) -> Piece:
    """Return lines as the items of a list."""
    items = tuple(piece.block._replace(kind="item") for piece in pieces)
    return Piece(Block("list", items[0].start, items[-1].end, items), pieces[0].gap)


def as_record(group: Sequence[Piece]) -> Piece:
    """Return lines that stand together as one: an address, a notice, a verse; many of them as a list."""
    if len(group) > MOST_RECORD_LINES:
        return as_list(group)
    fields = tuple(piece.block._replace(kind="field") for piece in group)
    return Piece(Block("record", fields[0].start, fields[-1].end, fields), group[0].gap)
