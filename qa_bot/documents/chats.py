"""Read exported chats: a message a block, with its author and its time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from qa_bot.documents.document import Document
from qa_bot.documents.messages import message, spoken_by
from qa_bot.documents.records import Field, clean, clean_label, record

_AUTHORS = ("author", "user_profile", "from", "sender", "sender_name", "user", "username", "user_name")
_NAMES = ("nickname", "display_name", "global_name", "real_name", "name", "username", "id")
_TIMES = ("timestamp", "date", "time", "created_at", "ts", "timestamp_ms", "sent_at")
_CONTENTS = ("content", "text", "body", "message")
_TITLES = ("channel.name", "channel", "name", "title")
# What has one of these is an article or a mail.
_HEADINGS = ("title", "headline", "subject")
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
    text, blocks = record([(clean_label(key), clean(value).strip()) for key, value in head.items()])
    pieces, found = ([text], list(blocks)) if text else ([], [])
    length = len(text)
    for said in filter(None, map(_said, messages)):
        start = length + 2 if pieces else 0
        piece, block = message(*said, start=start)
        length = block.end
        pieces.append(piece)
        found.append(block)
    title = next((head[key] for key in _TITLES if key in head), None)
    return Document(part=part, text="\n\n".join(pieces), title=title, blocks=tuple(found), notes=_notes(messages))


def _said(value: Any) -> tuple[str, str, tuple[Field, ...]] | None:
    """Return who spoke when, what they said, and what else in words the message holds; None for what is no message.

    An event without a word is its plain values.
    """
    if not isinstance(value, dict):
        return None
    speaker = spoken_by(*(" ".join(clean(part).split()) for part in (_author(value), _time(value))))
    content = _content(value) or clean(", ".join(f"{key}: {v}" for key, v in value.items() if _is_word(key, v))).strip()
    others = tuple((clean_label(key), clean(v).strip()) for key, v in value.items() if _is_word(key, v) and " " in v.strip())
    return (speaker or "unknown", content, others if _content(value) else ()) if content else None


def _is_word(key: str, value: Any) -> bool:
    return key not in _READ and isinstance(value, str) and any(c.isalpha() for c in value)


def _is_message(value: Any) -> bool:
    if not isinstance(value, dict) or any(value.get(key) for key in _HEADINGS):
        return False
    return bool(_author(value) and _time(value)) and any(key in value for key in _CONTENTS)


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
