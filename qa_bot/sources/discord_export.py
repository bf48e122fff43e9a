"""An export of Discord (DiscordChatExporter, JSON): a channel or thread becomes a text that people can read."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from qa_bot.errors import SourceError
from qa_bot.sources.fetching import Fetched, Order
from qa_bot.sources.manifest import digest_of
from qa_bot.sources.staging import safe_path

# A direct message belongs to no server.
_NO_SERVER = ("0", "")


class _Said(NamedTuple):
    """A message: the line that names author and time, its text, and its address."""

    head: str
    text: str
    url: str


def fetch_discord_export(order: Order) -> Fetched:
    """Read an export, or all in a folder; raise SourceError if there is none."""
    place = Path(order.address.place).expanduser()
    paths = sorted(place.rglob("*.json")) if place.is_dir() else [place]
    exports = [(path, export) for path in paths if (export := _read(path, is_named=path == place))]
    if not exports:
        raise SourceError(f"{place} holds no export of DiscordChatExporter: export with --format Json")
    state = digest_of("".join(sorted(digest_of(path.read_bytes()) for path, _ in exports)).encode())
    before = order.staging.before
    if before and before.state == state and order.staging.is_whole():
        return Fetched(state, is_same=True)
    for _, export in exports:
        _put(order, export)
    return Fetched(state)


def _read(path: Path, is_named: bool) -> Mapping[str, Any] | None:
    """Return an export; None for another file of a folder. Raise SourceError if a file that was named is none."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
        if isinstance(found, dict) and isinstance(found.get("channel"), dict) and isinstance(found.get("messages"), list):
            return found
        reason = "it has no channel with messages"
    except OSError as error:
        reason = str(error.strerror)
    except (ValueError, RecursionError):
        reason = "it is no JSON"
    if is_named:
        raise SourceError(f"{path} is no export of DiscordChatExporter ({reason}): export with --format Json")
    return None


def _put(order: Order, export: Mapping[str, Any]) -> None:
    guild, channel = _fields(export.get("guild")), export["channel"]
    title = " / ".join(str(part) for part in (guild.get("name"), channel.get("category"), channel.get("name")) if part)
    text = f"# {title}\n" + (f"\n{channel['topic']}\n" if channel.get("topic") else "")
    marks: list[tuple[int, str]] = []
    base = _address(guild, channel)
    for said in _messages(export["messages"], base):
        text += "\n"
        marks.append((text.count("\n") + 1, said.url))
        text += f"{said.head}: {said.text}\n"
    file = safe_path([f"{channel.get('name') or 'channel'}-{channel.get('id', '')}.txt"])
    order.staging.put(file, text.encode("utf-8", "replace"), url=base, marks=tuple(marks))


def _address(guild: Mapping[str, Any], channel: Mapping[str, Any]) -> str:
    server = str(guild.get("id", ""))
    return f"https://discord.com/channels/{'@me' if server in _NO_SERVER else server}/{channel.get('id', '')}"


def _messages(messages: list[Any], base: str) -> Iterator[_Said]:
    for message in messages:
        if not isinstance(message, dict):
            continue
        author = _fields(message.get("author"))
        name = " ".join(str(author.get("nickname") or author.get("name") or "unknown").split())
        if text := _text(message):
            yield _Said(f"{name} ({_time(str(message.get('timestamp', '')))})", text, f"{base}/{message.get('id', '')}")


def _text(message: Mapping[str, Any]) -> str:
    """Return what a message says: its text, the texts of its embeds, the names of its attachments."""
    parts = [str(message.get("content") or "")]
    for embed in _each(message.get("embeds")):
        parts += [str(embed.get(key) or "") for key in ("title", "description")]
    parts += [f"attachment: {each['fileName']}" for each in _each(message.get("attachments")) if each.get("fileName")]
    # A blank line would end the message for whoever reads the text.
    return "\n".join(line.rstrip() for part in parts for line in part.splitlines() if line.strip())


def _fields(value: Any) -> Mapping[str, Any]:
    """Return what should be an object, an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def _each(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from map(_fields, value if isinstance(value, list) else ())


def _time(stamp: str) -> str:
    try:
        return f"{datetime.fromisoformat(stamp):%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp
