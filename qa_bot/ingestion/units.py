"""From blocks to what is quoted (units) and what must not be cut (atoms)."""

import re
from collections.abc import Sequence
from itertools import groupby, islice

from qa_bot.documents.blocks import Block, walk
from qa_bot.ingestion.drafts import Atom, DraftUnit, Mark
from qa_bot.ingestion.sections import gap_between, is_bare_heading, usual_gap
from qa_bot.ingestion.stretches import code_parts, sentences_within
from qa_bot.passage import ContextKind, UnitKind
from qa_bot.text.sentences import without_reply_marks

# Up to these sizes, in characters, a whole is quoted rather than its parts.
WHOLE_ANSWER, WHOLE_ITEM, WHOLE_RECORD, WHOLE_MESSAGE = 350, 800, 300, 400
MOST_LIST = 2000
# A list of no more characters than this is kept in one chunk.
UNCUT_LIST = 800
# A line without a mark at its end introduces the list below it from so many words on.
FEWEST_WORDS = 3
# What may follow the line that introduces it.
_INTRODUCED = ("list", "code", "table", "record", "field", "entry")
# A value with a word, not "E06" or "2024-05-02".
_WORD = re.compile(r":.*?(?<![\w.-])[^\W\d_]{2,}(?![\w-])", re.S)


class Outline:
    """Walk the blocks of a document once; `units` and `atoms` are what came of it, in order.

    The fields of a row of a file of rows (`is_row`) belong together; those of another record may say each its own.
    """

    def __init__(self, text: str, blocks: Sequence[Block], is_row: bool = False) -> None:
        self._text = text
        self._is_row = is_row
        self._sentence_kind: UnitKind = "prose"
        repeats = any(block.kind == "repeated" for block in walk(blocks))
        self._words = without_reply_marks(text) if repeats else text
        self.units: list[DraftUnit] = []
        self.atoms: list[Atom] = []
        self._walk(blocks, (), ())

    def _walk(self, blocks: Sequence[Block], path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        levels: list[tuple[int, Mark]] = []
        widest = usual_gap(self._text, blocks)
        for position, block in enumerate(blocks):
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            before = blocks[position - 1] if position else None
            if before and before.kind != "heading" and gap_between(self._text, before, block) > widest:
                levels = [(level, mark) for level, mark in levels if not is_bare_heading(self._text, level, mark)]
            here = (*path, *(mark for _, mark in levels))
            if block.kind == "heading":
                while levels and levels[-1][0] >= block.level:
                    levels.pop()
                here = (*path, *(mark for _, mark in levels))
                self._heading(block, following, here, lead)
                levels.append((block.level, Mark("heading", block.start, block.end)))
            elif block.kind == "paragraph":
                self._paragraph(block, following, here, (*lead, *self._question_repeated(before)))
            elif block.kind == "list":
                self._list(block, self._introduction(before, block), here, lead)
            elif block.kind == "table":
                self._table(block, here, lead)
            elif block.kind == "code":
                self._code(block, self._sentence_before(before), here, lead)
            elif block.kind == "entry":
                self._entry(block, here, lead)
            elif block.kind == "record":
                self._record(block, self._is_row and len(blocks) == 1, here, lead)
            elif block.kind == "message":
                self._message(block, here, lead)
            elif block.kind == "repeated":
                self._repeated(block, here, lead)
            elif block.kind == "furniture":
                self._unit("furniture", block.start, block.end, (*here, *lead))
                self.atoms.append(Atom(block.start, block.end, here, lead, is_furniture=True))
            elif block.kind in ("field", "log_line", "row", "item"):
                kind: UnitKind = block.kind
                self._unit(kind, block.start, block.end, (*here, *lead))
                self.atoms.append(Atom(block.start, block.end, here, lead))

    def _unit(self, kind: UnitKind, start: int, end: int, context: tuple[Mark, ...]) -> None:
        self.units.append(DraftUnit(kind, start, end, context))

    def _heading(self, block: Block, following: Block | None, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        stands_alone = following is None or (following.kind == "heading" and following.level <= block.level)
        if stands_alone:
            self._unit("prose", block.start, block.end, (*path, *lead))
        self.atoms.append(Atom(block.start, block.end, path, lead, holds_next=not stands_alone))

    def _paragraph(self, block: Block, following: Block | None, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        sentences = sentences_within(self._words, block)
        introduces = following is not None and following.kind in _INTRODUCED and self._introduces(block, following)
        quoted = sentences[:-1] if introduces else sentences
        for whole, group in groupby(quoted, key=lambda parts: len(parts) == 1):
            run = list(group)
            if whole:
                self._unit(self._sentence_kind, run[0][0][0], run[-1][0][1], (*path, *lead))
                continue
            for first, *others in run:
                self._unit("broken", *first, (*path, *lead, *(Mark("continuation", *other) for other in others)))
        for number, parts in enumerate(sentences):
            holds = introduces and number == len(sentences) - 1
            self.atoms.append(Atom(parts[0][0], parts[-1][1], path, lead, begins=number == 0, holds_next=holds))

    def _introduces(self, block: Block, following: Block) -> bool:
        """Tell whether a paragraph introduces what follows: it ends in a colon, or in no mark where a list follows."""
        words = self._text[block.start : block.end].rstrip("*_ ")
        return words.endswith(":") or (following.kind == "list" and words[-1:].isalnum() and len(words.split()) >= FEWEST_WORDS)

    def _introduction(self, before: Block | None, block: Block) -> tuple[Mark, ...]:
        """Return the sentence that introduces a block: the last one of the paragraph before it."""
        return self._sentence_before(before) if before is not None and self._introduces(before, block) else ()

    def _sentence_before(self, before: Block | None) -> tuple[Mark, ...]:
        if before is None or before.kind != "paragraph":
            return ()
        return (Mark("introduction", *sentences_within(self._words, before)[-1][-1]),)

    def _list(self, block: Block, introduction: tuple[Mark, ...], path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        start = introduction[0].start if introduction else block.start
        if len(block.children) > 1 and block.end - start <= MOST_LIST:
            self._unit("list", start, block.end, (*path, *lead))
        inner = (*lead, *introduction)
        last = len(block.children) - 1
        held = last if block.end - start <= UNCUT_LIST else min(last, 1)
        for number, item in enumerate(block.children):
            self._item(item, path, inner, holds_next=number < held)

    def _item(self, item: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...], holds_next: bool) -> None:
        nested = [child for child in item.children if child.kind in ("list", "table")]
        if not nested:
            if item.children and item.end - item.start > WHOLE_ITEM:
                self._walk(item.children, path, lead)
                return
            self._unit("item", item.start, item.end, (*path, *lead))
            self.atoms.append(Atom(item.start, item.end, path, lead, holds_next=holds_next))
            return
        first = nested[0]
        end = item.start + len(self._text[item.start : first.start].rstrip())
        own = Mark("introduction", item.start, end)
        if self._text[item.start : end].strip("-*+•0123456789.) \t"):
            if item.end - item.start <= WHOLE_ITEM:
                self._unit("list", item.start, item.end, (*path, *lead))
            if not self._text[item.start : end].rstrip("*_ ").endswith(":"):
                self._unit("item", item.start, end, (*path, *lead))
            self.atoms.append(Atom(item.start, end, path, lead, holds_next=True))
            self._walk([child for child in item.children if child.start >= end], path, (*lead, own))
        else:
            self._walk(item.children, path, lead)

    def _table(self, table: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        headers = [row for row in table.children if row.kind == "table_header"]
        inner = (*lead, *(Mark("table_header", header.start, header.end) for header in headers))
        for row in table.children:
            if row.kind == "table_header":
                self.atoms.append(Atom(row.start, row.end, path, lead, holds_next=True))
            else:
                self._unit("row", row.start, row.end, (*path, *inner))
                self.atoms.append(Atom(row.start, row.end, path, inner, begins=False))

    def _code(self, block: Block, introduction: tuple[Mark, ...], path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        inner = (*lead, *introduction)
        for start, end in code_parts(self._text, block):
            self._unit("code", start, end, (*path, *inner))
            self.atoms.append(Atom(start, end, path, inner))

    def _entry(self, entry: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        first, *rest = entry.children
        kind: ContextKind = "question" if first.kind == "question" else "term"
        inner = (*lead, Mark(kind, first.start, first.end))
        self.atoms.append(Atom(first.start, first.end, path, lead, holds_next=True))
        for part in rest:
            body = part.children or (Block("paragraph", part.start, part.end),)
            if kind == "term" and entry.end - entry.start <= WHOLE_ANSWER:
                self._unit("definition", entry.start, entry.end, (*path, *lead))
                self.atoms.append(Atom(part.start, part.end, path, inner))
            elif part.end - part.start <= WHOLE_ANSWER and all(block.kind == "paragraph" for block in body):
                self._unit("answer", part.start, part.end, (*path, *inner))
                self.atoms.append(Atom(part.start, part.end, path, inner))
            else:
                self._walk(body, path, inner)

    def _record(self, record: Block, is_alone: bool, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        fields = [child for child in record.children if child.kind == "field"]
        if any(child.kind == "heading" for child in record.children):
            self._section(record, path, lead)
            return
        if record.end - record.start <= WHOLE_RECORD and is_alone:
            self._unit("record", record.start, record.end, (*path, *lead))
            self.atoms.append(Atom(record.start, record.end, path, lead))
            return
        names = self._names(fields) if is_alone else ()
        for child in record.children:
            context = tuple(mark for mark in names if mark.end <= child.start)
            if child.kind != "field":
                self._walk((child,), path, (*lead, *context))
                continue
            self._unit("field", child.start, child.end, (*path, *lead, *context))
            self.atoms.append(Atom(child.start, child.end, path, (*lead, *context), begins=False))

    def _names(self, fields: Sequence[Block]) -> tuple[Mark, ...]:
        """Return what a record is called: its first field, and of a row with a number or a code there, the first with a word."""
        worded = (field for field in fields if self._is_row and _WORD.search(self._text, field.start, field.end))
        return tuple(dict.fromkeys(Mark("name", field.start, field.end) for field in (*fields[:1], *islice(worded, 1))))

    def _section(self, record: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        """Walk a section of settings: its name heads what is in it and nothing that follows it."""
        for child in record.children:
            if child.kind == "heading":
                self.atoms.append(Atom(child.start, child.end, path, lead, holds_next=True))
                path = (*path, Mark("heading", child.start, child.end))
            elif child.kind == "record":
                self._record(child, True, path, lead)
            else:
                self._walk((child,), path, lead)

    def _message(self, message: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        speakers = [Mark("speaker", child.start, child.end) for child in message.children if child.kind == "speaker"]
        if message.end - message.start <= WHOLE_MESSAGE:
            self._unit("message", message.start, message.end, (*path, *lead))
            self.atoms.append(Atom(message.start, message.end, path, lead))
            return
        for mark in speakers:
            self.atoms.append(Atom(mark.start, mark.end, path, lead, holds_next=True))
        body = [child for child in message.children if child.kind != "speaker"]
        self._walk(body, path, (*lead, *speakers))

    def _question_repeated(self, before: Block | None) -> tuple[Mark, ...]:
        """Return the question that a message repeats above a paragraph in order to answer it."""
        if before is None or before.kind != "repeated" or before.end - before.start > WHOLE_ANSWER:
            return ()
        asks = before.children[0].kind != "speaker" and self._text[: before.end].endswith("?")
        return (Mark("question", before.start, before.end),) if asks else ()

    def _repeated(self, block: Block, path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        """Walk what a message repeats of an earlier one: its sentences, each with the line that says whose it is."""
        first, *others = block.children
        if first.kind == "speaker":
            mark = Mark("speaker", first.start, first.end)
            self._unit("repeated", first.start, first.end, (*path, *lead))
            self.atoms.append(Atom(first.start, first.end, path, lead, holds_next=bool(others)))
            self._walk_repeated(others, path, (*lead, mark))
        else:
            self._walk_repeated(block.children, path, lead)

    def _walk_repeated(self, blocks: Sequence[Block], path: tuple[Mark, ...], lead: tuple[Mark, ...]) -> None:
        before, self._sentence_kind = self._sentence_kind, "repeated"
        self._walk(blocks, path, lead)
        self._sentence_kind = before
