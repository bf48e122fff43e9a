"""What a test may do with the server."""

import re
from typing import Any

from testing.discord.constants import MessageType, Op
from testing.discord.faults import Fault
from testing.discord.gateway import Connection
from testing.discord.interactions import Interaction
from testing.discord.people import People
from testing.discord.rest import Request
from testing.discord.transcript import transcript
from testing.discord.world import Channel, Message


class LoopbackDiscord(People):
    """One guild on 127.0.0.1: what people do there, what goes wrong, what was received."""

    # What goes wrong

    def fail_next(self, method: str, path: str, status: int | None, **more: Any) -> Fault:
        """Order a failure of the next request whose path matches a regular expression; see Fault."""
        fault = Fault(method, path, status, **more)
        self.rest.faults.append(fault)
        return fault

    def drop(self) -> None:
        """Cut every gateway socket; the sessions wait to be resumed."""
        self._do(self._drop)

    def _drop(self) -> None:
        for session in self.gateway.live():
            connection, session.connection = session.connection, None
            if connection is not None and connection.transport is not None:
                connection.transport.abort()

    def hold(self) -> None:
        """Let new gateway connections wait until `release`."""
        self._do(self.gateway.opens.clear)

    def release(self) -> None:
        self._do(self.gateway.opens.set)

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (op 7)."""
        self._send({"op": Op.RECONNECT, "d": None})

    def invalidate(self, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid (op 9); one that is not resumable is forgotten."""
        live = self.gateway.live()
        self._send({"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            for session in live:
                self.gateway.sessions.pop(session.id, None)

    def ask_for_heartbeat(self) -> None:
        self._send({"op": Op.HEARTBEAT, "d": None})

    def close_gateway(self, code: int) -> None:
        """Close every gateway socket with a code."""
        self._send(code)

    def _send(self, frame: dict[str, Any] | int) -> None:
        def act() -> None:
            for session in self.gateway.live():
                if session.connection is not None:
                    session.connection.outgoing.put_nowait(frame)

        self._do(act)

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Dispatch whatever a test makes up, to every session."""

        def act() -> None:
            for session in self.gateway.live():
                self.gateway.dispatch(session, event, data)

        self._do(act)

    def replay(self, about: Message | Interaction) -> None:
        """Dispatch once more the event that brought a message or an interaction."""
        event = "MESSAGE_CREATE" if isinstance(about, Message) else "INTERACTION_CREATE"

        def act() -> None:
            for session in self.gateway.live():
                for frame in [f for f in session.events if f["t"] == event and f["d"]["id"] == str(about.id)][:1]:
                    self.gateway.dispatch(session, event, frame["d"])

        self._do(act)

    # What was received

    def said(self, channel: Channel | None = None, after: Message | Interaction | None = None) -> list[Message]:
        """Return what the bot has said and not deleted, private responses too, oldest first."""
        since = after.id if after is not None else 0
        found = [m for m in self.world.messages() if m.author is self.bot and m.id > since]
        return [m for m in found if m.type != MessageType.THREAD_STARTER and (channel is None or m.channel is channel)]

    def sent(self, method: str, path: str) -> list[Request]:
        """Return the requests whose path matches a regular expression from its start to its end."""
        return [r for r in list(self.requests) if r.method == method and re.fullmatch(path, r.path)]

    def connection(self) -> Connection:
        """Return the newest gateway connection."""
        return self.gateway.connections[-1]

    def acknowledged_s(self, about: Message | Interaction) -> float | None:
        """Return the seconds until the first sign that a question was noticed: a response, typing, a reply or a thread."""
        if isinstance(about, Interaction):
            return None if about.responded_at is None else about.responded_at - about.at
        channel = about.channel.id
        signs = (f"/channels/{channel}/typing", f"/channels/{channel}/messages/{about.id}/threads")
        seen = [r.at for r in list(self.requests) if r.method == "POST" and r.path in signs and r.at >= about.at]
        seen += [m.at for m in self.said(about.channel, after=about) if m.reference == (channel, about.id)]
        return min(seen) - about.at if seen else None

    def transcript(self) -> list[dict[str, Any]]:
        """Return what the channels show, as plain JSON."""
        return transcript(self.world, self.interactions)
