"""A feed, RSS or Atom: an article a file."""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from qa_bot.errors import ServiceError
from qa_bot.sources.fetching import Fetched, Order
from qa_bot.sources.manifest import digest_of
from qa_bot.sources.web.pages import joined
from qa_bot.sources.web.visits import Visits

_UNNAMED = re.compile(r"\W+")
_TITLE_CHARS = 60


def fetch_feed(order: Order) -> Fetched:
    """Fetch the articles of a feed; those that have slid out at its end stay, others that are gone go."""
    import feedparser

    url, staging = order.address.place, order.staging
    visit = Visits(staging, order.web).helper(url)
    if not visit.page.is_there:
        raise ServiceError(f"the feed {url} answered {visit.page.status}: look for its new address, and add that")
    if visit.kept and staging.is_whole():
        return Fetched(is_same=True)
    feed = feedparser.parse(
        visit.data, response_headers={"content-type": visit.page.content_type, "content-location": visit.page.url}
    )
    if not feed.version and not feed.entries:
        raise ServiceError(f"{url} is no feed: name the address of its RSS or Atom")
    for entry in feed.entries:
        _put(order, entry, visit.page.url, str(feed.feed.get("title") or ""))
    _keep_older(order)
    return Fetched()


def _put(order: Order, entry: Mapping[str, Any], base: str, outlet: str) -> None:
    link = joined(base, str(entry["link"])) if entry.get("link") else None
    title = str(entry.get("title") or "")
    named = str(entry.get("id") or link or title)
    dated = _day(entry)
    slug = _UNNAMED.sub("-", title.lower()).strip("-")[:_TITLE_CHARS] or "article"
    file = f"{slug}-{digest_of(named.encode())[:8]}.html"
    order.staging.put(file, _page(title, _body(entry), dated, outlet).encode(), url=link, dated=dated)


def _page(title: str, body: str, dated: str | None, outlet: str) -> str:
    """Return an article as a page that says title, date and outlet of itself."""
    about = {"article:published_time": dated, "og:site_name": outlet}
    metas = "".join(f'<meta property="{key}" content="{escape(value)}">\n' for key, value in about.items() if value)
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n{metas}'
    return f"<!DOCTYPE html>\n<html><head>\n{head}</head><body>\n<h1>{escape(title)}</h1>\n{body}\n</body></html>\n"


def _body(entry: Mapping[str, Any]) -> str:
    contents = [*entry.get("content", ()), {"value": entry.get("summary") or ""}]
    return str(max((str(content.get("value") or "") for content in contents), key=len))


def _day(entry: Mapping[str, Any]) -> str | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None


def _keep_older(order: Order) -> None:
    """Keep the articles from before the oldest that the feed still has: a feed names the newest alone."""
    staging = order.staging
    oldest = min((kept.dated for kept in staging.files if kept.dated), default=None)
    named = {kept.file for kept in staging.files}
    for kept in staging.before.documents if staging.before else ():
        is_older = oldest is None or kept.dated is None or kept.dated < oldest
        if kept.file not in named and is_older and staging.data_of(kept) is not None:
            staging.keep(kept)
