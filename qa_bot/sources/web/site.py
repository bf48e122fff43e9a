"""A web site: its pages as its sitemap names them, or as its links lead to them."""

from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from qa_bot.errors import ServiceError
from qa_bot.sources.fetching import Fetched, Order
from qa_bot.sources.web.pages import content_of, file_of, is_html, leads_of
from qa_bot.sources.web.sitemap import pages_of
from qa_bot.sources.web.visits import Failures, Visit, Visits


def fetch_site(order: Order) -> Fetched:
    """Fetch the pages that links lead to from the first one, at most so deep, and none outside the folder of that one."""
    site = _Site(order)
    start = order.address.place
    waiting, met = deque([(start, 0)]), {start}
    while waiting and site.has_room():
        url, depth = waiting.popleft()
        for link in site.take(url, is_first=url == start):
            if depth < order.options.depth and link not in met and site.is_inside(link):
                met.add(link)
                waiting.append((link, depth + 1))
    return site.fetched(left=len(waiting))


def fetch_sitemap(order: Order) -> Fetched:
    """Fetch the pages that a sitemap names."""
    site = _Site(order)
    named = tuple(pages_of(site.visits, order.address.place, order.web.limits.most_pages))
    if not named:
        raise ServiceError(f"the sitemap {order.address.place} names no page: what was fetched before stays")
    for url in named:
        if site.has_room():
            site.take(url)
    return site.fetched(left=max(0, len(named) - order.web.limits.most_pages))


class _Site:
    """A site that is being fetched: pages are taken one by one."""

    def __init__(self, order: Order) -> None:
        self.visits = Visits(order.staging, order.web)
        self._staging = order.staging
        self._host = urlsplit(order.address.place).netloc
        self._folder = ""
        self._most = order.web.limits.most_pages
        self._taken: set[str] = set()
        self._refused = 0
        self._failures = Failures()

    def has_room(self) -> bool:
        """Tell whether another page may be taken."""
        return len(self._taken) < self._most

    def is_inside(self, url: str) -> bool:
        """Tell whether a page lies in the folder of the first one."""
        return url.startswith(self._folder)

    def take(self, url: str, is_first: bool = False) -> Iterable[str]:
        """Fetch a page and keep it; return where it leads.

        A page that is gone is left out, one that fails is kept as it was. Raise ServiceError if the first one fails.
        """
        try:
            if not self.visits.is_allowed(url):
                self._refused += 1
                if is_first:
                    raise ServiceError(f"the robots.txt of {self._host} does not allow to fetch {url}: ask its owner")
                return ()
            visit = self.visits.page(url)
        except ServiceError as error:
            if is_first:
                raise
            self._failures.note(error)
            return self._as_known(url)
        self._failures.forget_row()
        if is_first and not visit.page.is_there:
            raise ServiceError(f"{url} answered {visit.page.status}: look for its new address, and add that")
        if is_first:  # where it leads in the end: a site may have moved, or begin somewhere below
            self._host, self._folder = urlsplit(visit.page.url).netloc, urljoin(visit.page.url, ".")
        return self._keep(url, visit) if visit.page.is_there and visit.page.url not in self._taken else ()

    def fetched(self, left: int) -> Fetched:
        """Return the result, with what was left out; raise ServiceError if there is nothing to keep."""
        if all(kept.is_own for kept in self._staging.files):
            told = next(iter(self._failures.notes), "no page that lets itself be kept can be read")
            raise ServiceError(f"nothing of {self._host} was fetched: {told}")
        return Fetched(notes=tuple(self._notes(left)))

    def _keep(self, url: str, visit: Visit) -> Iterable[str]:
        page = visit.page
        if not self.is_inside(page.url):
            return ()
        self._taken.add(page.url)
        if visit.kept:
            self._staging.keep(visit.kept)
            return leads_of(visit.data, page.url).links if visit.kept.file.endswith(("html", "htm")) else ()
        if urlsplit(page.url).netloc != urlsplit(url).netloc and not self.visits.is_allowed(page.url):
            return ()
        file = file_of(page, self._host)
        leads = leads_of(content_of(page), page.url) if is_html(page) else None
        if file and (leads is None or leads.is_kept):
            self._staging.put(file, content_of(page), url=url, etag=page.etag, modified=page.modified)
        return leads.links if leads else ()

    def _as_known(self, url: str) -> Iterable[str]:
        kept = self.visits.known(url)
        if kept is None:
            return ()
        self._taken.add(url)
        self._staging.keep(kept)
        data = self._staging.data_of(kept)
        return leads_of(data, url).links if data and kept.file.endswith(("html", "htm")) else ()

    def _notes(self, left: int) -> Iterator[str]:
        yield from self._failures.notes
        if self._refused:
            yield f"robots.txt does not allow {self._refused} of the pages"
        if left:
            yield f"{left} more pages were left out (QA_BOT_SOURCE_PAGES is {self._most})"
