"""A web site on loopback for tests of sources: pages with ETags, robots.txt, sitemaps and feeds; it notes every request."""

import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from testing.waiting import PATIENCE_S


class Asked(NamedTuple):
    """A request: its path, its conditions, and the status that it was answered with."""

    path: str
    etag: str | None
    modified: str | None
    status: int


class Reply(NamedTuple):
    """What a path is answered with."""

    body: bytes = b""
    content_type: str = "text/html"
    status: int = 200
    location: str | None = None
    headers: Mapping[str, str] = {}


class Site:
    """A running site; `pages` can be changed while it runs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Reply] = {}
        self.asked: list[Asked] = []
        # What is asked for a path in here waits until its event is set.
        self.held: dict[str, threading.Event] = {}

    def put(self, path: str, body: str, content_type: str = "text/html", **headers: str) -> None:
        """Answer a path with a text; {site} in it stands for the address of the site."""
        self.pages[path] = Reply(body.replace("{site}", self.address).encode(), content_type, headers=headers)

    def article(self, path: str, title: str, *paragraphs: str, links: tuple[str, ...] = ()) -> None:
        """Answer a path with a page of HTML."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        menu = "".join(f'<p><a href="{link}">{link}</a></p>' for link in links)
        self.put(path, f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}{menu}</body></html>")

    def sitemap(self, path: str, *pages: str) -> None:
        """Answer a path with a sitemap of pages."""
        entries = "".join(f"<url><loc>{page if '://' in page else self.address + page}</loc></url>" for page in pages)
        self.put(path, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>', "application/xml")

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def answer(self, path: str, etag: str | None, modified: str | None) -> tuple[Reply, str]:
        """Return the answer to a request and the ETag of its content."""
        reply = self.pages.get(path, Reply(b"not here", "text/plain", 404))
        own = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        if reply.status == 200 and etag == own:
            reply = reply._replace(status=304, body=b"")
        self.asked.append(Asked(path, etag, modified, reply.status))
        return reply, own


@contextmanager
def running_site() -> Iterator[Site]:
    """Run a site on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one packet: else the client waits 40 ms for the second.
        wbufsize = -1
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            if held := site.held.get(self.path):
                site.asked.append(Asked(self.path, None, None, 0))
                held.wait(PATIENCE_S)
            reply, etag = site.answer(self.path, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
            self.send_response(reply.status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in {**reply.headers, **({"Location": reply.location} if reply.location else {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
