"""Messages of chats: who said what, and when."""

from collections.abc import Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.records import Field, key_of, paragraphs, record

AUTHOR_KEYS = (
    "author",
    "author.name",
    "sender",
    "sender_name",
    "from",
    "user",
    "user.name",
    "username",
    "user_name",
    "speaker",
)
TIME_KEYS = ("timestamp", "date", "time", "datetime", "created_at", "ts", "sent_at", "timestamp_ms")
CONTENT_KEYS = ("content", "text", "body", "message")


def spoken_by(author: str, time: str) -> str:
    """Return what stands before a message: "author (time)"."""
    return f"{author} ({time})" if author and time else author or time


def message(speaker: str, content: str, fields: Sequence[Field] = (), start: int = 0) -> tuple[str, Block]:
    """Return the text of a message, "speaker: content" and its other fields below, and its block where it begins at `start`."""
    said = f"{speaker}: {content}"
    text, below = record(fields, start=start + len(said) + 1)
    text = f"{said}\n{text}" if text else said
    middle = start + len(speaker)
    inner = (b._replace(start=b.start + start, end=b.end + start) for b in paragraphs(said, len(speaker) + 1, len(said)))
    return text, Block("message", start, start + len(text), (Block("speaker", start, middle), *inner, *below))


def row_as_message(fields: Sequence[Field], path: str) -> tuple[str, Block] | None:
    """Return the message that a row is, None where it has no author or no content."""
    author, time, content = (
        next((field for key in keys for field in fields if key_of(field[0], path) == key), None)
        for keys in (AUTHOR_KEYS, TIME_KEYS, CONTENT_KEYS)
    )
    if not author or not content or "\n" in author[1]:
        return None
    others = [field for field in fields if field not in (author, time, content)]
    return message(spoken_by(author[1], " ".join(time[1].split()) if time else ""), content[1], others)
