"""A server in a process of its own on a free port, and what asks it."""

import http.client
import json
import os
import re
import signal
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from testing.forking import forker
from testing.waiting import PATIENCE_S
from tests.conftest import environment_of


class Response(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Running:
    """A server that has said where it answers."""

    def __init__(self, home: Path, *options: str, command: tuple[str, ...] = ("-m", "qa_bot", "serve"), **environment: str):
        reading, writing = os.pipe()
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
            streams = [given.fileno(), out.fileno(), writing]
            self.process = forker().start([*command, "--port", "0", *options], home, environment_of(home, environment), streams)
        os.close(writing)
        self._log = os.fdopen(reading, "r")
        self.log = ""
        self.url = self.wait_for(r"answers at (http://[^ ]+)")
        self.host, port = self.url.removeprefix("http://").rsplit(":", 1)
        self.port = int(port)

    def wait_for(self, pattern: str) -> str:
        """Return what the log says where it matches."""
        while True:
            line = self._log.readline()
            assert line, self.log
            self.log += line
            if found := re.search(pattern, line):
                return found[1]

    def begin(self, method: str, path: str, body: object = None, **headers: str) -> http.client.HTTPConnection:
        """Send a request whose response is read later."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)
        sent = body if isinstance(body, bytes | None) else json.dumps(body)
        connection.request(method, path, sent, {name.replace("_", "-"): value for name, value in headers.items()})
        return connection

    def get(self, path: str, **headers: str) -> Response:
        return response_of(self.begin("GET", path, **headers))

    def post(self, path: str, body: object, **headers: str) -> Response:
        return response_of(self.begin("POST", path, body, **headers))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_S)
        self.log += self._log.read()
        return code

    def end(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE_S)
        self._log.close()


def response_of(connection: http.client.HTTPConnection) -> Response:
    response = connection.getresponse()
    read = Response(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read().decode())
    connection.close()
    return read


def events_of(body: str) -> list[tuple[str, Any]]:
    blocks = [block.split("\n") for block in body.strip().split("\n\n")]
    return [(kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for kind, data in blocks]
