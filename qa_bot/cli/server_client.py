"""Talk to a server of `qa-bot serve` with the standard library alone."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from qa_bot import errors
from qa_bot.env_file import read_env_file
from qa_bot.errors import ServiceError, SettingsError, UsageError
from qa_bot.server import SHOWN_TYPE

SERVER_URL = "http://127.0.0.1:8765"
# Longer than the server gives an answer, as that may wait in line first.
TIMEOUT_S = 600
PART_BYTES = 65_536


class Reply(NamedTuple):
    """An answer with the text that shows it, whether anything was asked, and the conversation with it."""

    answer: dict[str, Any]
    text: str
    asks_nothing: bool
    conversation: dict[str, Any]


class ClientSettings(NamedTuple):
    """The few settings that asking a server needs; without a `state_dir` it is the user's."""

    url: str | None
    token: str | None
    state_dir: Path | None
    continue_h: float


def read_settings() -> ClientSettings:
    """Return the settings, read as `Settings` reads them but without what checks all of them."""
    values = _values()
    state_dir = values.get("QA_BOT_STATE_DIR")
    try:
        hours = float(values.get("QA_BOT_CONTINUE_H", 12))
    except ValueError as error:
        raise SettingsError("QA_BOT_CONTINUE_H is not a number of hours") from error
    return ClientSettings(
        url=values.get("QA_BOT_SERVER_URL"),
        token=values.get("QA_BOT_SERVE_TOKEN"),
        state_dir=Path(state_dir) if state_dir else None,
        continue_h=hours,
    )


def ask(url: str, token: str | None, body: dict[str, Any], meanwhile: Callable[[], object]) -> Reply:
    """Return the server's answer; raise ServiceError if there is no server, or the error that it reports.

    `meanwhile` is called while the server answers.
    """
    address = _address(url)
    try:
        status, read = _exchange(address, _request(address, token, json.dumps(body)), meanwhile)
        told = json.loads(read)
        return Reply(**told) if status == 200 else _raise(told)
    except ConnectionRefusedError as error:
        raise ServiceError(f"no server answers at {url}: start one with `qa-bot serve`, or leave --server out") from error
    except OSError as error:
        raise ServiceError(f"the server at {url} cannot be asked ({error or type(error).__name__})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ServiceError(f"what answers at {url} is no server of `qa-bot serve`") from error


def _request(address: SplitResult, token: str | None, body: str) -> bytes:
    """Return a request of HTTP/1.0: its response ends where the connection ends, so that nothing else must be understood of it."""
    lines = [
        f"POST {address.path.rstrip('/')}/ask HTTP/1.0",
        f"Host: {address.netloc.rpartition('@')[2]}",
        "Content-Type: application/json",
        f"Accept: {SHOWN_TYPE}",
        f"Content-Length: {len(body)}",
        *([f"Authorization: Bearer {token}"] if token else ()),
    ]
    if not all(line.isascii() and line.isprintable() for line in lines):
        raise UsageError("the address or the token of the server has characters that cannot be sent")
    return "\r\n".join([*lines, "", body]).encode("ascii")


def _exchange(address: SplitResult, request: bytes, meanwhile: Callable[[], object]) -> tuple[int, bytes]:
    """Send a request, and return the status and the body of the response; raise ValueError if it is not HTTP."""
    port = address.port or (443 if address.scheme == "https" else 80)
    plain = socket.create_connection((address.hostname or "", port), TIMEOUT_S)
    with plain, _secured(plain, address) as connection:
        connection.sendall(request)
        meanwhile()
        response = b"".join(iter(lambda: connection.recv(PART_BYTES), b""))
    if not response:
        raise ConnectionResetError("it closed the connection")
    head, _, body = response.partition(b"\r\n\r\n")
    version, status, *_ = head.split(None, 2)
    if not version.startswith(b"HTTP/1."):
        raise ValueError("no HTTP")
    return int(status), body


def _secured(connection: socket.socket, address: SplitResult) -> socket.socket:
    if address.scheme != "https":
        return connection
    import ssl

    return ssl.create_default_context().wrap_socket(connection, server_hostname=address.hostname)


def _address(url: str) -> SplitResult:
    try:
        address = urlsplit(url)
        is_right = address.scheme in ("http", "https") and address.hostname and (address.port is None or address.port > 0)
    except ValueError:
        is_right = False
    if not is_right:
        raise UsageError(f"--server {url} is no address: write one like {SERVER_URL}")
    return address


def _raise(read: dict[str, Any]) -> Reply:
    """Raise the error that a server reported, with the exit code that it has here."""
    told = read["error"]
    if told["type"] in ("TokenError", "ForbiddenError", "TooLongError", "TooLargeError"):
        raise UsageError(told["message"])
    kind = getattr(errors, told["type"], ServiceError)
    raise (kind if isinstance(kind, type) and issubclass(kind, errors.QaBotError) else ServiceError)(told["message"])


def _values() -> dict[str, str]:
    """Return the settings that are not empty; the environment goes before the file."""
    return {key.upper(): value for key, value in {**read_env_file(), **os.environ}.items() if value}
