"""Read plain formats whose text is the file as it is: settings and logs."""

import re
from collections.abc import Callable, Iterator

from qa_bot.documents.blocks import Block
from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.settings_blocks import settings_blocks
from qa_bot.documents.yaml_blocks import yaml_blocks
from qa_bot.text.printable import without_escapes
from qa_bot.text.sentences import trimmed

# A stack trace is cut after this many lines.
MOST_TRACE_LINES = 100
_LINE = re.compile(r"[^\n]+")
# What begins an entry of a log: a time, a level, a bracket, the name of a machine after a month and a day.
_BEGINNING = re.compile(
    r"[\[<(\"]?(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{2,4}|\d\d?:\d\d:\d\d|\d{10,13}\b|[A-Z][a-z]{2}\s+\d{1,2}\s+\d\d?:\d\d|"
    r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE)\b|\d{1,3}(?:\.\d{1,3}){3}\s)",
    re.I,
)
_TRACE = re.compile(r"\s|Traceback |Caused by: |\.\.\. \d+ more|[\w.]+(?:Error|Exception)\b")


def read_yaml(data: bytes) -> Iterator[Document]:
    """Yield the one document of a YAML file: its text as it is."""
    yield _settings(data, yaml_blocks)


def read_settings(data: bytes) -> Iterator[Document]:
    """Yield the one document of an INI, TOML, .env or .properties file: its text as it is."""
    yield _settings(data, settings_blocks)


def read_log(data: bytes) -> Iterator[Document]:
    """Yield the one document of a log, without the escapes of a terminal."""
    text, notes = decode_with_notes(data)
    text = without_escapes(text)
    yield Document(text=text, blocks=tuple(log_blocks(text)), notes=notes)


def log_blocks(text: str) -> Iterator[Block]:
    """Yield the entries of a log: a line, with the lines of a stack trace that belong to it.

    Where most lines begin with a time or a level, or the first and some others, a line that does not belongs to the one
    before it.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    marked = [bool(_BEGINNING.match(text, *line)) for line in lines]
    by_mark = sum(marked) >= (0.1 if marked[:1] == [True] else 0.5) * len(lines)
    begun: int | None = None
    length = 0
    for place, (start, end) in enumerate(lines):
        is_trace = bool(_TRACE.match(text, start, end))
        belongs = not marked[place] if by_mark else is_trace and not marked[place]
        if begun is not None and (not belongs or length >= MOST_TRACE_LINES):
            yield Block("log_line", *trimmed(text, begun, lines[place - 1][1]))
            begun, length = start, 0
        begun = start if begun is None else begun
        length += 1
    if begun is not None:
        yield Block("log_line", *trimmed(text, begun, lines[-1][1]))


def _settings(data: bytes, parse: Callable[[str, int, int], tuple[Block, ...]]) -> Document:
    text, notes = decode_with_notes(data)
    return Document(text=text, blocks=parse(text, 0, len(text)), notes=notes)
