"""The blocks of INI, TOML, .env and .properties: settings as fields, in the sections whose names stand between brackets."""

import re
from collections.abc import Iterator, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.yaml_blocks import grouped
from qa_bot.text.sentences import trimmed

# No value of several lines is longer.
MOST_LINES = 1000
_SECTION = re.compile(r"[^\S\n]*\[{1,2}[^\S\n]*(?P<name>[^\]\s](?:[^\]\n]*[^\]\s])?)[^\S\n]*\]{1,2}[^\S\n]*(?:[#;].*)?\r?$")
_KEY = re.compile(
    r"""[^\S\n]*(?:export[^\S\n]+)?(?P<key>[^\s#;!\[{=:][^=:\n]{0,200}?)[^\S\n]*(?:=|:(?!//))[^\S\n]*(?P<value>[^\n]*?)[^\S\n\r]*\r?$"""
)
_COMMENT_MARKS = ("#", ";", "!", "//")
_COMMENT = re.compile(r"\s[#;]\s.*$")
_LINE = re.compile(r"[^\n]+")


def settings_blocks(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of text[start:end]: records of fields, those of a section under its name as heading."""
    sections: list[list[Block]] = [[]]
    for block in _lines_as_blocks(text, [match.span() for match in _LINE.finditer(text, start, end)]):
        if block.kind == "heading":
            sections.append(_with_comment_above(text, sections[-1], block))
        else:
            sections[-1].append(block)
    first, *rest = sections
    records = tuple(Block("record", _beginning(text, part[0]), part[-1].end, tuple(part)) for part in rest)
    return (*grouped(first), *records)


def _beginning(text: str, first: Block) -> int:
    """Return where a section starts: at the bracket before its name, or at the comment above."""
    line = text.rfind("\n", 0, first.start) + 1
    return trimmed(text, line, first.end)[0]


def _with_comment_above(text: str, before: list[Block], heading: Block) -> list[Block]:
    """Return the beginning of a section, a comment that stands right above its name taken along."""
    if before and before[-1].kind == "paragraph" and text.count("\n", before[-1].end, heading.start) == 1:
        return [before.pop(), heading]
    return [heading]


def _lines_as_blocks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Block]:
    place = 0
    comment: int | None = None
    while place < len(lines):
        start, end = lines[place]
        content = text[start:end].strip()
        is_comment = content.startswith(_COMMENT_MARKS)
        if comment is not None and (text.count("\n", lines[place - 1][1], start) > 1 or _SECTION.match(text, start, end)):
            yield from _paragraph(text, comment, lines[place - 1][1])
            comment = None
        place += 1
        if is_comment:
            comment = start if comment is None else comment
        elif section := _SECTION.match(text, start, end):
            yield Block("heading", *section.span("name"), level=1)
        elif match := _KEY.match(text, start, end):
            place = _end_of_value(text, lines, place, match)
            yield _field(text, match, lines[place - 1][1], comment)
            comment = None
        else:
            yield from _paragraph(text, start if comment is None else comment, end)
            comment = None
    if comment is not None:
        yield from _paragraph(text, comment, lines[-1][1])


def _end_of_value(text: str, lines: Sequence[tuple[int, int]], place: int, match: re.Match[str]) -> int:
    """Return the place of the line after a value: after its closing bracket or quotes, or the indented lines below it."""
    value = match["value"]
    quotes = value[:3] if value[:3] in ('"""', "'''") else ""
    if quotes and quotes not in value[3:]:
        return next(
            (i + 1 for i in range(place, min(len(lines), place + MOST_LINES)) if quotes in text[slice(*lines[i])]), place
        )
    if value[:1] in ("[", "{") and (open_now := _open(value)) > 0:
        for i in range(place, min(len(lines), place + MOST_LINES)):
            open_now += _open(text[slice(*lines[i])])
            if open_now <= 0:
                return i + 1
        return place
    while place < len(lines) and (
        text[slice(*lines[place - 1])].rstrip("\r").endswith("\\") or _continues(text, *lines[place])
    ):
        place += 1
    return place


def _continues(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    if not line.strip() or not line[0].isspace() or line.lstrip().startswith(_COMMENT_MARKS):
        return False
    return not _KEY.match(text, start, end) and not _SECTION.match(text, start, end)


def _open(line: str) -> int:
    """Return how many more brackets a line opens than it closes, those between quotes left out."""
    bare = re.sub(r'"[^"]*"|\'[^\']*\'|#.*', "", line)
    return sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}")


def _field(text: str, match: re.Match[str], end: int, comment: int | None) -> Block:
    begin, stop = match.start("value"), end
    if end == match.end() and (trailing := _COMMENT.search(match["value"])) and match["value"][:1] not in "\"'":
        stop = begin + trailing.start()
    value = trimmed(text, begin, stop)
    label = Block("label", *trimmed(text, *match.span("key")))
    parts = (label, Block("value", *value)) if value[0] < value[1] else (label,)
    return Block("field", *trimmed(text, match.start() if comment is None else comment, end), parts)


def _paragraph(text: str, start: int, end: int) -> Iterator[Block]:
    start, end = trimmed(text, start, end)
    if any(c.isalnum() for c in text[start:end]):
        yield Block("paragraph", start, end)
