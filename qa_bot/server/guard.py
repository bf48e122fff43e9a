"""Who may ask: the host, the site and the token of a request are looked at before anything else."""

import hmac
import ipaddress
import json
import re
import uuid
from collections.abc import Hashable
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Address, Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa_bot.server.failures import ForbiddenError, RequestError, TokenError
from qa_bot.server.metrics import Metrics
from qa_bot.server.openai_form import error_body
from qa_bot.trace import current_trace, traced

# What is there for everyone: the page has no secret, and asks for the token itself.
OPEN = frozenset({"/", "/healthz"})
SAFE = {b"x-content-type-options": b"nosniff", b"referrer-policy": b"no-referrer", b"cache-control": b"no-store"}
# A request may bring its trace, so that the logs of several programs belong together; else it gets one.
TRACE = "x-request-id"
_TRACES = re.compile(r"[A-Za-z0-9._-]{1,64}")
PATHS = frozenset({"/", "/ask", "/v1/chat/completions", "/v1/models", "/healthz", "/metrics", "/search"})


class Door(NamedTuple):
    """Where the server listens, and the token that it asks for."""

    host: str
    token: str | None = None


class Guard:
    """A layer around the application that refuses what may not come in, counts and traces requests, and sends headers that protect."""

    def __init__(self, app: ASGIApp, door: Door, metrics: Metrics) -> None:
        self._app = app
        self._door = door
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get(TRACE, "")
        with traced(given if _TRACES.fullmatch(given) else uuid.uuid4().hex[:16]):
            await self._let_in(headers, scope, receive, send)

    async def _let_in(self, headers: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        own = [*SAFE.items(), (TRACE.encode(), current_trace().encode())]

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.count_request(_counted(scope["path"]), message["status"])
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        try:
            check(scope["method"], scope["path"], headers, self._door)
        except RequestError as error:
            await _refuse(error, scope["path"], send_safely)
        else:
            await self._app(scope, receive, send_safely)


def check(method: str, path: str, headers: Headers, door: Door) -> None:
    """Raise ForbiddenError or TokenError for a request that may not come in."""
    host = headers.get("host", "")
    if is_loopback(door.host) and not is_loopback(_name_of(host)):
        # A page of another site can make its own name point to this machine: only its Host header tells.
        raise ForbiddenError("the Host header is not this machine: ask http://127.0.0.1 or http://localhost")
    if not (method in ("GET", "HEAD") and path in OPEN) and _is_from_elsewhere(headers, host):
        raise ForbiddenError("a page of another site may not ask: open the page of this server")
    if door.token and path not in OPEN and not _has_token(headers.get("authorization", ""), door.token):
        raise TokenError("this server needs its token: send `Authorization: Bearer ...` (QA_BOT_SERVE_TOKEN)")


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a host."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def asker_of(client: Address | None) -> Hashable:
    """Return who asks: an address; on this machine, where one program asks for many people, a connection."""
    return client if client is None or is_loopback(client.host) else client.host


def _is_from_elsewhere(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    # An origin is a scheme and a host, or "null".
    if origin is not None and origin.partition("://")[2].lower() != host.lower():
        return True
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")


def _has_token(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _name_of(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _counted(path: str) -> str:
    """Return the path that a request is counted under: one of few."""
    return path if path in PATHS else "/documents" if path.startswith("/documents/") else "other"


async def _refuse(error: RequestError, path: str, send: Send) -> None:
    told = {"error": {"type": type(error).__name__, "message": str(error)}}
    body = json.dumps(error_body(error, str(error)) if path.startswith("/v1/") else told).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if isinstance(error, TokenError):
        headers.append((b"www-authenticate", b'Bearer realm="qa-bot"'))
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
