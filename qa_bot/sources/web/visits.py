"""Visit pages that may be known already: ask the server only whether they have changed, and heed its robots.txt."""

from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from qa_bot.errors import ServiceError
from qa_bot.sources.manifest import KeptFile, digest_of
from qa_bot.sources.places import OWN_PREFIX
from qa_bot.sources.staging import Staging
from qa_bot.sources.web.client import AGENT, Page, Web


class Visit(NamedTuple):
    """A page with its content, new or known; `kept` is the known file if it has not changed."""

    page: Page
    data: bytes
    kept: KeptFile | None = None


class Visits:
    """The pages of a source, each asked for with what it was named by the last time."""

    def __init__(self, staging: Staging, web: Web) -> None:
        self._staging = staging
        self._web = web
        self._robots: dict[str, Protego | None] = {}

    def page(self, url: str) -> Visit:
        """Return a page; raise ServiceError if the server fails."""
        kept = self._staging.kept_at(url)
        page = self._web.get(url, kept.etag, kept.modified) if kept else self._web.get(url)
        known = self._staging.data_of(kept) if kept and page.status == 304 else None
        return Visit(page, page.data) if known is None else Visit(page, known, kept)

    def known(self, url: str) -> KeptFile | None:
        """Return the file that was fetched from an address before."""
        return self._staging.kept_at(url)

    def helper(self, url: str) -> Visit:
        """Return a page that is no document (a sitemap, robots.txt), and keep it for the next time."""
        visit = self.page(url)
        if visit.kept:
            self._staging.keep(visit.kept)
        elif visit.page.status == 200:
            page = visit.page
            file = f"{OWN_PREFIX}known/{digest_of(url.encode())[:16]}"
            self._staging.put(file, page.data, url=url, etag=page.etag, modified=page.modified)
        return visit

    def is_allowed(self, url: str) -> bool:
        """Tell whether robots.txt allows to fetch a page; raise ServiceError if the server cannot say."""
        parts = urlsplit(url)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin, parts.hostname or "")
        rules = self._robots[origin]
        return rules is None or bool(rules.can_fetch(url, AGENT))

    def _read_robots(self, origin: str, host: str) -> Protego | None:
        visit = self.helper(f"{origin}/robots.txt")
        if not visit.page.is_there:
            return None
        rules = Protego.parse(visit.data.decode("utf-8", "replace"))
        if delay_s := rules.crawl_delay(AGENT):
            self._web.slow_down(host, min(float(delay_s), 60.0))
        return rules


class Failures:
    """The pages that could not be fetched; too many in a row mean that the server is gone."""

    MOST_IN_A_ROW = 5

    def __init__(self) -> None:
        self._told: list[str] = []
        self._row = 0

    def note(self, error: ServiceError) -> None:
        """Note a failure; raise it if there were too many in a row."""
        self._told.append(str(error))
        self._row += 1
        if self._row >= self.MOST_IN_A_ROW:
            raise error

    def forget_row(self) -> None:
        """Note that the server answers."""
        self._row = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is told of them."""
        return tuple(self._told[:20])
