"""Sitemaps: lists of pages, or lists of such lists."""

import gzip
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from qa_bot.errors import ServiceError
from qa_bot.sources.address import is_web_address
from qa_bot.sources.web.visits import Visits

MOST_SITEMAPS = 200
MOST_BYTES = 64 * 1024 * 1024


def pages_of(visits: Visits, url: str, most: int) -> Iterator[str]:
    """Yield the pages that a sitemap names, each once and at most `most` and one; raise ServiceError if it cannot be read."""
    waiting, met, seen = [url], {url}, set[str]()
    while waiting:
        sitemap = waiting.pop(0)
        for name, location in _entries(visits, sitemap):
            if name == "sitemap" and location not in met and len(met) < MOST_SITEMAPS:
                met.add(location)
                waiting.append(location)
            elif name == "url" and location not in seen:
                seen.add(location)
                yield location
                if len(seen) > 10 * most:
                    return


def _entries(visits: Visits, url: str) -> Iterator[tuple[str, str]]:
    visit = visits.helper(url)
    if not visit.page.is_there:
        raise ServiceError(f"the sitemap {url} answered {visit.page.status}: look for its address in the site's robots.txt")
    try:
        root = ET.fromstring(_unpacked(visit.data))
    except (ET.ParseError, OSError, EOFError, ValueError) as error:
        raise ServiceError(f"{url} cannot be read as a sitemap ({error}): name another, or the site with site:") from error
    for entry in root:
        location = next((child.text for child in entry if _name(child) == "loc"), None)
        if location and is_web_address(location.strip()):
            yield _name(entry), location.strip()


def _unpacked(data: bytes) -> bytes:
    """Return a sitemap that may be packed, up to the size that sitemaps may have."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    with gzip.open(io.BytesIO(data)) as packed:
        return packed.read(MOST_BYTES)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
