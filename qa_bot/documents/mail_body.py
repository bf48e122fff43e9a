"""What a message holds: its text, and the attachments beside it."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import NamedTuple

from qa_bot.documents.blocks import Block
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.encoding import decode
from qa_bot.documents.plain import parse_plain
from qa_bot.documents.records import clean
from qa_bot.documents.web.page import html_to_text
from qa_bot.text.sentences import trimmed

# The HTML half is read where the plain one has less than this share of its words.
SAYS_AS_MUCH = 0.6
# Parsing a header takes the square of its length.
MOST_HEADER_CHARS = 10_000
_SUFFIXES = {
    "text/csv": ".csv", "text/html": ".html", "text/markdown": ".md", "text/calendar": ".txt", "text/plain": ".txt",
    "application/json": ".json", "application/pdf": ".pdf", "text/tab-separated-values": ".tsv",
}  # fmt: skip
# The head of an earlier message, as it stands above it where its lines are not marked.
_HEAD_LINE = r"[*]?[^\W\d_]{2,10}[*]?:[^\n]*\n"
_EARLIER = re.compile(
    rf"(?m)^(?:[-_]{{3,}}[^\n]*\n\s*(?P<ruled>[*]?(?:From|Von|De)[*]?:[^\n]+\n(?:{_HEAD_LINE}){{1,6}})"
    rf"|(?P<bare>[*]?(?:From|Von|De)[*]?:[^\n]+\n(?:{_HEAD_LINE}){{2,6}}))"
)


class Attachment(NamedTuple):
    """A file, or a forwarded message, beside the text; `is_text` where the message says that it is text."""

    number: int
    name: str
    content: bytes | EmailMessage
    is_text: bool = False


class Parts(NamedTuple):
    """The text of a message, Markdown where it was HTML, and its attachments."""

    text: str
    is_markdown: bool
    attachments: tuple[Attachment, ...]


def header_of(message: EmailMessage, name: str) -> str:
    """Return a header on one line, '' where there is none; one that breaks the rules is returned as it is written."""
    raw = [value for key, value in message.raw_items() if key.lower() == name.lower() and isinstance(value, str)]
    try:
        if any(len(value) > MOST_HEADER_CHARS for value in raw):
            raise ValueError("too long to parse")
        values = [str(value) for value in message.get_all(name, [])]
    except Exception:  # the parser of headers fails in many ways on broken ones
        values = [value[:MOST_HEADER_CHARS] for value in raw]
    return " ".join(clean(", ".join(values)).split())


def parts_of(message: EmailMessage) -> Parts:
    """Return what a message holds."""
    plain: list[str] = []
    marked: list[str] = []
    attachments: list[Attachment] = []
    for part in _leaves(message):
        kind, name, number = part.get_content_type(), _name_of(part), len(attachments) + 1
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                attachments.append(Attachment(number, name or header_of(inner[0], "Subject") or "a message", inner[0]))
        elif kind in ("text/plain", "text/html") and (not name or part is message):
            (plain if kind == "text/plain" else marked).append(_text(part))
        else:
            content = part.get_payload(decode=True)
            named = name or f"part {number}{_SUFFIXES.get(kind, '.' + part.get_content_subtype())}"
            data = content if isinstance(content, bytes) else b""
            attachments.append(Attachment(number, named, data, part.get_content_maintype() == "text"))
    return Parts(*_best(plain, marked), tuple(attachments))


def _best(plain: list[str], marked: list[str]) -> tuple[str, bool]:
    """Return the plain half of a message, or the one in HTML where that says more, and whether it is the latter."""
    text = "\n\n".join(part.strip("\n") for part in plain if part.strip()).rstrip()
    page = "\n\n".join(part for part in map(html_to_text, marked) if part.strip()).strip()
    says_less = len(text.split()) < SAYS_AS_MUCH * len(page.split())
    return (page, True) if says_less else (text, False)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that hold something, without going into forwarded messages."""
    stack: list[object] = [message]
    while stack:
        part = stack.pop()
        if not isinstance(part, EmailMessage):
            continue
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            stack.extend(reversed(inner))
        else:
            yield part


def _name_of(part: EmailMessage) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:  # as for headers
        name = ""
    return " ".join(clean(name).replace("/", "_").replace("\\", "_").split())


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    try:
        return clean(data.decode(part.get_content_charset() or "ascii"))
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return clean(decode(data))
    except UnreadableFileError:
        return ""


def body_blocks(text: str, start: int) -> Iterator[Block]:
    """Yield the blocks of text[start:], the body of a message; an earlier message below it is one of them."""
    head = _EARLIER.search(text, start)
    own = text[: head.start()].rstrip() if head else text
    for block in parse_plain(own, start):
        yield block._replace(kind="paragraph") if block.kind == "title" else block
    if head:
        speaker = Block("speaker", *trimmed(text, *head.span("ruled" if head["ruled"] else "bare")))
        inner = tuple(body_blocks(text, head.end()))
        end = inner[-1].end if inner else speaker.end
        yield Block("repeated", speaker.start, end, (speaker, *inner))
