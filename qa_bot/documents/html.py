"""Read HTML: what a reader of the page sees of the article, as paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.encoding import decode
from qa_bot.documents.styles import Style, Styles
from qa_bot.documents.visibility import hides, hides_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

_DROPPED = [
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "button",
    "select",
    "head",
]
# From how many elements around it a text inherits its style here, so that a deeply nested page takes no longer than others.
INHERITED_FROM = 100
_BLOCKS = frozenset(
    "address article blockquote body br caption dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr "
    "html li main ol p pre section summary table tbody td th thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
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


def read_html(data: bytes) -> Iterator[Document]:
    """Yield the one document of a page: visible text only, blocks separated by blank lines, table rows as lines."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_decode(data), "html.parser")
    title = _meta(soup, _TITLE_META) or _tag_text(soup, "title") or _tag_text(soup, "h1")
    linked = _linked_data(soup)
    date = parse_date(_meta(soup, _DATE_META) or str(linked.get("datePublished") or "") or _time(soup) or "")
    outlet = _meta(soup, _OUTLET_META) or _publisher(linked)
    _drop_hidden(soup)
    text = _text(_main(soup))
    yield Document(text=text, title=title, date=date, outlet=outlet, body_start=_after_title(text, title))


def html_to_text(markup: str) -> str:
    """Return the visible text of a piece of HTML."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "html.parser")
    _drop_hidden(soup)
    return _text(soup)


def _decode(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    if match and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _drop_hidden(soup: BeautifulSoup) -> None:
    from bs4 import Comment, Tag

    styles = Styles(soup)
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    known = {id(tag): styles.of(tag) for tag in soup.find_all(True) if isinstance(tag, Tag)}
    hidden = [tag for tag in soup.find_all(True) if isinstance(tag, Tag) and _is_hidden(tag, known[id(tag)])]
    unseen = _unseen_texts(soup, known, styles.are_complete)
    for tag in hidden:
        if not tag.decomposed:
            tag.decompose()
    for text in unseen:
        if not text.decomposed:
            text.extract()


def _is_hidden(tag: Tag, style: Style) -> bool:
    if tag.name in _DROPPED:
        return True
    if tag.has_attr("hidden") or str(tag.get("aria-hidden", "")).lower() == "true":
        return True
    if str(tag.get("role", "")).lower() in ("navigation", "search", "contentinfo"):
        return True
    return hides(style)


def _unseen_texts(soup: BeautifulSoup, styles: Mapping[int, Style], are_complete: bool) -> list[NavigableString]:
    """Return the texts that nobody sees for their own style: too small, or of the background's colour."""
    if not any("color" in style or "font-size" in style for style in styles.values()):
        return []
    unseen: dict[int, bool] = {}
    found = []
    for text in soup.find_all(string=True):
        parent = text.parent
        if parent is not None:
            if id(parent) not in unseen:
                chain = [styles.get(id(outer), {}) for outer in (parent, *islice(parent.parents, INHERITED_FROM))]
                unseen[id(parent)] = hides_text(chain, are_complete)
            if unseen[id(parent)]:
                found.append(text)
    return found


def _main(soup: BeautifulSoup) -> Tag:
    """Return the element that holds the article, or the whole page."""
    total = len(soup.get_text())
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1 and len(found[0].get_text()) >= 0.3 * total:
            return found[0]
    return soup


def _text(root: Tag) -> str:
    """Return the text of an element, blocks on paragraphs of their own, without recursion."""
    from bs4 import Tag
    from bs4.element import NavigableString

    parts: list[str] = []
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if isinstance(node, NavigableString):
            parts.append(str(node) if _within_pre(node) else re.sub(r"\s+", " ", str(node)))
        elif isinstance(node, Tag):
            if len(stack) > 100_000:
                raise UnreadableFileError("its HTML is nested too deeply")
            parts.append(_border(node, leaving))
            if not leaving:
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(list(node.children)))
    text = "".join(parts).replace("\0", "")
    text = re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]{2,}", " ", text)).strip()


def _border(tag: Tag, leaving: bool) -> str:
    if tag.name == "br":
        return "" if leaving else "\n"
    if tag.name in _CELLS:
        return " | " if leaving and tag.find_next_sibling(["td", "th"]) else ""
    if tag.name == "tr":
        return "\n"
    if tag.name == "li":
        return "" if leaving else "\n- "
    return "\n\n" if tag.name in _BLOCKS else ""


def _within_pre(node: Any) -> bool:
    return node.parent is not None and node.parent.name in ("pre", "textarea")


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


def _after_title(text: str, title: str | None) -> int:
    first = text.split("\n", 1)[0]
    return len(first) + 1 if title and first and first in title and len(first) < len(text) else 0
