"""Paragraphs whose lines are something else than prose: fields, questions with their answers."""

import re
from collections.abc import Iterator

from qa_bot.documents.blocks import Block
from qa_bot.documents.entries import answer_mark_of, question_mark_of
from qa_bot.documents.labels import MOST_LABEL_WORDS, MOST_VALUE_WORDS, is_counted_title
from qa_bot.text.sentences import trimmed

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
# "Phone: 555-0166", "**Opening hours**: 9 to 5", "*Price:* 4.50"
_FIELD = re.compile(
    r"(?P<lead>[^\S\n]*(?:>[^\S\n]?)*[*_]{0,3})(?P<label>[^\s:|*_`<\[(][^:\n|`<]{0,40}?)(?P<tail>[*_]{0,3}:[*_]{0,3}|:[*_]{1,3})"
    r"(?:[^\S\n]+)(?P<value>\S[^\n]*)$"
)


def lines_as_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield what text[start:end], a paragraph, is made of: a record of fields, a question, an answer, or the paragraph."""
    lines = [trimmed(text, *match.span()) for match in _LINE.finditer(text, start, end)]
    fields = [field_of(text, *line) for line in lines]
    if len(lines) > 1 and all(fields):
        found = tuple(field for field in fields if field)
        yield Block("record", found[0].start, found[-1].end, found)
        return
    if question_mark_of(text[start:end]):
        yield from _question(text, start, end, lines)
        return
    if mark := answer_mark_of(text[start:end]):
        begin, stop = trimmed(text, start + mark.end(), end)
        if begin < stop:
            yield Block("paragraph", begin, stop)
        return
    if len(lines) == 1 and fields[0] and not _is_prose(text, fields[0]):
        yield fields[0]
        return
    yield Block("paragraph", start, end)


def field_of(text: str, start: int, end: int) -> Block | None:
    """Return a line as a field where it is "label: value" with a short label; its children are label and value."""
    match = _FIELD.match(text, start, end)
    if not match or len(match["label"].split()) > MOST_LABEL_WORDS or "://" in match.group()[: match.end("tail") - start + 3]:
        return None
    label = Block("label", *trimmed(text, *match.span("label")))
    value = Block("value", *trimmed(text, *match.span("value")))
    return Block("field", *trimmed(text, start, end), (label, value))


def _question(text: str, start: int, end: int, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """Yield a question, and the answer where it stands in the same paragraph."""
    for position, (begin, _) in enumerate(lines[1:], 1):
        if answer_mark_of(text[begin:end]):
            yield Block("question", start, lines[position - 1][1])
            yield from lines_as_blocks(text, begin, end)
            return
    if len(lines) > 1 and text[slice(*lines[0])].rstrip("*_ ").endswith("?"):
        yield Block("question", *lines[0])
        yield Block("paragraph", lines[1][0], end)
        return
    yield Block("question", start, end)


def _is_prose(text: str, field: Block) -> bool:
    line, value = text[field.start : field.end], text[field.children[1].start : field.end]
    is_sentence = len(line.split()) > MOST_VALUE_WORDS and line.rstrip("*_ ").endswith((".", "!"))
    return is_sentence or is_counted_title(value)
