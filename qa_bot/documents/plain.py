"""The blocks of a text without marks: .txt files, and what was extracted without its marks."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.entries import MOST_QUESTION_CHARS, answer_mark_of, group_entries, question_mark_of
from qa_bot.documents.unmarked.code import read_code
from qa_bot.documents.unmarked.fields import read_fields, read_hanging, read_spaced_terms, read_terms
from qa_bot.documents.unmarked.headings import read_heading, read_title
from qa_bot.documents.unmarked.lines import Found, Line, block_over, read_lines, running_on
from qa_bot.documents.unmarked.lists import goes_through, item_extents, marker_of, starts_list
from qa_bot.documents.unmarked.pages import find_page_lines, read_around, weave
from qa_bot.documents.unmarked.pieces import Piece, as_record, is_verse
from qa_bot.documents.unmarked.replies import attribution_end, is_repeated, read_repeated
from qa_bot.documents.unmarked.settling import settle
from qa_bot.documents.unmarked.shapes import ends_sentence, is_rule
from qa_bot.documents.unmarked.tables import read_cells, read_columns
from qa_bot.documents.unmarked.talk import find_talk, read_talk

# Lists and repeated messages nested deeper than this are text of what they stand in.
DEEPEST = 8

_ANSWER_INSIDE = re.compile(r"(?<=[?？])\s+(?=(?:a(?:nswer)?|antwort)\s*\d*\s*[:.])", re.IGNORECASE)


def parse_plain(text: str, start: int = 0, seeks_title: bool = True) -> tuple[Block, ...]:
    """Return the blocks of text[start:], a line's beginning; the title is sought there unless it is known already."""
    lines = read_lines(text, start)
    page_lines = find_page_lines(lines)
    furniture = [Block("furniture", lines[i].start, lines[i].end) for i in sorted(page_lines)]
    body = read_around(lines, page_lines)
    titles = read_title(body) if seeks_title else 0
    pieces = [Piece(Block("title", line.start, line.end), line.gap) for line in body[:titles]]
    pieces += _talk_and_text(text, body[titles:])
    return weave(group_entries(text, settle(pieces)), furniture)


def _talk_and_text(text: str, lines: Sequence[Line]) -> Iterator[Piece]:
    """Yield the pieces of a text, its logs and chats first sought as a whole."""
    position = 0
    for region in find_talk(lines):
        yield from _Reader(text, lines[position : region.start]).pieces()
        yield from (Piece(block, 0) for block in read_talk(lines, region))
        position = region.stop
    yield from _Reader(text, lines[position:]).pieces()


class _Reader:
    """Reads the forms that begin at a line, one after the other; what has no form is text."""

    def __init__(self, text: str, lines: Sequence[Line], depth: int = 0) -> None:
        self._text = text
        self._lines = lines
        self._runs_on = running_on(lines)
        self._depth = depth
        self._asked = False

    def pieces(self) -> Iterator[Piece]:
        """Yield what the lines are, text not yet told from headings."""
        first = position = 0
        while position < len(self._lines):
            found = self._form(position, mid_text=position > first and not self._lines[position].gap)
            if found is None:
                position += 1
                continue
            yield from self._paragraphs(first, position)
            yield from self._found(found, position)
            first = position = found.stop
        yield from self._paragraphs(first, position)

    def _found(self, found: Found, position: int) -> Iterator[Piece]:
        for index, block in enumerate(found.blocks):
            # What is quoted from another mail is text, whatever its form.
            told = block.kind in ("heading", "question")
            words = self._text[block.start : block.end] if told else ""
            yield Piece(block, 0 if index else self._lines[position].gap, words)

    def _form(self, position: int, mid_text: bool) -> Found | None:
        """Return what begins at a line, None where it is text."""
        lines, line = self._lines, self._lines[position]
        marker = marker_of(line)
        above = lines[position - 1] if position else None
        if mid_text and goes_through(lines, self._runs_on, position):
            is_item = marker is not None and (
                marker.kind == "bullet" or (above is not None and not self._runs_on[position - 1])
            )
            if not is_item and (marker or above is None or not ends_sentence(above.text)):
                return None
        if is_rule(line.text):
            return Found((), position + 1)
        return (
            self._repeated(position)
            or self._asking(position)
            or read_code(lines, position, above)
            or read_heading(lines, position, mid_text)
            or read_cells(lines, position)
            or (read_columns(lines, position) if marker and marker.is_ordered else None)
            or self._list(position)
            or read_fields(lines, self._runs_on, position)
            or read_columns(lines, position)
            or read_terms(lines, position)
            or read_spaced_terms(lines, position)
            or (None if mid_text else read_hanging(lines, position))
        )

    def _paragraphs(self, first: int, stop: int) -> Iterator[Piece]:
        """Yield the paragraphs that the lines are, a verse as one record of its lines."""
        pieces = list(self._units(first, stop))
        begin = 0
        for position in range(1, len(pieces) + 1):
            if position == len(pieces) or pieces[position].gap:
                group = pieces[begin:position]
                yield from [as_record(group)] if is_verse(group) else group
                begin = position

    def _units(self, first: int, stop: int) -> Iterator[Piece]:
        begin = first
        for position in range(first + 1, stop + 1):
            if position == stop or not self._runs_on[position - 1]:
                block = block_over("paragraph", self._lines[begin:position])
                yield Piece(block, self._lines[begin].gap, self._text[block.start : block.end])
                begin = position

    def _asking(self, position: int) -> Found | None:
        """Return a question that is marked as one, or the answer to the one before."""
        line = self._lines[position]
        if self._asked and (mark := answer_mark_of(line.text[:40])):
            self._asked = False
            return self._answer(position, mark.end())
        if question_mark_of(line.text[:40]):
            if inside := _ANSWER_INSIDE.search(line.text[:MOST_QUESTION_CHARS]):
                question = Block("question", line.start, line.start + inside.start())
                mark = answer_mark_of(line.text[inside.end() :][:40])
                answer = self._answer(position, inside.end() + (mark.end() if mark else 0))
                return answer._replace(blocks=(question, *answer.blocks))
            stop = self._end_of_question(position)
            self._asked = True
            return Found((block_over("question", self._lines[position:stop]),), stop)
        if self._is_asking_item(position):
            return Found((block_over("question", [line]),), position + 1)
        return None

    def _answer(self, position: int, length: int) -> Found:
        line, stop = self._lines[position], position + 1
        while stop < len(self._lines) and self._runs_on[stop - 1]:
            stop += 1
        if length >= len(line.text):
            return Found((), position + 1)
        return Found((Block("paragraph", line.start + length, self._lines[stop - 1].end),), stop)

    def _end_of_question(self, position: int) -> int:
        stop = position + 1
        while stop < len(self._lines) and not self._lines[stop].gap and not self._lines[stop - 1].text.endswith(("?", "？")):
            if answer_mark_of(self._lines[stop].text[:40]) or not self._runs_on[stop - 1]:
                break
            stop += 1
        return stop

    def _is_asking_item(self, position: int) -> bool:
        """Tell whether a line is a counted or a bulleted question with its answer below."""
        line = self._lines[position]
        following = self._lines[position + 1] if position + 1 < len(self._lines) else None
        if following is None or not line.text.endswith(("?", "？")) or len(line.text) > MOST_QUESTION_CHARS:
            return False
        return bool(marker_of(line)) and not marker_of(following)

    def _repeated(self, position: int) -> Found | None:
        """Return what is repeated of an earlier message, with the line above it that says whose it is."""
        first = attribution_end(self._lines, position) or position
        if self._depth >= DEEPEST or not is_repeated(self._lines[first]):
            return None
        reply = read_repeated(self._lines, first)
        speaker = (block_over("speaker", self._lines[position:first]),) if first > position else ()
        inner = (*speaker, *self._inner(reply.lines))
        return Found((Block("repeated", inner[0].start, inner[-1].end, inner),) if inner else (), reply.stop)

    def _list(self, position: int) -> Found | None:
        lines = self._lines
        if self._depth >= DEEPEST or not starts_list(lines, position):
            return None
        marker = marker_of(lines[position])
        extents = item_extents(lines, self._runs_on, position)
        items = [self._item(*extent) for extent in extents]
        ordered = marker is not None and marker.is_ordered
        block = Block("list", items[0].start, items[-1].end, tuple(items), ordered=ordered)
        return Found((block,), extents[-1][1])

    def _item(self, start: int, stop: int) -> Block:
        lines = self._lines
        head = start + 1
        while head < stop and not lines[head].gap and not self._is_inner_item(head):
            head += 1
        if head == stop:
            return block_over("item", lines[start:stop])
        marker = marker_of(lines[start])
        begin = lines[start].start + (marker.length if marker else 0)
        children = (Block("paragraph", begin, lines[head - 1].end), *self._inner(lines[head:stop]))
        return block_over("item", lines[start:stop], children)

    def _is_inner_item(self, position: int) -> bool:
        marker = marker_of(self._lines[position])
        return marker is not None and (marker.kind == "bullet" or not goes_through(self._lines, self._runs_on, position))

    def _inner(self, lines: Sequence[Line]) -> tuple[Block, ...]:
        """Return the blocks of lines that stand inside another block: no headings, no furniture."""
        pieces = _Reader(self._text, lines, self._depth + 1).pieces()
        return tuple(_as_text(piece.block) for piece in pieces)


def _as_text(block: Block) -> Block:
    return block._replace(kind="paragraph", level=0) if block.kind in ("heading", "question") else block
