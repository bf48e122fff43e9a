"""What a reader of a page opens with a click: accordions and tabs, a control with the panel that it shows.

A panel is told by its control: by the name that the control has for it (`aria-controls` and the like), or by its place right
behind it. A control that names no panel and says nothing of itself must be one of several, or ask something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# Attributes in which a control names its panel, with "#" or without.
_NAMES_PANEL = ("aria-controls", "data-bs-target", "data-target", "href")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CONTROLS = frozenset({"button", "a", "div", "span", "p", "dt", "li", *_HEADINGS})
# A control is no more than this many elements within the one that its panel stands behind.
DEEPEST_CONTROL = 3
FEWEST_UNMARKED = 2
MOST_CONTROL_CHARS = 300


class _Pair(NamedTuple):
    control: Tag
    panel: Tag


def open_disclosures(soup: BeautifulSoup, hidden: Sequence[Tag]) -> frozenset[int]:
    """Write the controls of a page so that they head their panels; return the ids of the panels, which can be seen.

    `hidden` are the elements that nobody sees as the page is loaded.
    """
    pairs = [*_marked(soup), *_unmarked(hidden)]
    for control, _ in pairs:
        if any(outer.name in _HEADINGS for outer in control.parents):
            control.name = "span"
        elif control.name not in _HEADINGS:
            control.name = "summary"
    return frozenset(id(panel) for _, panel in pairs)


def _marked(soup: BeautifulSoup) -> Iterator[_Pair]:
    """Yield the controls that say so themselves."""
    named = {str(tag["id"]): tag for tag in reversed(soup.find_all(id=True))}
    for control in soup.find_all(True):
        is_tab = control.get("role") == "tab"
        if not (is_tab or control.has_attr("aria-expanded")) or control.has_attr("aria-haspopup") or not _may_head(control):
            continue
        panel = _named(named, control) or (None if is_tab else _behind(control))
        if panel is not None:
            yield _Pair(control, panel)


def _unmarked(hidden: Sequence[Tag]) -> list[_Pair]:
    """Return hidden elements behind something that a click on may open: several, or such as answer a question."""
    found = []
    for panel in hidden:
        control = _innermost(panel.find_previous_sibling(True))
        if control is not None and control.name in _CONTROLS and _may_head(control) and panel.get_text(strip=True):
            found.append(_Pair(control, panel))
    asked = [pair for pair in found if pair.control.get_text().rstrip().endswith("?")]
    buttons = [pair for pair in found if pair.control.name == "button"]
    return [pair for kind in (asked, buttons) if len(kind) >= FEWEST_UNMARKED for pair in kind]


def _may_head(control: Tag) -> bool:
    return 0 < len(control.get_text(strip=True)) <= MOST_CONTROL_CHARS and not control.find_parent(["nav", "form", "header"])


def _named(named: Mapping[str, Tag], control: Tag) -> Tag | None:
    for attribute in _NAMES_PANEL:
        found = named.get(str(control.get(attribute) or "").lstrip("#"))
        if found is not None and found not in control.parents:
            return found
    return None


def _behind(control: Tag) -> Tag | None:
    """Return the element right behind a control, or behind what holds nothing but the control."""
    outer: Tag | None = control
    for _ in range(DEEPEST_CONTROL):
        if outer is None:
            return None
        panel = outer.find_next_sibling(True)
        if panel is not None:
            return panel
        outer = outer.parent
    return None


def _innermost(tag: Tag | None) -> Tag | None:
    """Return the control within an element that holds nothing else."""
    while tag is not None and len(inner := tag.find_all(True, recursive=False)) == 1:
        if inner[0].get_text(strip=True) != tag.get_text(strip=True):
            break
        tag = inner[0]
    return tag
