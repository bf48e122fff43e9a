"""Read e-mail messages and mailboxes: the head, the body, and the attachments that can be read."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from qa_bot.documents.dates import parse_mail_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.mail_body import Attachment, Parts, body_blocks, header_of, parts_of
from qa_bot.documents.markdown import parse_markdown
from qa_bot.documents.records import record

ReadNamed = Callable[[str, bytes], tuple[Document, ...]]

_HEAD = ("From", "To", "Cc", "Date", "Subject")
MOST_ADDRESS_CHARS = 500
# Messages forwarded in one another, and attachments of one message, beyond these are named only.
DEEPEST, MOST_ATTACHMENTS = 5, 100
# A message of a mailbox begins with such a line, behind an empty one.
_FROM_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)


def read_mail(data: bytes, read_named: ReadNamed) -> Iterator[Document]:
    """Yield the document of a message, then its attachments as parts 1, 2, ...; `read_named` reads those by their names."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise UnreadableFileError("it is not an e-mail message")
    yield from _message_documents(message, "", read_named)


def read_mailbox(data: bytes, read_named: ReadNamed) -> Iterator[Document]:
    """Yield the documents of the messages of a mailbox: parts 1, 2, ..., their attachments 1.1, 1.2, ..."""
    borders = [match.span() for match in _FROM_LINE.finditer(data)]
    if not borders:
        raise UnreadableFileError("it is not a mailbox")
    starts, ends = [end for _, end in borders], [*(start for start, _ in borders[1:]), len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        content = _QUOTED_FROM.sub(rb"\1", data[start:end])
        message = message_from_bytes(content, policy=policy.default)
        if isinstance(message, EmailMessage) and message.keys():
            yield from _message_documents(message, str(number), read_named)


def _message_documents(message: EmailMessage, part: str, read_named: ReadNamed, depth: int = 0) -> Iterator[Document]:
    parts = parts_of(message)
    documents: list[Document] = []
    notes: list[str] = []
    for attachment in parts.attachments:
        inner = f"{part}.{attachment.number}" if part else str(attachment.number)
        try:
            if isinstance(attachment.content, EmailMessage):
                documents += _forwarded(attachment.content, inner, read_named, depth + 1)
            else:
                read = _read(attachment, attachment.content, read_named)
                documents += [_as_part(document, inner, attachment.name, len(read)) for document in read]
        except UnreadableFileError as error:
            notes.append(f"the attachment {attachment.name} was not read: {error}")
    yield _document(message, parts, part, tuple(notes))
    yield from documents


def _forwarded(message: EmailMessage, part: str, read_named: ReadNamed, depth: int) -> Iterator[Document]:
    if depth > DEEPEST:
        raise UnreadableFileError("it was forwarded too often")
    yield from _message_documents(message, part, read_named, depth)


def _read(attachment: Attachment, data: bytes, read_named: ReadNamed) -> tuple[Document, ...]:
    if attachment.number > MOST_ATTACHMENTS:
        raise UnreadableFileError("there are too many")
    try:
        return read_named(attachment.name, data)
    except UnreadableFileError:
        if not attachment.is_text:
            raise
        return read_named(f"{attachment.name}.txt", data)


def _as_part(document: Document, part: str, name: str, of: int) -> Document:
    numbered = f"{part}.{document.part}" if document.part and of > 1 else part
    return document.model_copy(update={"part": numbered, "title": document.title or name})


def _document(message: EmailMessage, parts: Parts, part: str, notes: tuple[str, ...]) -> Document:
    fields = [(name, value) for name in _HEAD if (value := header_of(message, name))]
    names = ", ".join(attachment.name for attachment in parts.attachments)
    head, blocks = record([*fields, *([("Attachments", names)] if names else [])])
    text = f"{head}\n\n{parts.text}" if head else parts.text
    start = len(head) + 2 if head else 0
    body = parse_markdown(text.rstrip(), start) if parts.is_markdown else body_blocks(text.rstrip(), start)
    name, address = parseaddr(header_of(message, "From")[:MOST_ADDRESS_CHARS])
    return Document(
        part=part,
        text=text.rstrip(),
        title=header_of(message, "Subject") or None,
        date=parse_mail_date(header_of(message, "Date")),
        outlet=name or address or None,
        blocks=(*blocks, *body),
        notes=notes,
    )
