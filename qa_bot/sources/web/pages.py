"""What a page is kept as, and where it leads."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from qa_bot.documents.web.parsing import parse_page
from qa_bot.sources.manifest import digest_of
from qa_bot.sources.staging import is_readable, safe_path
from qa_bot.sources.web.client import Page, with_path

_HTML = ("text/html", "application/xhtml+xml")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/csv": ".csv",
}
_MARK = b"\xef\xbb\xbf"


class Leads(NamedTuple):
    """What a page of HTML asks of a visitor: which links to follow, and whether to keep the page at all."""

    links: tuple[str, ...]
    is_kept: bool


def is_html(page: Page) -> bool:
    """Tell whether a page is HTML."""
    return page.content_type in _HTML


def file_of(page: Page, host: str) -> str | None:
    """Return the name of the file that a page is kept in, by its address; None if it is nothing that can be read.

    Pages of another host than the source's own are kept in a folder with the name of that host.
    """
    parts = urlsplit(page.url)
    path = unquote(parts.path)
    names = [*([] if parts.netloc == host else [parts.netloc]), *path.split("/")]
    if path.endswith("/") or not path:
        names.append("index")
    file = PurePosixPath(safe_path(names))
    if parts.query:
        file = file.with_name(f"{file.stem}-{digest_of(parts.query.encode())[:8]}{file.suffix}")
    if is_html(page):
        return str(file) if file.suffix.lower() in _HTML_SUFFIXES else f"{file}.html"
    if file.suffix and is_readable(file.name) and file.suffix.lower() not in _HTML_SUFFIXES:
        return str(file)
    suffix = _SUFFIXES.get(page.content_type)
    return f"{file}{suffix}" if suffix else None


def content_of(page: Page) -> bytes:
    """Return what a page is kept as: its bytes, or UTF-8 with its mark where only the server states another encoding."""
    if not page.charset or page.charset.lower() in ("utf-8", "utf8", "us-ascii") or not page.content_type.startswith("text/"):
        return page.data
    try:
        return _MARK + page.data.decode(page.charset).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return page.data


def leads_of(data: bytes, url: str) -> Leads:
    """Return where a page of HTML leads, and whether it lets itself be kept."""
    soup = parse_page(data.decode("utf-8", "replace"))
    asked = " ".join(str(tag.get("content", "")) for tag in soup.find_all("meta", attrs={"name": "robots"})).lower()
    base = soup.find("base", href=True)
    start = (joined(url, str(base["href"])) if base else None) or url
    tags = [] if "nofollow" in asked else soup.find_all("a", href=True)
    links = tuple(dict.fromkeys(_links((str(tag["href"]) for tag in tags if "nofollow" not in (tag.get("rel") or ())), start)))
    return Leads(links, "noindex" not in asked)


def joined(base: str, link: str) -> str | None:
    """Return where a link of a page leads; None where it is no address at all."""
    try:
        found = urljoin(base, link)
        return found if urlsplit(found).scheme else None
    except ValueError:
        return None


def _links(hrefs: Iterator[str], start: str) -> Iterator[str]:
    for href in hrefs:
        try:
            link = urldefrag(urljoin(start, href.strip())).url
            if urlsplit(link).scheme in ("http", "https") and urlsplit(link).hostname:
                yield with_path(link)
        except ValueError:  # no address at all
            continue
