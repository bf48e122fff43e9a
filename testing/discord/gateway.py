"""The gateway, version 10: sessions that outlive their sockets, so that RESUME replays what was missed."""

import asyncio
import json
import secrets
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from testing.discord.constants import PRIVILEGED, Intent, Op
from testing.discord.payloads import guild_create_payload, user_payload
from testing.discord.world import World

KNOWN_INTENTS = (1 << 26) - 1
MAX_PAYLOAD_BYTES = 4096


@dataclass(eq=False)
class Session:
    """What the bot identified once: its events in order, the socket it is on now, if any."""

    shard: tuple[int, int]
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[dict[str, Any]] = field(default_factory=list)
    connection: "Connection | None" = None

    def has(self, intent: Intent) -> bool:
        return bool(self.intents & intent)


@dataclass(eq=False)
class Connection:
    """One websocket: what was received on it and when; frames leave in order through a queue."""

    transport: asyncio.Transport | None
    interval_s: float
    query: dict[str, str]
    opened_at: float = field(default_factory=time.monotonic)
    heartbeats: list[float] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    outgoing: "asyncio.Queue[dict[str, Any] | int]" = field(default_factory=asyncio.Queue)
    session: Session | None = None
    closed_with: int | None = None

    def lateness_s(self) -> list[float]:
        """Return by how much each heartbeat after the first came later than the interval asked for."""
        return [after - before - self.interval_s for before, after in zip(self.heartbeats, self.heartbeats[1:], strict=False)]


class Closing(Exception):
    """The socket is to be closed, with a code of the documentation."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Gateway:
    """The door for websockets, which dispatches events; `changed` is called after everything that a test may wait for."""

    def __init__(self, world: World, token: str, changed: Callable[[], None]) -> None:
        self._world = world
        self._token = token
        self._changed = changed
        self.interval_s = 41.25
        self.url = ""
        self.resume_url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identifies: list[dict[str, Any]] = []
        self.resumes: list[dict[str, Any]] = []
        self.refused = 0
        self.refuse_times = 0
        self.acknowledges = True
        self.opens = asyncio.Event()
        self.opens.set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Speak with one client until either side closes."""
        if self.refuse_times:
            return self._refuse(request)
        await self.opens.wait()
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(request.transport, self.interval_s, dict(request.query))
        self.connections.append(connection)
        connection.outgoing.put_nowait({"op": Op.HELLO, "d": {"heartbeat_interval": int(self.interval_s * 1000), "_trace": []}})
        writer = asyncio.create_task(_write(socket, connection))
        try:
            await self._read(socket, connection, writer)
        finally:
            self._detach(connection, socket.close_code)
            writer.cancel()
        return socket

    def _refuse(self, request: web.Request) -> web.StreamResponse:
        self.refuse_times -= 1
        self.refused += 1
        self._changed()
        assert request.transport is not None
        request.transport.abort()
        return web.Response(status=503)

    async def _read(self, socket: web.WebSocketResponse, connection: Connection, writer: "asyncio.Task[int]") -> None:
        """Take what comes until either side closes; here alone is the socket closed, so that both sides say so."""
        while True:
            receiving = asyncio.ensure_future(socket.receive())
            await asyncio.wait({receiving, writer}, return_when=asyncio.FIRST_COMPLETED)
            if not receiving.done():
                receiving.cancel()
                await asyncio.wait({receiving})
                await socket.close(code=writer.result())
                return
            frame = receiving.result()
            if frame.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return
            try:
                self._receive(connection, frame.data)
            except Closing as closing:
                connection.outgoing.put_nowait(closing.code)
            self._changed()

    def _detach(self, connection: Connection, code: int | None) -> None:
        connection.closed_with = code
        if connection.session is not None and connection.session.connection is connection:
            connection.session.connection = None
            if code in (1000, 1001):
                self.sessions.pop(connection.session.id, None)
        self._changed()

    def _receive(self, connection: Connection, text: str) -> None:
        if not isinstance(text, str) or len(text.encode()) > MAX_PAYLOAD_BYTES:
            raise Closing(4002)
        try:
            payload = json.loads(text)
            op, data = Op(payload["op"]), payload.get("d")
        except (ValueError, KeyError, TypeError):
            raise Closing(4001 if text.startswith("{") else 4002) from None
        connection.received.append(payload)
        if op is Op.HEARTBEAT:
            connection.heartbeats.append(time.monotonic())
            if self.acknowledges:
                connection.outgoing.put_nowait({"op": Op.HEARTBEAT_ACK, "d": None})
        elif op is Op.IDENTIFY:
            self._identify(connection, data)
        elif op is Op.RESUME:
            self._resume(connection, data)
        elif connection.session is None:
            raise Closing(4003)

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        self.identifies.append(data)
        if connection.session is not None:
            raise Closing(4005)
        if data["token"].removeprefix("Bot ") != self._token:
            raise Closing(4004)
        shard = tuple(data.get("shard", (0, 1)))
        if not 0 <= shard[0] < shard[1]:
            raise Closing(4010)
        intents = data["intents"]
        if intents & ~KNOWN_INTENTS:
            raise Closing(4013)
        if any(intents & intent and not self._world.allowed_intents & intent for intent in PRIVILEGED):
            raise Closing(4014)
        session = Session(shard, intents)
        self.sessions[session.id] = session
        self._attach(session, connection)
        self._greet(session, "shard" in data)

    def _greet(self, session: Session, is_sharded: bool) -> None:
        world = self._world
        is_here = self.shard_of(world.guild.id, session.shard[1]) == session.shard[0]
        ready: dict[str, Any] = {
            "v": 10,
            "user": {**user_payload(world.bot), "verified": True, "email": None, "flags": 0, "mfa_enabled": False},
            "guilds": [{"id": str(world.guild.id), "unavailable": True}] if is_here else [],
            "session_id": session.id,
            "resume_gateway_url": self.resume_url or self.url,
            "application": {"id": str(world.bot.id), "flags": world.application_flags},
            "private_channels": [],
        }
        self.dispatch(session, "READY", {**ready, **({"shard": list(session.shard)} if is_sharded else {})})
        if is_here and session.has(Intent.GUILDS):
            self.dispatch(session, "GUILD_CREATE", guild_create_payload(world))

    def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        self.resumes.append(data)
        if data["token"].removeprefix("Bot ") != self._token:
            raise Closing(4004)
        session = self.sessions.get(data["session_id"])
        if session is None:
            connection.outgoing.put_nowait({"op": Op.INVALID_SESSION, "d": False})
            return
        if data["seq"] > len(session.events):
            raise Closing(4007)
        self._attach(session, connection)
        for event in session.events[data["seq"] :]:
            connection.outgoing.put_nowait(event)
        self.dispatch(session, "RESUMED", {"_trace": []})

    def _attach(self, session: Session, connection: Connection) -> None:
        session.connection = connection
        connection.session = session

    def dispatch(self, session: Session, event: str, data: dict[str, Any]) -> None:
        """Send an event now, or when the session is resumed."""
        frame = {"op": Op.DISPATCH, "t": event, "s": len(session.events) + 1, "d": data}
        session.events.append(frame)
        if session.connection is not None:
            session.connection.outgoing.put_nowait(frame)

    def broadcast(self, event: str, data: Callable[[Session], dict[str, Any]], intent: int, guild_id: int | None) -> None:
        """Dispatch an event to the session of the guild's shard, of shard 0 for private messages, where it asked for it."""
        for session in list(self.sessions.values()):
            wanted = 0 if guild_id is None else self.shard_of(guild_id, session.shard[1])
            if session.shard[0] == wanted and (not intent or session.intents & intent):
                self.dispatch(session, event, data(session))

    @staticmethod
    def shard_of(guild_id: int, shards: int) -> int:
        return (guild_id >> 22) % shards

    def live(self) -> list[Session]:
        """Return the sessions that are on a socket."""
        return [session for session in self.sessions.values() if session.connection is not None]


async def _write(socket: web.WebSocketResponse, connection: Connection) -> int:
    """Send what is queued, in one zlib stream where the query asks for it; return the code to close with."""
    stream = zlib.compressobj() if connection.query.get("compress") == "zlib-stream" else None
    while not isinstance(frame := await connection.outgoing.get(), int):
        text = json.dumps(frame)
        try:
            if stream is None:
                await socket.send_str(text)
            else:
                await socket.send_bytes(stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH))
        except (ConnectionError, RuntimeError):
            return 1000
    return frame
