"""The text between the tags of HTML that stands inside Markdown."""

import re
from collections.abc import Iterator

from qa_bot.documents.blocks import Block
from qa_bot.text.sentences import trimmed

# Fewer words than these between tags are no sentence.
SENTENCE_WORDS = 6
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)\b[^<>]*>")
_INLINE = frozenset("a abbr b bdi cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())
_HEADING = re.compile(r"h([1-6])$", re.I)


def split_html(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the stretches of text[start:end] between its block tags: headings, sentences as paragraphs, the rest as furniture."""
    hidden = [match.span() for match in _UNSEEN.finditer(text, start, end)]
    begin, level, summary = start, 0, False
    for match in [*_TAG.finditer(text, start, end), None]:
        if match and any(a <= match.start() < b for a, b in hidden):
            continue
        name = match.group(1).lower() if match else ""
        if match and name in _INLINE:
            continue
        yield from _run(text, begin, match.start() if match else end, level, summary, hidden)
        if match:
            begin = match.end()
            heading = _HEADING.match(name)
            opens = not match.group().startswith("</")
            level = int(heading.group(1)) if heading and opens else 0
            summary = name == "summary" and opens


def _run(text: str, start: int, end: int, level: int, summary: bool, hidden: list[tuple[int, int]]) -> Iterator[Block]:
    for a, b in hidden:
        if start <= a < end:
            yield from _run(text, start, a, level, summary, [])
            start = max(start, b)
    start, end = trimmed(text, start, end)
    seen = _TAG.sub("", text[start:end])
    if not any(c.isalnum() for c in seen):
        return
    if summary:
        yield Block(
            "question" if seen.rstrip().endswith("?") else "heading", start, end, level=0 if seen.rstrip().endswith("?") else 6
        )
    elif level:
        yield Block("heading", start, end, level=level)
    elif len(seen.split()) >= SENTENCE_WORDS:
        yield Block("paragraph", start, end)
    else:
        yield Block("furniture", start, end)
