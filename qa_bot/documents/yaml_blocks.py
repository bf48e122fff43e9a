"""The blocks of YAML: settings as fields, in the sections that their indentation makes.

Lines are read, not values: what templates or faults make unreadable for a YAML parser keeps its other fields.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.text.sentences import trimmed

# Sections nested deeper than this stay fields of the one above.
DEEPEST = 20
_KEY = re.compile(
    r"""(?P<lead>[^\S\n]*)(?P<dashes>(?:-[^\S\n]+)*)(?P<quote>["']?)(?P<key>[^\s#:&*!|>%@`{}\[\]"',-][^:#\n]{0,200}?|-{0,2}\w[^:#\n]{0,200}?)"""
    r"""(?P=quote)[^\S\n]*:(?:[^\S\n]+(?P<value>\S[^\n]*?))?[^\S\n\r]*\r?$"""
)
_SCALAR = re.compile(r"[|>][-+0-9]{0,2}(?:\s+#.*)?$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_LINE = re.compile(r"[^\n]*\n?")


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str


class _Setting(NamedTuple):
    """A key: the columns of the dashes before it and its own, and the places of its comment, itself, its label and value."""

    dashes: tuple[int, ...]
    column: int
    comment: tuple[int, int] | None
    start: int
    label: tuple[int, int]
    value: tuple[int, int] | None
    end: int


class _Frame(NamedTuple):
    kind: Literal["root", "section", "item"]
    indent: int
    blocks: list[Block]


def yaml_blocks(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of text[start:end]: records of fields, a section's under its key as heading, a list's one an item."""
    lines = [_line(text, match.start(), match.end()) for match in _LINE.finditer(text, start, end) if match[0]]
    entries = list(_entries(text, lines))
    return tuple(grouped(_Tree(entries).blocks()))


def _line(text: str, start: int, end: int) -> _Line:
    content = text[start:end]
    return _Line(start, end, len(content) - len(content.lstrip()), content.strip())


def _entries(text: str, lines: Sequence[_Line]) -> Iterator[_Setting | Block]:
    """Yield the settings with the comments above them, and other comments and lines as paragraphs."""
    place = 0
    comment: int | None = None
    while place < len(lines):
        line = lines[place]
        match = _KEY.match(text, line.start, line.end) if line.text and not line.text.startswith("#") else None
        if match:
            stop = _end_of_value(text, lines, place, match)
            above = None if comment is None else trimmed(text, comment, line.start)
            yield _setting(text, match, lines[place:stop], above)
            comment, place = None, stop
            continue
        is_comment = line.text.startswith("#") and any(c.isalnum() for c in line.text)
        if comment is not None and not is_comment:
            yield Block("paragraph", *trimmed(text, comment, line.start))
        comment = (line.start if comment is None else comment) if is_comment else None
        if not is_comment and any(c.isalnum() for c in line.text) and not line.text.startswith(("#", "%YAML", "---")):
            yield Block("paragraph", *trimmed(text, line.start, line.end))
        place += 1
    if comment is not None:
        yield Block("paragraph", *trimmed(text, comment, lines[-1].end))


def _end_of_value(text: str, lines: Sequence[_Line], place: int, match: re.Match[str]) -> int:
    """Return the place of the line after a value: what is indented below its key and is no key of its own."""
    indent = match.start("key") - match.start() - len(match["quote"])
    is_scalar = bool(_SCALAR.match(match["value"] or ""))
    stop = place + 1
    for following in range(place + 1, len(lines)):
        line = lines[following]
        if not line.text:
            continue
        is_item = line.text.startswith("- ") and line.indent >= indent and not match["value"]
        if line.indent <= indent and not is_item:
            break
        if not is_scalar and (line.text.startswith("#") or _KEY.match(text, line.start, line.end)):
            break
        stop = following + 1
    return stop


def _setting(text: str, match: re.Match[str], lines: Sequence[_Line], comment: tuple[int, int] | None) -> _Setting:
    first = match["value"] or ""
    inline = _COMMENT.sub("", first).rstrip() if not first.startswith(("'", '"')) else first
    begin, end = match.span("value") if inline else (match.end(), match.end())
    end = begin + len(inline)
    if len(lines) > 1:
        begin = begin if inline and not _SCALAR.match(first) else lines[1].start
        end = lines[-1].end
    begin, end = trimmed(text, begin, end)
    column = match.start("key") - len(match["quote"])
    return _Setting(
        dashes=tuple(place for place, c in enumerate(match["lead"] + match["dashes"]) if c == "-"),
        column=column - match.start(),
        comment=comment,
        start=column if comment is None else comment[0],
        label=trimmed(text, *match.span("key")),
        value=(begin, end) if begin < end else None,
        end=trimmed(text, match.start(), max(match.end(), end))[1],
    )


class _Tree:
    """Put settings into the sections and items that their columns make."""

    def __init__(self, entries: Sequence[_Setting | Block]) -> None:
        self._entries = entries
        self._frames = [_Frame("root", -1, [])]

    def blocks(self) -> list[Block]:
        for place, entry in enumerate(self._entries):
            if isinstance(entry, Block):
                self._frames[-1].blocks.append(entry)
                continue
            self._close(entry)
            for dash in entry.dashes[: DEEPEST - len(self._frames)]:
                self._frames.append(_Frame("item", dash, []))
            following = next((e for e in self._entries[place + 1 : place + 50] if isinstance(e, _Setting)), None)
            self._add(entry, following)
        while len(self._frames) > 1:
            self._pop()
        return self._frames[0].blocks

    def _close(self, entry: _Setting) -> None:
        column = entry.dashes[0] if entry.dashes else entry.column
        while len(self._frames) > 1:
            frame = self._frames[-1]
            holds_list = bool(entry.dashes) and frame.kind == "section" and frame.indent == column
            if frame.indent < column or holds_list:
                return
            self._pop()

    def _add(self, entry: _Setting, following: _Setting | None) -> None:
        label = Block("label", *entry.label)
        if entry.value is None and following and _is_below(entry, following) and len(self._frames) < DEEPEST:
            level = sum(frame.kind == "section" for frame in self._frames) + 1
            heading = Block("heading", *entry.label, level=min(level, 6))
            above = [Block("paragraph", *entry.comment)] if entry.comment else []
            self._frames.append(_Frame("section", entry.column, [*above, heading]))
        else:
            value = (Block("value", *entry.value),) if entry.value else ()
            self._frames[-1].blocks.append(Block("field", entry.start, entry.end, (label, *value)))

    def _pop(self) -> None:
        frame = self._frames.pop()
        if frame.blocks:
            self._frames[-1].blocks.append(Block("record", frame.blocks[0].start, frame.blocks[-1].end, tuple(frame.blocks)))


def _is_below(entry: _Setting, following: _Setting) -> bool:
    if following.dashes:
        return following.dashes[0] >= entry.column
    return following.column > entry.column


def grouped(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, fields that follow one another as one record."""
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and block.kind == "field":
            run.append(block)
            continue
        if run:
            yield Block("record", run[0].start, run[-1].end, tuple(run))
            run = []
        if block is not None:
            yield block
