"""An OpenAI-compatible server on loopback that says what a test wrote down, and fails as a test wants it to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """One answer of the server: pieces of text, or a failure."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    retry_after: str | None = None
    cut: bool = False
    silent_s: float = 0.0
    only_comments: bool = False


def says(*pieces: str) -> Reply:
    return Reply(pieces=pieces)


class ScriptedServer(ThreadingHTTPServer):
    """Answer each request with the next reply, the last one again and again; keep what was asked."""

    daemon_threads = True

    def __init__(self, replies: list[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = replies
        self.requests: list[dict[str, Any]] = []
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client has hung up."""


@contextmanager
def serving(*replies: Reply) -> Iterator[ScriptedServer]:
    server = ScriptedServer(list(replies))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.server.replies[min(len(self.server.requests), len(self.server.replies) - 1)]
        self.server.requests.append(
            {**body, "authorization": self.headers.get("Authorization"), "x-api-key": self.headers.get("X-Api-Key")}
        )
        self.server.stopping.wait(reply.silent_s)
        if reply.status != 200:
            self._fail(reply)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while reply.only_comments and not self.server.stopping.wait(0.02):
            # What proxies send to keep a connection open: it is no answer.
            self._chunk(b": still working\n\n")
        for piece in reply.pieces:
            self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]})
        if reply.cut:
            # Without the last chunk: the client notices that something is missing.
            self.close_connection = True
            return
        self._event({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 50, "total_tokens": 950}})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _fail(self, reply: Reply) -> None:
        body = json.dumps({"error": {"message": f"no: {self.headers.get('Authorization')}", "type": "scripted"}}).encode()
        self.send_response(reply.status)
        # No client keeps a connection on which it was refused.
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if reply.retry_after:
            self.send_header("Retry-After", reply.retry_after)
        self.end_headers()
        self.wfile.write(body)

    def _event(self, fields: dict[str, Any]) -> None:
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": int(time.time()), "model": "scripted", **fields}
        self._chunk(f"data: {json.dumps(chunk)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""
