"""Read exported chats: a message a block, with its author and its time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from qa_bot.documents.blocks import Block
from qa_bot.documents.document import Document
from qa_bot.documents.rows import clean, paragraphs, record

_AUTHORS = ("author", "user_profile", "from", "sender", "sender_name", "user", "username", "user_name")
_NAMES = ("nickname", "display_name", "global_name", "real_name", "name", "username", "id")
_TIMES = ("timestamp", "date", "time", "created_at", "ts", "timestamp_ms", "sent_at")
_CONTENTS = ("content", "text", "body", "message")
_TITLES = ("channel.name", "channel", "name", "title")
_FILE_NAMES = ("fileName", "filename", "name", "title", "url")
_READ = frozenset((*_AUTHORS, *_TIMES, *_CONTENTS, "embeds", "attachments", "files"))
# Share of the records of a list that must be messages.
ALIKE = 0.5
_EPOCH = range(10**8, 10**11)


def is_chat(value: Any) -> bool:
    """Tell whether a JSON value is a list of messages, each with an author, a time and a text."""
    if not isinstance(value, list) or not value:
        return False
    seen = value[:50]
    return sum(_is_message(inner) for inner in seen) >= ALIKE * len(seen)


def chat_document(head: Mapping[str, str], messages: Sequence[Any], part: str) -> Document:
    """Return the document of a chat: what is said of it as a whole, then "author (time): text" for each message."""
    text, blocks = record(list(head.items()))
    said = [said for message in messages if (said := _said(message))]
    pieces = [text] if text else []
    places: list[tuple[int, int, int]] = []  # where a message starts, its speaker ends, it ends
    length = len(text)
    for speaker, content in said:
        start = length + 2 if pieces else 0
        length = start + len(speaker) + 2 + len(content)
        places.append((start, start + len(speaker), length))
        pieces.append(f"{speaker}: {content}")
    text = "\n\n".join(pieces)
    found = [
        Block("message", start, end, (Block("speaker", start, middle), *paragraphs(text, middle + 1, end)))
        for start, middle, end in places
    ]
    title = next((head[key] for key in _TITLES if key in head), None)
    return Document(part=part, text=text, title=title, blocks=(*blocks, *found), notes=_notes(messages))


def _said(message: Any) -> tuple[str, str] | None:
    """Return who spoke when, and what they said; None for a message without a word."""
    if not isinstance(message, dict):
        return None
    content = _content(message)
    speaker = clean(_author(message)).replace("\n", " ").strip()
    time = clean(_time(message)).replace("\n", " ").strip()
    if not content:
        return None
    named = f"{speaker} ({time})" if speaker and time else speaker or time
    return (named or "unknown", content)


def _is_message(value: Any) -> bool:
    return isinstance(value, dict) and bool(_author(value) and _time(value)) and any(key in value for key in _CONTENTS)


def _author(message: Mapping[str, Any]) -> str:
    for key in _AUTHORS:
        value = message.get(key)
        if isinstance(value, dict):
            value = next((value[name] for name in _NAMES if isinstance(value.get(name), str) and value[name]), None)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _time(message: Mapping[str, Any]) -> str:
    value = next((message[key] for key in _TIMES if isinstance(message.get(key), str)), "")
    try:
        seconds = float(value)
    except ValueError:
        return value
    seconds = seconds / 1000 if int(seconds) not in _EPOCH and int(seconds) // 1000 in _EPOCH else seconds
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC" if int(seconds) in _EPOCH else value


def _content(message: Mapping[str, Any]) -> str:
    parts = [_plain(message.get(key)) for key in _CONTENTS[:1] if message.get(key)] or [
        _plain(message.get(key)) for key in _CONTENTS if message.get(key)
    ][:1]
    for embed in message.get("embeds") or ():
        if isinstance(embed, dict):
            parts += [_plain(embed.get(key)) for key in ("title", "description")]
    for attached in message.get("attachments") or message.get("files") or ():
        if isinstance(attached, dict):
            name = next((attached[key] for key in _FILE_NAMES if isinstance(attached.get(key), str)), "")
            parts.append(f"attachment: {name}" if name else "")
    return clean("\n\n".join(part.strip() for part in parts if part.strip())).strip()


def _plain(value: Any) -> str:
    """Return a text that may be given in pieces, as Telegram does."""
    if isinstance(value, list):
        return "".join(_plain(inner) for inner in value)
    if isinstance(value, dict):
        return _plain(value.get("text"))
    return value if isinstance(value, str) else ""


def _notes(messages: Sequence[Any]) -> tuple[str, ...]:
    """Say which parts of messages, beyond plain values, were left out."""
    parts = {
        key
        for message in messages
        if isinstance(message, dict)
        for key, value in message.items()
        if key not in _READ and isinstance(value, dict | list) and value
    }
    return (f"of the messages these parts were not read: {', '.join(sorted(parts)[:20])}",) if parts else ()
