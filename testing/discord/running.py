"""The server's thread, and how a test waits for what happens on it."""

import asyncio
import base64
import socket
import threading
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

from aiohttp import web

from testing.discord import rest_application, rest_messages
from testing.discord.constants import API_PATH
from testing.discord.gateway import Gateway
from testing.discord.interactions import Interaction
from testing.discord.posting import Post
from testing.discord.rest import Request, Rest
from testing.discord.rest_interactions import Interactions
from testing.discord.world import User, World
from testing.waiting import PATIENCE_S

Found = TypeVar("Found")
DEFAULT_TOKEN = "MTA.test.token"


class RunningServer:
    """A server of one guild on 127.0.0.1; call it from any thread, wait with `wait_for`.

    `allowed_intents` are the privileged intents that the developer portal has switched on. Until `start` connections are
    refused, although the port is taken.
    """

    def __init__(self, token: str = DEFAULT_TOKEN, allowed_intents: int = 0) -> None:
        self.token = token
        part = token.split(".")[0]
        self.world = World(int(base64.b64decode(part + "=" * (-len(part) % 4))), allowed_intents)
        self._condition = threading.Condition()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.gateway = Gateway(self.world, token, self._changed)
        self.post = Post(self.world, self.gateway)
        self.rest = Rest(self.world, self.gateway, self.post, token, self._changed)
        self.rest.url = f"http://127.0.0.1:{self.port}"
        self.gateway.url = f"ws://127.0.0.1:{self.port}/"
        self.responding = Interactions()
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        return f"{self.rest.url}{API_PATH}"

    @property
    def requests(self) -> list[Request]:
        return self.rest.requests

    @property
    def interactions(self) -> list[Interaction]:
        return self.responding.sent

    @property
    def bot(self) -> User:
        return self.world.bot

    def start(self) -> Self:
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback-discord", daemon=True)
        self._thread.start()
        self._run(self._open())
        return self

    def stop(self) -> None:
        if self._thread is not None:
            self._run(self._close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop.close()
        self._socket.close()
        if self.rest.crashes:
            raise AssertionError("the server itself failed") from self.rest.crashes[0]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _open(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/", self.gateway.serve)
        self.rest.add_to(app, (*rest_application.ROUTES, *rest_messages.ROUTES, *self.responding.routes()))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket).start()

    async def _close(self) -> None:
        self.gateway.opens.set()
        for connection in self.gateway.connections:
            if connection.transport is not None:
                connection.transport.abort()
        if self._runner is not None:
            await self._runner.cleanup()

    def _changed(self) -> None:
        with self._condition:
            self._condition.notify_all()

    def wait_for(self, find: Callable[[], Found | None], timeout_s: float = PATIENCE_S, what: str = "") -> Found:
        """Return what `find` returns once that is true; raise TimeoutError, with what was said, where it never is."""
        deadline = time.monotonic() + timeout_s
        with self._condition:
            while not (found := find()):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"{what or 'nothing of that kind'} within {timeout_s} s; {self._state()}")
                self._condition.wait(min(left, 0.25))
        return found

    def _state(self) -> str:
        said = [f"{m.author.name}: {m.text()[:200]!r} {m.labels()}" for m in self.world.messages()[-6:]]
        asked = [f"{r.method} {r.path} {r.status}" for r in self.requests[-8:]]
        return f"last messages {said}, last requests {asked}"

    def wait_until_ready(self, timeout_s: float = PATIENCE_S) -> None:
        """Wait until a bot has identified, was greeted, and answers heartbeats."""
        self.wait_for(
            lambda: any(s.connection.heartbeats for s in self.gateway.live() if s.connection), timeout_s, "no session"
        )

    def _do(self, action: Callable[..., Found], *arguments: object) -> Found:
        """Carry out an action on the server's own thread."""

        async def act() -> Found:
            return action(*arguments)

        done: Found = self._run(act())
        self._changed()
        return done

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=PATIENCE_S)
