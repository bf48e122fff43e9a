"""Short lines without an end in a text that is mostly made of full sentences: headings, lists without marks, litter."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa_bot.documents.unmarked.headings import BARE_LEVEL, MOST_HEADING_WORDS
from qa_bot.documents.unmarked.pieces import MOST_VERSE_CHARS, Piece, as_furniture, as_heading, as_list
from qa_bot.documents.unmarked.shapes import ends_sentence, holds_sentences, is_address, starts_lower, word_count

# More words than this are no caption or headline but text without its full stop: at the top, between paragraphs, at the end.
MOST_WORDS_AT_TOP, MOST_WORDS_INSIDE, MOST_WORDS_AT_END = 25, 18, 50
MOST_BARE_WORDS = 10
FEWEST_BARE_ITEMS = 3
FEWEST_LETTERS = 2
# A line of so many words that begins with a small letter is a piece of a sentence, or a command.
FEWEST_CUT_WORDS = 3
# So many marked or lone headings show that a text has sections, where headings may follow each other.
FEWEST_SECTIONS = 4
MOST_STACKED = 3


class Layout(NamedTuple):
    """What is known of a whole text: how many headings it has, and which of its lines come again and again as buttons do."""

    sections: int
    repeated: frozenset[str]


def among_sentences(pieces: Sequence[Piece], first: int, stop: int, layout: Layout) -> Iterator[Piece]:
    """Yield the pieces from `first` to before `stop`, none of them a sentence, each with its kind."""
    last = stop - 1
    apart = last > first and pieces[last].gap and stop < len(pieces) and not pieces[stop].gap
    if apart and may_head(pieces, last):
        # A line right above its text, apart from those before it.
        yield from _settle_run(pieces, first, last, layout)
        yield as_heading(pieces[last], BARE_LEVEL)
    else:
        yield from _settle_run(pieces, first, stop, layout)


def may_head(pieces: Sequence[Piece], position: int) -> bool:
    """Tell whether a line may head what stands below it."""
    words = pieces[position].words
    if starts_lower(words) or sum(c.isalpha() for c in words[:MOST_VERSE_CHARS]) < FEWEST_LETTERS or is_address(words):
        return False
    above = pieces[position - 1] if position else None
    if above and above.words and not pieces[position].gap and not above.is_suspect and not ends_sentence(above.words):
        return False
    below = position + 1 < len(pieces) and pieces[position + 1].block.kind not in ("heading", "furniture", "title")
    # A line that begins with a label and a colon ("No: 7, 3 May, Statement on ...") may be longer than other headings.
    return below and word_count(words) <= (MOST_WORDS_AT_TOP if ": " in words[:40] else MOST_HEADING_WORDS)


def _settle_run(pieces: Sequence[Piece], first: int, stop: int, layout: Layout) -> Iterator[Piece]:
    run = pieces[first:stop]
    above = pieces[first - 1] if first else None
    at_top = above is None or above.block.kind == "title"
    at_end = stop == len(pieces)
    if above and len(run) > 1 and _introduces(above):
        yield as_list(run)
    elif not at_top and not at_end and len(run) >= FEWEST_BARE_ITEMS:
        yield from _close_lines(run)
    elif len(run) >= FEWEST_BARE_ITEMS and not any(piece.gap for piece in run[1:]) and _has_figures(run[1:]):
        named = not _has_figures(run[:1])
        if named:
            yield as_heading(run[0], BARE_LEVEL)
        yield as_list(run[int(named) :])
    elif _are_headings(pieces, first, stop, at_top, layout):
        yield from (as_heading(piece, BARE_LEVEL + depth) for depth, piece in enumerate(run))
    elif len(run) == 1 and at_end and _has_figures(run):
        yield from run
    else:
        most = MOST_WORDS_AT_TOP if at_top else MOST_WORDS_AT_END if at_end else MOST_WORDS_INSIDE
        yield from _without_litter(run, MOST_HEADING_WORDS if len(run) == 1 and not at_top else most)


def _are_headings(pieces: Sequence[Piece], first: int, stop: int, at_top: bool, layout: Layout) -> bool:
    run = pieces[first:stop]
    if not may_head(pieces, stop - 1) or any(piece.words in layout.repeated for piece in run):
        return False
    if len(run) == 1:
        return not at_top or layout.sections > 1
    short = all(word_count(piece.words) <= MOST_BARE_WORDS for piece in run)
    return short and len(run) <= MOST_STACKED and layout.sections >= FEWEST_SECTIONS


def _introduces(piece: Piece) -> bool:
    """Tell whether lines below are named by what stands above them: a marked heading or words with a colon."""
    return piece.block.kind == "heading" or (piece.block.kind == "paragraph" and piece.words.endswith((":", "：")))


def _close_lines(run: Sequence[Piece]) -> Iterator[Piece]:
    """Yield short lines between paragraphs: those that stand close together are a list, others are litter."""
    begin = 0
    for position in range(1, len(run) + 1):
        if position == len(run) or run[position].gap:
            group = run[begin:position]
            yield from [as_list(group)] if len(group) >= FEWEST_BARE_ITEMS else _without_litter(group, MOST_WORDS_INSIDE)
            begin = position


def _without_litter(run: Sequence[Piece], most_words: int) -> Iterator[Piece]:
    """Yield text as it is and litter as furniture."""
    for piece in run:
        cut = starts_lower(piece.words) and word_count(piece.words) >= FEWEST_CUT_WORDS
        is_text = cut or word_count(piece.words) > most_words or holds_sentences(piece.words)
        yield piece if is_text and not is_address(piece.words) else as_furniture(piece)


def _has_figures(pieces: Sequence[Piece]) -> bool:
    """Tell whether half of the lines have a figure, as the lines of a list of things or of an address have."""
    return 2 * sum(any(c.isdigit() for c in piece.words[:200]) for piece in pieces) >= len(pieces)
