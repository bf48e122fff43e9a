"""Split text into sentences with exact character offsets."""

import re
from collections.abc import Iterator

from qa_bot.text.english import MONTH_ABBREVIATION

Span = tuple[int, int]

# A longer sentence is cut at a clause, because a quote of this length no longer reads as one sentence.
MAX_SENTENCE_CHARS = 700
# What decides where a sentence ends is looked for so near: all of a long line would be looked through for each of its marks.
NEAR_CHARS = 200

_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+["'”’»）]*""")
_OPENER = "\"'“‘«([¿¡-–—•*"
_ABBREVIATION = re.compile(
    rf"""(?:^|[\s("“‘'\[])(?:mr|mrs|ms|dr|prof|gen|col|lt|sgt|capt|maj|adm|gov|sen|rep|hon|rev|st|sr|jr|messrs|vs|no|nos|art|
    sec|fig|figs|eq|vol|pp|ed|eds|cf|ca|approx|est|inc|ltd|co|corp|dept|univ|{MONTH_ABBREVIATION}|e\.g|i\.e|etc|al|viz|a\.m|p\.m|ph\.d)\.$""",
    re.IGNORECASE | re.VERBOSE,
)
_INITIAL = re.compile(r"(?:^|[\s.(\"“‘'-])[^\W\d_]\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:\(?\d{1,3}|[a-zA-Z])[.)]$")
# "am 3. Mai 1987": in German, the point makes the number of the day an ordinal.
_DAY = re.compile(r"(?<!\S)(?:[1-9]|[12]\d|3[01])\.$")
_GERMAN_MONTH = re.compile(r"(?:Jänner|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")
# Words that, capitalised after an initialism ("the U.N. The talks"), begin a sentence.
_STARTER = re.compile(
    r"(?:The|This|That|These|Those|A|An|In|On|At|It|He|She|They|We|I|You|But|And|However|There|His|Her|Its|Their|After|"
    r"Before|When|While|For|By|As|If|Although|Since|Meanwhile)\b"
)
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|#{1,6}\s|\|)")
_REPLY_MARKS = re.compile(r"^[^\S\n]*>[>\t ]*", re.M)
_TERMINAL = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*\s*$""")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the (start, end) offsets of the sentences of text[start:end], white space trimmed, in order.

    A blank line always ends a sentence; a single line break ends it unless the line is wrapped.
    """
    stop = len(text) if end is None else end
    return tuple(
        piece
        for block in split_blocks(text, start, stop)
        for sentence in _split_block(text, *block)
        for piece in _bounded(text, *sentence)
    )


def without_reply_marks(text: str) -> str:
    """Return a text of the same length with spaces for the ">" before the lines that repeat an earlier message."""
    return _REPLY_MARKS.sub(lambda marks: " " * len(marks[0]), text)


def split_blocks(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the (start, end) offsets of the paragraphs, headings and list items of text[start:end], trimmed."""
    stop = len(text) if end is None else end
    blocks: list[Span] = []
    for paragraph in re.compile(r"(?:[^\n]|\n(?![^\S\n]*(?:\n|$)))+").finditer(text, start, stop):
        blocks.extend(_split_lines(text, *paragraph.span()))
    return tuple(blocks)


def _split_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a paragraph at its line breaks, unless the lines are wrapped prose."""
    lines = [m.span() for m in re.compile(r"[^\n\r]+").finditer(text, start, end)]
    widths = [stop - begin for begin, stop in lines]
    wrapped = len(lines) > 2 and max(widths) <= 110 and min(widths[:-1]) >= 0.6 * max(widths) and max(widths) >= 40
    block: Span | None = None
    for begin, stop in lines:
        if block is not None and _continues(text[max(block[0], block[1] - NEAR_CHARS) : block[1]], text[begin:stop], wrapped):
            block = (block[0], stop)
            continue
        if block is not None:
            yield from _trimmed(text, *block)
        block = (begin, stop)
    if block is not None:
        yield from _trimmed(text, *block)


def _continues(before: str, line: str, wrapped: bool) -> bool:
    if _BULLET.match(line):
        return False
    first = line.lstrip()[:1]
    if _TERMINAL.search(before):
        return wrapped
    return wrapped or (first.islower() and len(before) >= 40)


def _split_block(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop < end and not _is_boundary(text, begin, match.start(), stop, end):
            continue
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _is_boundary(text: str, begin: int, mark: int, stop: int, end: int) -> bool:
    """Decide whether the punctuation at text[mark:stop] ends a sentence."""
    following = text[stop : min(end, stop + NEAR_CHARS)].lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENER)[:1]
    if first.islower():
        return False
    if text[mark] != ".":
        return True
    before = text[max(begin, mark - NEAR_CHARS) : mark + 1]
    if _LIST_NUMBER.search(before) or len(before.strip()) <= 2:
        return False
    if _ABBREVIATION.search(before) or (_DAY.search(before) and _GERMAN_MONTH.match(following)):
        return False
    if _INITIAL.search(before):
        return bool(_STARTER.match(following))
    return True


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a sentence that is too long at its clauses, else at a space."""
    while end - start > MAX_SENTENCE_CHARS:
        window = text[start : start + MAX_SENTENCE_CHARS]
        cut = max(window.rfind("; "), window.rfind(": "), window.rfind("\n"))
        if cut < MAX_SENTENCE_CHARS // 3:
            cut = max(window.rfind(", "), cut)
        if cut < MAX_SENTENCE_CHARS // 3:
            cut = window.rfind(" ")
        cut = cut + 1 if cut > 0 else MAX_SENTENCE_CHARS
        yield from _trimmed(text, start, start + cut)
        start += cut
    yield from _trimmed(text, start, end)


def trimmed(text: str, start: int, end: int, shift: int = 0) -> Span:
    """Return the offsets of text[start:end] without the white space around it, plus `shift`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start + shift, end + shift


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    start, end = trimmed(text, start, end)
    if start < end:
        yield start, end
