"""Fields ("label: value", leader dots), terms with their definitions, and runs of them."""

import re
from collections.abc import Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.labels import MOST_LABEL_WORDS, MOST_VALUE_WORDS, is_counted_title
from qa_bot.documents.unmarked.lines import Found, Line, block_over
from qa_bot.documents.unmarked.lists import marker_of
from qa_bot.documents.unmarked.shapes import (
    MOST_SEEN,
    ends_sentence,
    holds_sentences,
    is_complete,
    is_rule,
    is_sentence,
    word_count,
)

MOST_TERM_WORDS = 6
MOST_VALUE_LINES = 12
MOST_SHORT_VALUE = 60
MOST_DEFINITION_CHARS = 300

_LABEL = re.compile(
    r"(?P<label>[^\s:：|<>{}\[\]\"“”«»=/\\#][^:：\n|<>{}\"“”«»=!?;]{0,40}?)[^\S\n]?(?:：[^\S\n]*|:(?=\s|$)[^\S\n]*)"
)
_LEADER = re.compile(
    r"(?P<label>[^\n]{1,120}?[^\s.…·_])\s?(?:\.{3,}|(?:\s?\.){4,}|…{2,}|·{3,}|_{3,})\s*(?P<value>\S[^\n]{0,80})$"
)
_DASH = re.compile(r"(?P<term>[^\s–—-][^\n–—:.!?;]{0,60}?)\s+(?P<dash>-|–|—|--)\s+(?P<definition>\S)")
_SPACED = re.compile(r"(?P<term>\S(?:[^\n]{0,40}?\S)?)\s{3,}(?P<definition>\S)")
_OPENED = re.compile(r"[\"“‘«„'(]")


def read_fields(lines: Sequence[Line], runs_on: Sequence[bool], position: int) -> Found | None:
    """Return the field that begins at a line, or the record that it and the fields below it make."""
    fields: list[Block] = []
    prose: list[bool] = []
    stop = position
    while stop < len(lines) and (stop == position or not lines[stop].gap):
        found = _field(lines, runs_on, stop)
        if not found:
            break
        fields.append(found.blocks[0])
        prose.append(_is_prose(fields[-1], lines[stop : found.stop]))
        stop = found.stop
    if len(fields) < 2:
        value = lines[position].text[fields[0].children[1].start - fields[0].start :] if fields else ""
        return Found((fields[0],), stop) if fields and not prose[0] and not is_counted_title(value) else None
    if all(prose):
        return Found(tuple(_entry(field) for field in fields), stop)
    return Found((Block("record", fields[0].start, fields[-1].end, tuple(fields)),), stop)


def is_label_line(line: Line) -> bool:
    """Tell whether a line begins with a short label and a colon."""
    match = _LABEL.match(line.text)
    return bool(match) and _is_label(match["label"]) if match else False


def read_terms(lines: Sequence[Line], position: int) -> Found | None:
    """Return the terms and definitions that begin at a line: "term - definition", two lines or more."""
    entries: list[Block] = []
    stop = position
    dash = apart = None
    while stop < len(lines) and lines[stop].gap <= 1 and (match := _DASH.match(lines[stop].text)):
        line = lines[stop]
        if word_count(match["term"]) > MOST_TERM_WORDS or marker_of(line) or len(line.text) > MOST_DEFINITION_CHARS:
            break
        if match["dash"] != (dash or match["dash"]) or _DASH.match(line.text, match.start("definition")):
            break
        dash, apart = match["dash"], apart or (stop > position and line.gap > 0)
        term = Block("term", line.start, line.start + match.end("term"))
        definition = Block("definition", line.start + match.start("definition"), line.end)
        entries.append(Block("entry", line.start, line.end, (term, definition)))
        stop += 1
    return Found(tuple(entries), stop) if len(entries) > (2 if apart else 1) else None


def read_hanging(lines: Sequence[Line], position: int) -> Found | None:
    """Return the term of one line whose definition is set in below it, where another such term follows or stands above."""
    first = _hanging(lines, position)
    if first is None:
        return None
    entries = [first.blocks[0]]
    stop = first.stop
    while stop < len(lines) and lines[stop].indent == lines[position].indent and (more := _hanging(lines, stop)):
        entries.append(more.blocks[0])
        stop = more.stop
    return Found(tuple(entries), stop) if len(entries) > 1 else None


def read_spaced_terms(lines: Sequence[Line], position: int) -> Found | None:
    """Return the terms that begin at a line, each with its definition in a column of its own beside it."""
    entries: list[Block] = []
    stop, column = position, None
    while stop < len(lines) and lines[stop].gap <= 1 and (match := _SPACED.match(lines[stop].text)):
        term, start = lines[stop], match.start("definition")
        if _SPACED.match(term.text, start):
            break
        if word_count(match["term"]) > MOST_TERM_WORDS or (column is not None and term.indent + start != column):
            break
        column = term.indent + start
        stop += 1
        while stop < len(lines) and not lines[stop].gap and lines[stop].indent == column:
            stop += 1
        definition = Block("definition", term.start + start, lines[stop - 1].end)
        term_block = Block("term", term.start, term.start + match.end("term"))
        entries.append(Block("entry", term.start, definition.end, (term_block, definition)))
    return Found(tuple(entries), stop) if len(entries) > 1 or stop > position + 1 else None


def _field(lines: Sequence[Line], runs_on: Sequence[bool], position: int) -> Found | None:
    line = lines[position]
    if match := _LEADER.match(line.text[:300]):
        return Found((_field_block(line, match.end("label"), match.start("value"), line.end),), position + 1)
    match = _LABEL.match(line.text)
    if not match or not _is_label(match["label"]):
        return None
    stop = position + 1
    if match.end() == len(line.text):
        return _field_below(lines, position, match.end("label"))
    if _OPENED.match(line.text, match.end()) and is_complete(line.text) and word_count(line.text) > MOST_VALUE_WORDS:
        return None
    while stop < len(lines) and not lines[stop].gap and (runs_on[stop - 1] or lines[stop].indent > line.indent):
        if is_label_line(lines[stop]) or (marker_of(lines[stop]) and not runs_on[stop - 1]):
            break
        stop += 1
    return Found((_field_block(line, match.end("label"), match.end(), lines[stop - 1].end),), stop)


def _field_below(lines: Sequence[Line], position: int, label_end: int) -> Found | None:
    """Return the field whose label stands alone, its value on the lines below: set in, or short lines."""
    label, stop = lines[position], position + 1
    first = lines[stop] if stop < len(lines) and not lines[stop].gap else None
    if first is None or marker_of(first) or (is_label_line(first) and first.indent <= label.indent):
        return None
    set_in = first.indent > label.indent
    while stop < len(lines) and not lines[stop].gap and stop - position <= MOST_VALUE_LINES:
        line = lines[stop]
        if is_rule(line.text) or marker_of(line) or is_label_line(line) or len(line.text) > MOST_SEEN:
            break
        if set_in and line.indent <= label.indent:
            break
        if not set_in and (is_sentence(line.text) or len(line.text) > MOST_SHORT_VALUE):
            return None
        stop += 1
    if stop == position + 1:
        return None
    return Found((_field_block(label, label_end, first.start - label.start, lines[stop - 1].end),), stop)


def _field_block(line: Line, label_end: int, value_start: int, end: int) -> Block:
    label = Block("label", line.start, line.start + len(line.text[:label_end].rstrip()))
    return Block("field", line.start, end, (label, Block("value", line.start + value_start, end)))


def _is_label(label: str) -> bool:
    words = label.split()
    if len(words) > MOST_LABEL_WORDS or not any(c.isalpha() for c in label):
        return False
    # "He left. Then" is no label; "Tel." and "No. 3" are.
    return not re.search(r"\w{4,}\.\s|,\s.*,", label) and label.count("(") == label.count(")")


def _is_prose(field: Block, lines: Sequence[Line]) -> bool:
    """Tell whether a field's value is a sentence or several, as after a catchword."""
    first = lines[0]
    value = field.children[1]
    words = first.text[value.start - field.start :] if value.start < first.end else lines[1].text
    if len(lines) > 1 and lines[1].end <= field.end:
        words = words + " " + lines[1].text
    if holds_sentences(words) and word_count(words) > MOST_VALUE_WORDS // 2:
        return True
    return word_count(words) > MOST_VALUE_WORDS and (ends_sentence(words) or value.end - value.start > MOST_SEEN)


def _entry(field: Block) -> Block:
    label, value = field.children
    return Block("entry", field.start, field.end, (label._replace(kind="term"), value._replace(kind="definition")))


def _hanging(lines: Sequence[Line], position: int) -> Found | None:
    term = lines[position]
    if ends_sentence(term.text) or word_count(term.text) > MOST_TERM_WORDS or marker_of(term):
        return None
    stop = position + 1
    while stop < len(lines) and lines[stop].indent >= term.indent + 2 and not (lines[stop].gap and stop == position + 1):
        if lines[stop].gap > 1 or marker_of(lines[stop]):
            break
        stop += 1
    if stop == position + 1:
        return None
    definition = block_over("definition", lines[position + 1 : stop])
    return Found((Block("entry", term.start, definition.end, (Block("term", term.start, term.end), definition)),), stop)
