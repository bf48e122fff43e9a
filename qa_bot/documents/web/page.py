"""Read HTML: what a reader of the page sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode
from qa_bot.documents.office.properties import below_title, stated_date
from qa_bot.documents.web.disclosures import open_disclosures
from qa_bot.documents.web.markdown import page_markdown
from qa_bot.documents.web.menus import menus_of
from qa_bot.documents.web.metadata import page_metadata
from qa_bot.documents.web.parsing import parse_page
from qa_bot.documents.web.styles import Style, Styles
from qa_bot.documents.web.visibility import hides, hides_text
from qa_bot.documents.writing import clean, compose

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString

_DROPPED = frozenset("script style template title noscript nav iframe svg button select datalist head".split())
_DROPPED_ROLES = frozenset({"navigation", "search"})
# From how many elements around it a text inherits its style here, so that a deeply nested page takes no longer than others.
INHERITED_FROM = 100
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def read_html(data: bytes) -> Iterator[Document]:
    """Yield the one document of a page: what can be seen of it, as Markdown."""
    soup = parse_page(_decode(data))
    title, date, outlet = page_metadata(soup)
    _drop_hidden(soup)
    text, blocks = compose(*page_markdown(soup))
    yield below_title(Document(text=text, blocks=blocks, title=title, date=date or stated_date(text), outlet=outlet))


def html_blocks(data: bytes) -> tuple[list[str], list[str]]:
    """Return the visible blocks of a page as Markdown, and the texts that are its furniture."""
    soup = parse_page(_decode(data))
    _drop_hidden(soup)
    return page_markdown(soup)


def html_to_text(markup: str) -> str:
    """Return the visible text of a piece of HTML, as Markdown."""
    soup = parse_page(markup)
    _drop_hidden(soup)
    body, furniture = page_markdown(soup)
    return clean("\n\n".join([*body, *furniture]))


def _decode(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    if match and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _drop_hidden(soup: BeautifulSoup) -> None:
    from bs4 import Tag
    from bs4.element import PreformattedString

    styles = Styles(soup)
    # Comments, the doctype, CDATA and XML declarations are all of this class.
    for comment in soup.find_all(string=lambda string: isinstance(string, PreformattedString)):
        comment.extract()
    known = {id(tag): styles.of(tag) for tag in soup.find_all(True) if isinstance(tag, Tag)}
    unshown = [tag for tag in soup.find_all(True) if isinstance(tag, Tag) and _is_unshown(tag, known[id(tag)])]
    opened = open_disclosures(soup, unshown)
    hidden = [tag for tag in unshown if id(tag) not in opened]
    hidden += [tag for tag in soup.find_all(_is_dropped) if id(tag) not in opened]
    hidden += menus_of(soup)
    unseen = _unseen_texts(soup, known, styles.are_complete)
    for tag in hidden:
        if not tag.decomposed:
            tag.decompose()
    for text in unseen:
        if not text.decomposed:
            text.extract()


def _is_dropped(tag: Tag) -> bool:
    return tag.name in _DROPPED or str(tag.get("role", "")).lower() in _DROPPED_ROLES


def _is_unshown(tag: Tag, style: Style) -> bool:
    return tag.has_attr("hidden") or str(tag.get("aria-hidden", "")).lower() == "true" or hides(style)


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
