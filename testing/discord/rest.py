"""The REST API: every request is recorded, checked for its token, and failed where a test ordered it."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiohttp import web

from testing.discord.constants import API_PATH, Permission
from testing.discord.errors import ApiError, missing_access, missing_permissions, unknown
from testing.discord.faults import Fault
from testing.discord.gateway import Gateway
from testing.discord.posting import Post
from testing.discord.rate_limits import Limits
from testing.discord.world import Channel, Message, World
from testing.waiting import PATIENCE_S

WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


@dataclass(eq=False)
class Request:
    """A request as it came, and what was answered."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: dict[str, bytes]
    headers: dict[str, str]
    at: float = field(default_factory=time.monotonic)
    status: int = 0


class Call(NamedTuple):
    """What an endpoint works with."""

    rest: "Rest"
    ids: dict[str, str]
    body: Any
    files: dict[str, bytes]
    query: dict[str, str]

    @property
    def world(self) -> World:
        return self.rest.world

    @property
    def post(self) -> Post:
        return self.rest.post

    def channel(self, *needed: Permission) -> Channel:
        """Return the channel of the path; raise ApiError where the bot may not do what it wants there."""
        channel = self.world.channels.get(int(self.ids["channel"]))
        if channel is None:
            raise unknown("Channel")
        granted = channel.permissions_of(self.world.bot)
        if not granted & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not granted & permission for permission in needed):
            raise missing_permissions()
        return channel

    def message(self, channel: Channel) -> Message:
        message = channel.messages.get(int(self.ids["message"]))
        if message is None:
            raise unknown("Message")
        return message


Endpoint = Callable[[Call], Any]
Routes = Iterable[tuple[str, str, Endpoint]]


class Rest:
    """The endpoints, which answer requests one at a time; `changed` is called after each."""

    def __init__(self, world: World, gateway: Gateway, post: Post, token: str, changed: Callable[[], None]) -> None:
        self.world = world
        self.gateway = gateway
        self.post = post
        self.url = ""
        self._token = token
        self._changed = changed
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.crashes: list[Exception] = []
        self.shards = 1
        self.limits = Limits()

    def add_to(self, app: web.Application, routes: Routes) -> None:
        for method, path, endpoint in routes:
            app.router.add_route(method, API_PATH + path, self._serving(endpoint))
        app.router.add_get("/attachments/{channel}/{file}/{name}", self._serve_file)
        app.router.add_route("*", "/{rest:.*}", self._serving(_missing))

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        """Serve an attachment as Discord's other host does, which asks for no token."""
        record = Request("GET", request.path, dict(request.query), None, {}, dict(request.headers))
        self.requests.append(record)
        fault = next((fault for fault in self.faults if fault.fits(record.method, record.path)), None)
        content = self.world.file(request.match_info["file"])
        if fault is not None:
            fault.used += 1
        record.status = (fault.status if fault else None) or (404 if content is None else 200)
        self._changed()
        return web.Response(status=record.status, body=content or b"")

    def _serving(self, endpoint: Endpoint) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            body, files = await _read(request)
            path = request.path.removeprefix(API_PATH)
            record = Request(request.method, path, dict(request.query), body, files, dict(request.headers))
            self.requests.append(record)
            self._changed()
            response = await self._answer(endpoint, request, record)
            record.status = response.status
            self._changed()
            return response

        return serve

    async def _answer(self, endpoint: Endpoint, request: web.Request, record: Request) -> web.StreamResponse:
        fault = next((fault for fault in self.faults if fault.fits(record.method, record.path)), None)
        if fault is None:
            return self._carry_out(endpoint, request, record)
        fault.used += 1
        if fault.held is not None:
            await asyncio.to_thread(fault.held.wait, PATIENCE_S)
        if fault.is_done or fault.status is None:
            response = self._carry_out(endpoint, request, record)
            if fault.status is None:
                return response
        if fault.status == 0 and request.transport is not None:
            request.transport.abort()
        assert fault.status is not None
        return reply(fault.status or 500, fault.body or {"message": f"{fault.status}: ordered", "code": 0}, fault.headers)

    def _carry_out(self, endpoint: Endpoint, request: web.Request, record: Request) -> web.StreamResponse:
        is_open = record.path.startswith(WITHOUT_TOKEN)
        if not is_open and record.headers.get("Authorization") != f"Bot {self._token}":
            return reply(401, {"message": "401: Unauthorized", "code": 0})
        bucket = self.limits.take(record.method, record.path)
        if bucket.is_over:
            return reply(429, bucket.refusal(), bucket.headers())
        try:
            answer = endpoint(Call(self, dict(request.match_info), record.body, record.files, record.query))
        except ApiError as error:
            return reply(error.status, error.body)
        except Exception as error:
            self.crashes.append(error)
            raise
        if answer is None:
            return web.Response(status=204, headers=bucket.headers())
        return reply(200, answer, bucket.headers())


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """Return the JSON of a body and the files sent with it, each under `number/name`."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else None), {}
    body: Any = {}
    files: dict[str, bytes] = {}
    async for part in await request.multipart():
        content = bytes(await part.read())  # type: ignore[union-attr]
        if part.name == "payload_json":  # type: ignore[union-attr]
            body = json.loads(content)
        else:
            number = re.sub(r"\D", "", part.name or "")  # type: ignore[union-attr]
            files[f"{number}/{part.filename}"] = content  # type: ignore[union-attr]
    return body, files


def reply(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    """Return an answer whose content type is exactly application/json."""
    return web.Response(
        status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json", **(headers or {})}
    )


def _missing(call: Call) -> Any:
    raise ApiError(404, 0, "404: Not Found")
