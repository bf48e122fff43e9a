"""The styles of a page's elements, as far as they stand in the page itself: attributes and simple rules of its sheets.

A selector is simple where it names an element, classes or an id of one and the same element. Others, and rules that hold
under a condition (@media), are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Style = Mapping[str, str]

# No value that matters here is longer.
LONGEST_VALUE_CHARS = 200
_BRACE = re.compile(r"[{};]")
_SIMPLE = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)$", re.I)
_PART = re.compile(r"[.#][\w-]+")


class _Rule(NamedTuple):
    element: str
    parts: frozenset[str]
    specificity: tuple[int, int, int]
    declarations: str


class Styles:
    """Tell the style of each element; `are_complete` says that the page has no other rules than those that are understood."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        linked = soup.find_all("link", rel=lambda value: bool(value) and "stylesheet" in str(value).lower())
        self.are_complete = not linked
        for sheet in soup.find_all("style"):
            self._read(_without_comments(sheet.get_text()))

    def of(self, tag: Tag) -> Style:
        """Return the declared properties of an element, names and values in lower case."""
        normal, important = _attributes(tag), {}  # type: dict[str, str], dict[str, str]
        own = {*(f".{name}" for name in tag.get_attribute_list("class") if name), f"#{tag.get('id')}"}
        found = [rule for key in ("*", tag.name, *own) for rule in self._rules.get(key, ())]
        matching = [rule for rule in found if rule.element in ("*", tag.name) and rule.parts <= own]
        declared = [rule.declarations for rule in sorted(matching, key=lambda rule: rule.specificity)]
        for declarations in (*declared, str(tag.get("style") or "")):
            for name, value, is_important in _declarations(declarations):
                (important if is_important else normal)[name] = value
        return {**normal, **important}

    def _read(self, sheet: str) -> None:
        for selectors, declarations in _blocks(sheet):
            for selector in selectors.split(","):
                match = _SIMPLE.match(selector.strip())
                if not match or not selector.strip():
                    self.are_complete = False
                    continue
                element, parts = (match[1] or "*").lower(), _PART.findall(match[2])
                ids = sum(part.startswith("#") for part in parts)
                specificity = (ids, len(parts) - ids, int(element != "*"))
                rule = _Rule(element, frozenset(parts), specificity, declarations)
                self._rules.setdefault(parts[0] if parts else element, []).append(rule)


def _without_comments(text: str) -> str:
    first, *rest = text.split("/*")
    return " ".join([first, *(part.partition("*/")[2] for part in rest)])


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outermost pair of braces, and within; a statement without braces has nothing within."""
    depth, begin, inside = 0, 0, 0
    for brace in _BRACE.finditer(sheet):
        if brace.group() == "{":
            depth += 1
            inside = brace.end() if depth == 1 else inside
        elif brace.group() == "}" and depth:
            depth -= 1
            if not depth:
                yield sheet[begin : inside - 1], sheet[inside : brace.start()]
                begin = brace.end()
        elif not depth:
            yield sheet[begin : brace.start()], ""
            begin = brace.end()


def _attributes(tag: Tag) -> dict[str, str]:
    """Return the colours that attributes give, as pages and mails of old do."""
    picture = f"url({tag.get('background')})" if tag.get("background") else None
    found = {"color": tag.get("color") if tag.name == "font" else None, "background-color": picture or tag.get("bgcolor")}
    return {name: str(value).strip().lower() for name, value in found.items() if value}


def _declarations(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield property, value and whether it is important; a new background replaces the colour of an earlier one."""
    for declaration in _without_comments(text).split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            plain, _, last = value.rpartition("!")
            is_important = last.strip().lower() == "important"
            name = name.strip().lower()
            said = " ".join((plain if is_important else value).split()).lower()[:LONGEST_VALUE_CHARS]
            yield ("background-color" if name == "background" else name), said, is_important
