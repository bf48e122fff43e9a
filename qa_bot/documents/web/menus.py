"""Navigation that is not marked as such: menus, breadcrumbs, tables of contents of the page itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Which part of the text is that of links.
MOSTLY = 0.7
MIN_LINKS = 3
_NAMES = re.compile(
    r"(?:^|[-_])(?:nav|navbar|navigation|menu|navmenu|submenu|toc|breadcrumbs?|pagination|pager|skip)(?:$|[-_])", re.I
)
_WHOLE = frozenset({"html", "body", "main", "article"})
# How many elements up a text counts.
FARTHEST = 100
_LISTS = ("ul", "ol", "dl", "table")


def menus_of(soup: BeautifulSoup) -> list[Tag]:
    """Return elements that hold links to other places and little else, by their names or as all links lead into the page."""
    texts, linked, links, inward = _sums(soup)
    found = []
    for tag in soup.find_all(True):
        key = id(tag)
        is_menu = _has_name(tag) or (tag.name in _LISTS and links[key] >= MIN_LINKS and links[key] == inward[key])
        if is_menu and tag.name not in _WHOLE and texts[key] and linked[key] >= MOSTLY * texts[key]:
            found.append(tag)
    return found


def _sums(soup: BeautifulSoup) -> tuple[Counter[int], Counter[int], Counter[int], Counter[int]]:
    """Return, by element, the characters of its text and of its links, the number of links, and of those into the page."""
    texts, linked, links, inward = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    for text in soup.find_all(string=True):
        length = len("".join(text.split()))
        is_linked = False
        for outer in islice(text.parents, FARTHEST) if length else ():
            is_linked = is_linked or outer.name == "a"
            texts[id(outer)] += length
            linked[id(outer)] += length * is_linked
    for link in soup.find_all("a", href=True):
        leads_inward = str(link["href"]).startswith("#")
        for outer in islice(link.parents, FARTHEST):
            links[id(outer)] += 1
            inward[id(outer)] += leads_inward
    return texts, linked, links, inward


def _has_name(tag: Tag) -> bool:
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return any(name and _NAMES.search(str(name)) for name in names)
