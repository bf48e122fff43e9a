"""A Chroma server on loopback, and a proxy before it that asks for a token, fails, or holds what it is asked."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from testing.waiting import free_port, wait_until


class ChromaProcess:
    """A `chroma run` process that can be killed and started again at its address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(exist_ok=True)
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self._folder / "chroma")]
        with (self._folder / "chroma.log").open("ab") as log:
            place = ["--host", "127.0.0.1", "--port", str(self._port)]
            self._process = subprocess.Popen([*command, *place], stdout=log, stderr=log, cwd=self._folder)
        wait_until(self._is_up, "the server")

    def kill(self) -> None:
        """End the server at once."""
        self._process.kill()
        self._process.wait()

    def _is_up(self) -> bool:
        assert self._process.poll() is None, (self._folder / "chroma.log").read_text()
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)) as connection:
                connection.request("GET", "/api/v2/heartbeat")
                return connection.getresponse().status == 200
        except OSError:
            return False


class Proxy(ThreadingHTTPServer):
    """A proxy: `authorization` is what it asks for, `failures` how many requests it turns away, `is_open` whether it lets any pass."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, target: str, authorization: str | None) -> None:
        super().__init__(("127.0.0.1", 0), _Forward)
        self.target = urlsplit(target).netloc
        self.authorization = authorization
        self.failures = 0
        self.is_open = threading.Event()
        self.is_open.set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that has gone away."""


class _Forward(BaseHTTPRequestHandler):
    server: Proxy
    protocol_version = "HTTP/1.1"

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.is_open.wait()
        if self.server.authorization not in (None, self.headers.get("Authorization")):
            return self._send(401, b"<html>who are you?</html>")
        if self.server.failures:
            self.server.failures -= 1
            return self._send(503, b"<html>not now</html>")
        with closing(http.client.HTTPConnection(self.server.target)) as connection:
            connection.request(self.command, self.path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return self._send(answer.status, answer.read())

    do_GET = do_POST = do_PUT = do_DELETE = _forward  # noqa: N815

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def proxy_before(target: str, authorization: str | None = None) -> Iterator[Proxy]:
    """Run a proxy before a server."""
    with Proxy(target, authorization) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.is_open.set()
        proxy.shutdown()
