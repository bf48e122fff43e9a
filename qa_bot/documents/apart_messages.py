"""What an ingest and the process that reads files for it say to each other: pieces of bytes, each with its length before it."""

import json
import struct
from typing import IO, NamedTuple

from qa_bot.documents.blocks import blocks_from_json, blocks_to_json
from qa_bot.documents.document import Document

READY = b"ready"
_LENGTH = struct.Struct(">Q")


class Reply(NamedTuple):
    """What came of a file: its documents, or the reason why it cannot be read; `is_last` where no other file is read there."""

    documents: tuple[Document, ...] = ()
    reason: str | None = None
    is_last: bool = False


def send(stream: IO[bytes], *pieces: bytes) -> None:
    """Write pieces to a stream."""
    for piece in pieces:
        stream.write(_LENGTH.pack(len(piece)))
        stream.write(piece)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next piece of a stream; None where it has ended, even in the middle of a piece."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    piece = stream.read(length)
    return piece if len(piece) == length else None


def told(reply: Reply) -> bytes:
    """Return a reply as JSON."""
    documents = [_fields(document) for document in reply.documents]
    return json.dumps({"documents": documents, "reason": reply.reason, "is_last": reply.is_last}).encode("ascii")


def heard(piece: bytes) -> Reply:
    """Return the reply that `told` wrote."""
    fields = json.loads(piece)
    documents = (Document(**{**known, "blocks": blocks_from_json(known["blocks"])}) for known in fields["documents"])
    return Reply(tuple(documents), fields["reason"], fields["is_last"])


def _fields(document: Document) -> dict[str, object]:
    fields = {name: getattr(document, name) for name in Document.model_fields if name != "blocks"}
    return {**fields, "blocks": blocks_to_json(document.blocks)}
