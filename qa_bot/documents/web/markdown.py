"""Bring the tree of a page to Markdown: headings, lists, tables, code, terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qa_bot.documents.web.parsing import BLOCK_NAMES
from qa_bot.documents.web.tables import table_of
from qa_bot.documents.writing import clean, fence, heading, item, one_line, paragraph

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Deeper than any page that a person wrote; below it the text is read without its structure.
DEEPEST = 120
MAX_TERM_WORDS = 5
MAX_TERM_CHARS = 40
_HEADING = re.compile(r"h([1-6])$")
_FURNITURE = frozenset({"footer"})


def page_markdown(soup: BeautifulSoup) -> tuple[list[str], list[str]]:
    """Return the blocks of a page, the article's first, and the texts that belong to the site: footers and banners."""
    article = _article(soup)
    furniture = [one_line(_text(tag)) for tag in _take_furniture(soup, article)]
    inside = _Writer(soup).blocks(article) if article is not None else []
    if article is not None:
        article.extract()
    return [*inside, *_Writer(soup).blocks(soup)], [text for text in furniture if text]


def _article(soup: BeautifulSoup) -> Tag | None:
    """Return the element that holds most of what the page says, where it says so."""
    total = len(soup.get_text())
    for name in ("article", "main"):
        found = soup.find_all(name)
        if len(found) == 1 and len(found[0].get_text()) >= 0.3 * total:
            return found[0]
    return None


def _take_furniture(soup: BeautifulSoup, article: Tag | None) -> list[Tag]:
    """Take the footers, and the banner above an article, out of the page."""
    found = [tag for tag in soup.find_all(True) if tag.name in _FURNITURE or tag.get("role") in ("contentinfo", "banner")]
    if article is not None:
        outside = {id(tag) for tag in (*article.parents, *article.descendants)}
        found += [tag for tag in soup.find_all("header") if id(tag) not in outside]
    # By identity: two tags are compared with all that they hold.
    known = {id(tag) for tag in found}
    outermost = [tag for tag in found if not any(id(outer) in known for outer in tag.parents)]
    return [tag.extract() for tag in outermost if tag.name not in ("html", "body")]


class _Writer:
    """Write elements as blocks of Markdown; it knows which elements hold blocks."""

    def __init__(self, soup: Tag) -> None:
        self._holders: set[int] = set()
        for tag in soup.find_all(BLOCK_NAMES):
            for outer in tag.parents:
                if id(outer) in self._holders:
                    break
                self._holders.add(id(outer))

    def blocks(self, tag: Tag, depth: int = 0) -> list[str]:
        """Return the blocks that an element is made of."""
        from bs4 import Tag

        if depth > DEEPEST:
            return [paragraph(_text(tag))]
        found: list[str] = []
        run: list[Any] = []
        for child in tag.children:
            if isinstance(child, Tag) and (child.name in BLOCK_NAMES or id(child) in self._holders):
                found += [_paragraph(run), *self._block(child, depth + 1)]
                run = []
            else:
                run.append(child)
        return [block for block in [*found, _paragraph(run)] if block]

    def _block(self, tag: Tag, depth: int) -> list[str]:
        if match := _HEADING.match(tag.name):
            return [heading(int(match[1]), _text(tag))]
        match tag.name:
            case "pre":
                return [fence(_raw(tag))]
            case "ul" | "ol" | "menu" | "dir":
                return ["\n".join(self._items(tag, depth))]
            case "dl":
                return list(self._entries(tag, depth))
            case "table":
                return self._table(tag, depth)
            case "summary":
                return [_bold(_text(tag))]
            case "blockquote":
                quoted = "\n\n".join(self.blocks(tag, depth))
                return ["\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))] if quoted else []
            case "figure":
                return self._figure(tag, depth)
        return self.blocks(tag, depth)

    def _items(self, tag: Tag, depth: int) -> Iterator[str]:
        number = _number(tag.get("start"), 1)
        step = -1 if tag.has_attr("reversed") else 1
        if step < 0 and not tag.get("start"):
            number = len(tag.find_all("li", recursive=False))
        for child in tag.find_all(True, recursive=False):
            blocks = self._block(child, depth + 1) if child.name in ("ul", "ol") else self.blocks(child, depth + 1)
            number = _number(child.get("value"), number)
            if child.name in ("ul", "ol"):
                # A list within a list without an item of its own belongs to the item before.
                yield "\n".join("   " + line for line in blocks[0].split("\n"))
            elif written := item(f"{number}." if tag.name == "ol" and number >= 0 else "-", blocks):
                yield written
                number += step

    def _entries(self, tag: Tag, depth: int) -> Iterator[str]:
        terms: list[str] = []
        for child in tag.find_all(["dt", "dd", "div"], recursive=False):
            if child.name == "div":
                yield from self._entries(child, depth + 1)
            elif child.name == "dt":
                terms.append(one_line(_text(child)))
            else:
                yield from _entry([term for term in terms if term], self.blocks(child, depth + 1))
                terms = []
        yield from (_bold(term) for term in terms if term)

    def _table(self, tag: Tag, depth: int) -> list[str]:
        written = table_of(tag, _text)
        if written is None:
            return self.blocks(tag, depth)
        caption = tag.find("caption", recursive=False)
        return [paragraph(_text(caption)) if caption else "", written]

    def _figure(self, tag: Tag, depth: int) -> list[str]:
        """Leave out the description of a picture that has a caption."""
        if tag.find("figcaption") is not None:
            for picture in tag.find_all("img"):
                picture.extract()
        return self.blocks(tag, depth)


def _entry(terms: list[str], definition: list[str]) -> Iterator[str]:
    """Yield "term: definition" where both are short enough for a line, else the term in bold above its definition."""
    term = ", ".join(terms)
    is_short = (
        len(term.split()) <= MAX_TERM_WORDS and len(term) <= MAX_TERM_CHARS and not term.endswith("?") and ":" not in term
    )
    if not term:
        yield from definition
    elif len(definition) == 1 and is_short and "\n" not in definition[0] and definition[0][0] not in "-#>|`":
        yield f"{term}: {definition[0]}"
    else:
        yield _bold(term)
        yield from definition


def _bold(text: str) -> str:
    line = one_line(text).replace("*", "")
    return f"**{line}**" if line else ""


def _paragraph(run: list[Any]) -> str:
    return paragraph("".join(_text(node) for node in run)) if run else ""


def _text(root: Any) -> str:
    """Return the text within a node: white space is one space, <br> and blocks begin lines; without recursion."""
    from bs4.element import NavigableString

    parts: list[str] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, NavigableString):
            parts.append(re.sub(r"\s+", " ", node))
        elif isinstance(node, str):
            parts.append(node)
        elif node.name == "br":
            parts.append("\n")
        elif node.name == "img":
            continue  # its description is not seen
        elif node.name == "sup" and re.fullmatch(r"\s*\[\w{1,4}\]\s*", node.get_text()):
            continue  # the mark of a footnote
        else:
            border = "\n" if node.name in BLOCK_NAMES and node is not root else ""
            stack.append(border)
            stack.extend(reversed(list(node.children)))
            stack.append(border)
    return clean("".join(parts))


def _raw(tag: Tag) -> str:
    """Return the text of a preformatted element as it is."""
    for line_end in tag.find_all("br"):
        line_end.replace_with("\n")
    return clean(tag.get_text())


def _number(value: Any, default: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return default
