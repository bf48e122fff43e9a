"""Talk to a server of `qa-bot serve` with the standard library alone."""

import http.client
import json
import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from qa_bot import errors
from qa_bot.errors import ServiceError, SettingsError, UsageError
from qa_bot.server import SHOWN_TYPE

SERVER_URL = "http://127.0.0.1:8765"
# Longer than the server gives an answer.
TIMEOUT_S = 150


class Reply(NamedTuple):
    """An answer with the text that shows it, whether anything was asked, and the conversation with it."""

    answer: dict[str, Any]
    text: str
    asks_nothing: bool
    conversation: dict[str, Any]


class ClientSettings(NamedTuple):
    """The few settings that asking a server needs."""

    url: str | None
    token: str | None
    state_dir: Path
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
        state_dir=Path(state_dir) if state_dir else _default_state(),
        continue_h=hours,
    )


def ask(url: str, token: str | None, body: dict[str, Any]) -> Reply:
    """Return the server's answer; raise ServiceError if there is no server, or the error that it reports."""
    address = _address(url)
    headers = {"Content-Type": "application/json", "Accept": SHOWN_TYPE}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=TIMEOUT_S)
    try:
        connection.request("POST", f"{address.path.rstrip('/')}/ask", json.dumps(body), headers)
        response = connection.getresponse()
        read = json.loads(response.read())
        return Reply(**read) if response.status == 200 else _raise(read)
    except ConnectionRefusedError as error:
        raise ServiceError(f"no server answers at {url}: start one with `qa-bot serve`, or leave --server out") from error
    except (OSError, http.client.HTTPException) as error:
        raise ServiceError(f"the server at {url} cannot be asked ({error or type(error).__name__})") from error
    except (ValueError, TypeError) as error:
        raise ServiceError(f"what answers at {url} is no server of `qa-bot serve`") from error
    finally:
        connection.close()


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
    from dotenv import dotenv_values

    try:
        of_file = dotenv_values(".env")
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError("the file .env cannot be read: make it a UTF-8 text file") from error
    return {key.upper(): value for key, value in {**of_file, **os.environ}.items() if value}


def _default_state() -> Path:
    from platformdirs import user_state_path

    return user_state_path("qa-bot")
