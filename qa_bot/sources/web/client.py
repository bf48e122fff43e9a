"""Fetch pages politely: one at a time, with a pause between two requests to a host, and only what has changed."""

import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import httpx

from qa_bot import __version__
from qa_bot.errors import ServiceError
from qa_bot.sources.web.guard import GuardedTransport, Resolve, resolve

AGENT = "qa-bot"
MOST_REDIRECTS = 5
TIMEOUT_S = 30.0
# A server that is busy is asked once more, after the time that it names, if that is not longer.
LONGEST_WAIT_S = 120.0
_BUSY = (429, 503)


class WebLimits(NamedTuple):
    """How politely the web is asked: seconds between two requests to a host, bytes of a page, pages of a source."""

    delay_s: float = 1.0
    most_bytes: int = 50 * 1024 * 1024
    most_pages: int = 2000


class Page(NamedTuple):
    """What a server said: its status (304: what is known is still true), the content, and what names it by.

    `url` is where it was found in the end; `charset` is the encoding that the server states.
    """

    url: str
    status: int
    data: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None

    @property
    def is_there(self) -> bool:
        """Tell whether there is such a page."""
        return self.status in (200, 304)


class Web:
    """A client for one source: the host of the operator's address may be private, all others may not."""

    def __init__(
        self,
        named: str,
        limits: WebLimits,
        resolve: Resolve = resolve,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits
        self._sleep, self._clock = sleep, clock
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._client = httpx.Client(
            transport=GuardedTransport(httpx.URL(named), httpx.HTTPTransport, resolve),
            headers={"User-Agent": f"{AGENT}/{__version__}", "Accept-Language": "en, *;q=0.5"},
            timeout=TIMEOUT_S,
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def slow_down(self, host: str, delay_s: float) -> None:
        """Wait so long between two requests to a host, if that is longer."""
        self._delays[host] = max(delay_s, self._delays.get(host, 0.0))

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Page:
        """Return a page, or that it has not changed; raise ServiceError if the server cannot be asked or fails.

        `etag` and `modified` are what the known content was named by.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        page, wait_s = self._ask(url, headers)
        if page.status in _BUSY and wait_s <= LONGEST_WAIT_S:
            self._sleep(wait_s)
            page, _ = self._ask(url, headers)
        if page.status >= 500 or page.status in (401, 403, 407, 429):
            raise ServiceError(f"{url} answered {page.status}: look whether it can be opened, and try again later")
        return page

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[Page, float]:
        try:
            self._wait(httpx.URL(url).host)
            with self._client.stream("GET", url, headers=headers) as response:
                return self._page(response), _seconds(response.headers.get("Retry-After"))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise ServiceError(
                f"{url} cannot be fetched ({error}): look whether it can be opened, and try again later"
            ) from error

    def _page(self, response: httpx.Response) -> Page:
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self.limits.most_bytes:
                raise ServiceError(
                    f"{response.url} is larger than {self.limits.most_bytes // 1024 // 1024} MB (QA_BOT_MAX_FILE_MB)"
                )
            pieces.append(piece)
        return Page(
            url=with_path(str(response.url)),
            status=response.status_code,
            data=b"".join(pieces),
            content_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding,
            etag=response.headers.get("ETag"),
            modified=response.headers.get("Last-Modified"),
        )

    def _wait(self, host: str) -> None:
        """Wait for the turn of a host."""
        now, delay_s = self._clock(), max(self.limits.delay_s, self._delays.get(host, 0.0))
        wait_s = self._next.get(host, now) - now
        if wait_s > 0:
            self._sleep(wait_s)
        self._next[host] = max(now, now + wait_s) + delay_s


def with_path(url: str) -> str:
    """Return an address with its path: the first page of a host is written in two ways."""
    parts = urlsplit(url)
    return url if parts.path else urlunsplit(parts._replace(path="/"))


def _seconds(retry_after: str | None) -> float:
    """Return how long a server wants to be left alone; one second if it does not say so in seconds."""
    return float(retry_after) if retry_after and retry_after.isdigit() else 1.0
