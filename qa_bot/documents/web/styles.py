"""The styles of a page's elements, as far as they stand in the page itself: attributes and the rules of its sheets.

Rules that hold under a condition (@media) are passed over, as is what a page does while somebody uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import soupsieve
    import tinycss2.ast
    from bs4 import BeautifulSoup, Tag

Style = Mapping[str, str]

# No value that matters here is longer.
LONGEST_VALUE_CHARS = 200
# A page for which more rules than this would have to be tried is read as one whose rules are not all known.
MOST_TRIALS = 200_000
# These say nothing of how an element is seen.
_HARMLESS_RULES = frozenset({"charset", "font-face", "keyframes", "-webkit-keyframes", "page", "namespace"})
_NAME = re.compile(r"[#.]?-?[a-z_][\w-]*|\*", re.I)
_ID, _CLASS, _ELEMENT = re.compile(r"#"), re.compile(r"\.|\[|(?<!:):(?!:)"), re.compile(r"(?:^|[\s>+~])[a-z]", re.I)


class _Rule(NamedTuple):
    selector: soupsieve.SoupSieve
    specificity: tuple[int, int, int]
    declarations: tuple[_Declaration, ...]


class _Declaration(NamedTuple):
    name: str
    value: str
    is_important: bool


class Styles:
    """Tell the style of each element; `are_complete` says that the page has no other rules than those that are known."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        self._trials = 0
        linked = soup.find_all("link", rel=lambda value: bool(value) and "stylesheet" in str(value).lower())
        self.are_complete = not linked
        for sheet in soup.find_all("style"):
            self._read(sheet.get_text())

    def of(self, tag: Tag) -> Style:
        """Return the declared properties of an element, names and values in lower case."""
        import tinycss2

        normal, important = _attributes(tag), {}  # type: dict[str, str], dict[str, str]
        matching = sorted(self._matching(tag), key=lambda rule: rule.specificity)
        own = tuple(_declarations(tinycss2.parse_blocks_contents(str(tag.get("style") or ""))))
        for declaration in (*(declared for rule in matching for declared in rule.declarations), *own):
            (important if declaration.is_important else normal)[declaration.name] = declaration.value
        return {**normal, **important}

    def _matching(self, tag: Tag) -> Iterator[_Rule]:
        names = [*(f".{name}" for name in tag.get_attribute_list("class") if name), f"#{tag.get('id')}"]
        tried = [rule for key in ("*", tag.name, *names) for rule in self._rules.get(key, ())]
        self._trials += len(tried)
        if self._trials > MOST_TRIALS:
            self.are_complete = False
            return
        yield from (rule for rule in tried if rule.selector.match(tag))

    def _read(self, sheet: str) -> None:
        import tinycss2

        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                declarations = tuple(_declarations(tinycss2.parse_blocks_contents(rule.content)))
                for selector in tinycss2.serialize(rule.prelude).split(","):
                    self._add(selector.strip(), declarations)
            elif rule.type != "at-rule" or rule.lower_at_keyword not in _HARMLESS_RULES:
                self.are_complete = False

    def _add(self, selector: str, declarations: tuple[_Declaration, ...]) -> None:
        import soupsieve
        from soupsieve.util import SelectorSyntaxError

        if "::" in selector:
            # What is put before or behind an element is no text of the page.
            return
        try:
            compiled = soupsieve.compile(selector)
        except (SelectorSyntaxError, ValueError):
            self.are_complete = False
            return
        rule = _Rule(compiled, _specificity(selector), declarations)
        self._rules.setdefault(_key(selector), []).append(rule)


def _key(selector: str) -> str:
    """Return a class, an id or an element that whatever a selector matches has; "*" where it tells none."""
    last = re.split(r"[\s>+~]+", selector)[-1]
    if not selector.isascii() or any(sign in selector for sign in "([\\:"):
        return "*"
    names = _NAME.findall(last)
    return next((name for name in reversed(names) if name != "*"), "*")


def _specificity(selector: str) -> tuple[int, int, int]:
    """Return how many ids, classes and elements a selector names. Source: W3C, Selectors Level 4, section 17."""
    ids, classes, elements = (len(pattern.findall(selector)) for pattern in (_ID, _CLASS, _ELEMENT))
    return ids, classes, elements


def _attributes(tag: Tag) -> dict[str, str]:
    """Return the colours that attributes give, as pages and mails of old do."""
    picture = f"url({tag.get('background')})" if tag.get("background") else None
    found = {"color": tag.get("color") if tag.name == "font" else None, "background-color": picture or tag.get("bgcolor")}
    return {name: str(value).strip().lower() for name, value in found.items() if value}


def _declarations(nodes: list[tinycss2.ast.Node]) -> Iterator[_Declaration]:
    """Yield what a block declares; a new background replaces the colour of an earlier one."""
    import tinycss2

    for node in nodes:
        if node.type == "declaration":
            value = " ".join(tinycss2.serialize(node.value).split()).lower()[:LONGEST_VALUE_CHARS]
            name = "background-color" if node.lower_name == "background" else node.lower_name
            yield _Declaration(name, value, node.important)
