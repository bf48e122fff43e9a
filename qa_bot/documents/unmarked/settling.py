"""What a short line without an end is: a heading of what follows, a line of a record, or litter among sentences.

The rule is one of form, not of phrases. In a text that is mostly made of full sentences a line that is none is a heading
where it stands alone above text, else a caption, a share button, a list of other headlines: furniture. In other texts, such
as notices, receipts and notes, those lines are the text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.unmarked.headings import BARE_LEVEL, MOST_HEADING_WORDS
from qa_bot.documents.unmarked.litter import FEWEST_SECTIONS, MOST_BARE_WORDS, Layout, among_sentences, may_head
from qa_bot.documents.unmarked.pieces import Piece, as_heading, as_record
from qa_bot.documents.unmarked.questions import mark_questions
from qa_bot.documents.unmarked.shapes import is_address, is_sentence, word_count

# Share of a text's characters in full sentences from which on its other lines are suspect.
PROSE_SHARE = 0.6
FEWEST_REPEATS = 3
# Several lines that come again and again are the headings of a form; a single one is a button.
FEWEST_FORM_HEADINGS = 3


def settle(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the blocks with every line that is no sentence given its kind."""
    asked = mark_questions(pieces)
    runs = list(_suspect_runs(asked))
    prose = _is_prose(asked)
    layout = _layout(asked, runs)
    settled: list[Piece] = []
    position = 0
    for first, stop in runs:
        settled += asked[position:first]
        settled += among_sentences(asked, first, stop, layout) if prose else _among_lines(asked, first, stop)
        position = stop
    settled += asked[position:]
    return tuple(_without_bare_headings([piece.block for piece in settled]))


def _layout(pieces: Sequence[Piece], runs: Sequence[tuple[int, int]]) -> Layout:
    counts = Counter(piece.words for piece in pieces if piece.is_suspect)
    repeated = {words for words, count in counts.items() if count >= FEWEST_REPEATS}
    lone = {pieces[first].words for first, stop in runs if stop - first == 1 and may_head(pieces, first)}
    if len(lone & repeated) >= FEWEST_FORM_HEADINGS:
        repeated = set()
    sections = sum(piece.block.kind == "heading" for piece in pieces) + len(lone - repeated)
    return Layout(sections, frozenset() if sections >= FEWEST_SECTIONS else frozenset(repeated))


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
        yield as_heading(group[0], BARE_LEVEL) if _heads_group(pieces, begin, end, headed) else group[0]
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
