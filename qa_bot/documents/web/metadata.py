"""What a page says of itself in its head: title, date and outlet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from qa_bot.documents.dates import parse_date

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_TITLE_META = ("og:title", "twitter:title", "dc.title")
_DATE_META = (
    "article:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "datepublished",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
)
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher")


class PageMetadata(NamedTuple):
    """What a page says of itself; None where it does not."""

    title: str | None
    date: str | None
    outlet: str | None


def page_metadata(soup: BeautifulSoup) -> PageMetadata:
    """Return title, date and outlet from the page's meta tags, its linked data, its <title>, <h1> and <time>."""
    title = _meta(soup, _TITLE_META) or _tag_text(soup, "title") or _tag_text(soup, "h1")
    linked = _linked_data(soup)
    date = parse_date(_meta(soup, _DATE_META) or str(linked.get("datePublished") or "") or _time(soup) or "")
    outlet = _meta(soup, _OUTLET_META) or _publisher(linked)
    return PageMetadata(title, date, outlet)


def _meta(soup: BeautifulSoup, names: tuple[str, ...]) -> str | None:
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if content := str(tag.get("content") or "").strip():
            found.setdefault(key, content)
    return next((found[name] for name in names if name in found), None)


def _tag_text(soup: BeautifulSoup, name: str) -> str | None:
    tag = soup.find(name)
    return (re.sub(r"\s+", " ", tag.get_text()).strip() or None) if tag else None


def _time(soup: BeautifulSoup) -> str | None:
    tag = soup.find("time", attrs={"datetime": True})
    return str(tag["datetime"]) if tag else None


def _linked_data(soup: BeautifulSoup) -> dict[str, Any]:
    """Return the first JSON-LD object that states when it was published."""
    for tag in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            value = json.loads(tag.get_text())
        except (ValueError, RecursionError):
            continue
        candidates = (
            value if isinstance(value, list) else [value, *(value.get("@graph", []) if isinstance(value, dict) else [])]
        )
        for candidate in candidates:
            if isinstance(candidate, dict) and candidate.get("datePublished"):
                return candidate
    return {}


def _publisher(linked: dict[str, Any]) -> str | None:
    publisher = linked.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    return str(name) if name else None
