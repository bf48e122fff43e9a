"""What a short line without an end is: a heading of what follows, a line of a record, or litter among sentences.

The rule is one of form, not of phrases. In a text that is mostly made of full sentences a line that is none is a heading
where it stands alone above text, else a caption, a share button, a list of other headlines: furniture. In other texts, such
as notices, receipts and notes, those lines are the text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.headings import BARE_LEVEL, MOST_HEADING_WORDS
from qa_bot.documents.unmarked.shapes import (
    ends_sentence,
    holds_sentences,
    is_address,
    is_sentence,
    is_statement,
    starts_lower,
    word_count,
)

# Share of a text's characters in full sentences from which on its other lines are suspect.
PROSE_SHARE = 0.6
# More words than this are no caption or headline, but text without its full stop.
MOST_LITTER_WORDS, MOST_INNER_LITTER_WORDS = 25, 18
FEWEST_BARE_ITEMS = 3
FEWEST_LETTERS = 2
FEWEST_BARE_WORDS = 3
MOST_VERSE_CHARS = 60
MOST_BARE_WORDS = 10
# So many marked or lone headings show that a text has sections, where headings may follow each other.
FEWEST_SECTIONS = 4
MOST_STACKED = 3
FEWEST_REPEATS = 3
MOST_RECORD_LINES = 12
# In prose a line that asks heads an answer only where so many do.
FEWEST_QUESTIONS = 3
MOST_QUESTION_WORDS = 30


class Piece(NamedTuple):
    """A block on its way to its kind, with the blank lines above it and its words where it is text."""

    block: Block
    gap: int
    words: str = ""

    @property
    def is_suspect(self) -> bool:
        """Tell whether this is text that is no sentence."""
        return self.block.kind == "paragraph" and bool(self.words) and not is_statement(self.words)


def settle(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the blocks with every line that is no sentence given its kind."""
    asked = _questions(pieces)
    settled = list(asked)
    prose = _is_prose(asked)
    sections = sum(piece.block.kind == "heading" for piece in asked)
    repeated = {words for words, count in Counter(p.words for p in asked if p.is_suspect).items() if count >= FEWEST_REPEATS}
    runs = list(_suspect_runs(asked))
    if prose:
        lone = {asked[first].words for first, stop in runs if stop - first == 1 and _heads(asked, first)}
        # Several lines that come again and again are the headings of a form; a single one is a button.
        repeated = repeated if len(lone & repeated) < FEWEST_SECTIONS - 1 else set()
        sections += len(lone - repeated)
        repeated = repeated if sections < FEWEST_SECTIONS else set()
    for first, stop in reversed(runs):
        if prose:
            settled[first:stop] = _among_sentences(asked, first, stop, sections, repeated)
        else:
            settled[first:stop] = _among_lines(asked, first, stop)
    return tuple(_without_bare_headings([piece.block for piece in settled]))


def is_verse(group: Sequence[Piece]) -> bool:
    """Tell whether lines without a blank one between them are an address or a verse: short, many ending with a comma."""
    if len(group) < FEWEST_BARE_ITEMS or any("\n" in piece.words or len(piece.words) > MOST_VERSE_CHARS for piece in group):
        return False
    return 3 * sum(piece.words.endswith((",", ";")) for piece in group) >= len(group)


def _is_prose(pieces: Sequence[Piece]) -> bool:
    texts = [piece for piece in pieces if piece.block.kind in ("paragraph", "heading", "question")]
    total = sum(piece.block.end - piece.block.start for piece in texts)
    full = sum(piece.block.end - piece.block.start for piece in texts if is_sentence(piece.words))
    return total > 0 and full >= PROSE_SHARE * total


def _suspect_runs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    first = None
    for position in range(len(pieces) + 1):
        suspect = position < len(pieces) and pieces[position].is_suspect
        if suspect and first is None:
            first = position
        elif not suspect and first is not None:
            yield first, position
            first = None


def _heads(pieces: Sequence[Piece], position: int) -> bool:
    """Tell whether a line may head what stands below it."""
    words = pieces[position].words
    below = position + 1 < len(pieces) and pieces[position + 1].block.kind not in ("heading", "furniture", "title")
    if starts_lower(words) or sum(c.isalpha() for c in words[:MOST_VERSE_CHARS]) < FEWEST_LETTERS:
        return False
    above = pieces[position - 1] if position else None
    if above and above.words and not pieces[position].gap and not above.is_suspect and not ends_sentence(above.words):
        return False
    # "No. 7: Statement of the two parties on ..." is longer than other headings.
    most = MOST_LITTER_WORDS if ": " in words[:40] else MOST_HEADING_WORDS
    return below and word_count(words) <= most and not is_address(words)


def _among_sentences(pieces: Sequence[Piece], first: int, stop: int, sections: int, repeated: set[str]) -> Iterator[Piece]:
    run = pieces[first:stop]
    if len(run) > 1 and stop < len(pieces) and run[-1].gap and not pieces[stop].gap and _heads(pieces, stop - 1):
        # A line right above its text, apart from those before it.
        yield from _among_sentences(pieces[: stop - 1], first, stop - 1, sections, repeated)
        yield _as_heading(run[-1], BARE_LEVEL)
        return
    above = next((piece for piece in reversed(pieces[:first]) if piece.block.kind != "furniture"), None)
    if above and _introduces(above) and len(run) > 1:
        yield _as_list(run)
        return
    if stop < len(pieces) and above and above.block.kind != "title" and len(run) >= FEWEST_BARE_ITEMS:
        yield from _inner_lines(run)
        return
    stacked = len(run) > 1 and sections >= FEWEST_SECTIONS and len(run) <= MOST_STACKED
    stacked = stacked and all(word_count(piece.words) <= MOST_BARE_WORDS for piece in run)
    at_top = above is None or above.block.kind == "title"
    lone = len(run) == 1 and (not at_top or sections > 1)
    ends = stop == len(pieces) and len(run) > 1
    if len(run) >= FEWEST_BARE_ITEMS and not any(piece.gap for piece in run[1:]) and _has_figures(run[1:]):
        if _has_figures(run[:1]):
            yield _as_list(run)
        else:
            yield _as_heading(run[0], BARE_LEVEL)
            yield _as_list(run[1:])
        return
    for depth, piece in enumerate(run):
        if (lone or stacked) and _heads(pieces, stop - 1) and piece.words not in repeated:
            yield _as_heading(piece, BARE_LEVEL + depth)
        elif stop == len(pieces) and len(run) == 1 and _has_figures(run):
            yield piece
        elif _is_litter(
            piece,
            MOST_LITTER_WORDS * 2
            if ends
            else MOST_HEADING_WORDS
            if len(run) == 1 and not at_top
            else MOST_LITTER_WORDS
            if at_top
            else MOST_INNER_LITTER_WORDS,
        ):
            yield _as_furniture(piece)
        else:
            yield piece


def _introduces(piece: Piece) -> bool:
    """Tell whether lines below are named by what stands above them: a marked heading or words with a colon."""
    return piece.block.kind == "heading" or (piece.block.kind == "paragraph" and piece.words.endswith((":", "：")))


def _inner_lines(run: Sequence[Piece]) -> Iterator[Piece]:
    """Yield short lines between paragraphs: those that stand close together are a list, others are litter."""
    begin = 0
    for position in range(1, len(run) + 1):
        if position == len(run) or run[position].gap:
            if position - begin >= FEWEST_BARE_ITEMS:
                yield _as_list(run[begin:position])
            else:
                for piece in run[begin:position]:
                    yield _as_furniture(piece) if _is_litter(piece, MOST_INNER_LITTER_WORDS) else piece
            begin = position


def _has_figures(pieces: Sequence[Piece]) -> bool:
    """Tell whether half of the lines have a figure, as the lines of a list of things or of an address have."""
    return 2 * sum(any(c.isdigit() for c in piece.words[:200]) for piece in pieces) >= len(pieces)


def _is_litter(piece: Piece, most_words: int) -> bool:
    if is_address(piece.words):
        return True
    if starts_lower(piece.words) and word_count(piece.words) >= FEWEST_BARE_WORDS:
        # A piece of a sentence, or a command.
        return False
    return word_count(piece.words) <= most_words and not holds_sentences(piece.words)


def _among_lines(pieces: Sequence[Piece], first: int, stop: int) -> Iterator[Piece]:
    """Yield what the lines are in a text that is no prose: group by group."""
    begin = first
    while begin < stop:
        end = begin + 1
        while end < stop and pieces[end].gap == 0:
            end += 1
        # What follows without a blank line belongs to the group too.
        headed = end == stop and end < len(pieces) and pieces[end].gap == 0
        yield from _group(pieces, begin, end, headed)
        begin = end


def _group(pieces: Sequence[Piece], begin: int, end: int, headed: bool) -> Iterator[Piece]:
    group = pieces[begin:end]
    if len(group) == 1:
        yield _as_heading(group[0], BARE_LEVEL) if _heads_group(pieces, begin, end, headed) else group[0]
    elif headed:
        yield from group
    elif all(word_count(piece.words) <= MOST_HEADING_WORDS for piece in group):
        yield as_record(group)
    else:
        yield from group


def _heads_group(pieces: Sequence[Piece], begin: int, end: int, headed: bool) -> bool:
    piece = pieces[begin]
    if end == len(pieces) or word_count(piece.words) > MOST_BARE_WORDS or is_address(piece.words):
        return False
    if headed:
        return pieces[end].block.kind != "heading"
    following = pieces[end]
    lone = following.is_suspect and (end + 1 == len(pieces) or pieces[end + 1].gap > 0)
    return not lone and following.block.kind not in ("heading", "furniture", "field")


def _as_heading(piece: Piece, level: int) -> Piece:
    return piece._replace(block=piece.block._replace(kind="heading", level=min(6, level)))


def _as_furniture(piece: Piece) -> Piece:
    return piece._replace(block=piece.block._replace(kind="furniture"))


def _as_list(pieces: Sequence[Piece]) -> Piece:
    items = tuple(piece.block._replace(kind="item") for piece in pieces)
    return Piece(Block("list", items[0].start, items[-1].end, items), pieces[0].gap)


def as_record(group: Sequence[Piece]) -> Piece:
    """Return lines that stand together as one: an address, a notice, a verse; many of them as a list."""
    if len(group) > MOST_RECORD_LINES:
        return _as_list(group)
    fields = tuple(piece.block._replace(kind="field") for piece in group)
    return Piece(Block("record", fields[0].start, fields[-1].end, fields), group[0].gap)


def _questions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with lines that ask, and have their answer below, as questions."""
    asking = [
        i
        for i in range(len(pieces) - 1)
        if _asks(pieces[i]) and not _asks(pieces[i + 1]) and pieces[i + 1].block.kind != "heading"
    ]
    labelled = sum(piece.block.kind == "question" for piece in pieces)
    texts = sum(piece.block.kind in ("paragraph", "question") for piece in pieces)
    marked = list(pieces)
    if len(asking) + labelled < FEWEST_QUESTIONS and 4 * (len(asking) + labelled) < texts:
        return marked
    if 12 * (len(asking) + labelled) < texts:
        return marked
    if 4 * (len(asking) + labelled) >= texts:
        # An interview: questions of several sentences too.
        asking = [i for i in range(len(pieces) - 1) if _asks(pieces[i], several=True) and pieces[i + 1].block.kind != "heading"]
    for i in asking:
        marked[i] = pieces[i]._replace(block=pieces[i].block._replace(kind="question"))
    return marked


def _asks(piece: Piece, several: bool = False) -> bool:
    words = piece.words
    if piece.block.kind != "paragraph" or len(words) > 300 or not words.endswith(("?", "？")):
        return False
    if words[0] in "\"“”'‘’«»„—–" or word_count(words) > MOST_QUESTION_WORDS:
        return False
    return several or not holds_sentences(words)


def _without_bare_headings(blocks: list[Block]) -> Iterator[Block]:
    """Yield blocks, a heading with nothing under it as a paragraph."""
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        if block.kind == "heading" and (
            following is None or (following.kind == "heading" and following.level <= block.level) or following.kind == "title"
        ):
            yield block._replace(kind="paragraph", level=0)
        else:
            yield block
