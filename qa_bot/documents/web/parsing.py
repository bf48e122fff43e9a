"""Parse HTML whose end tags are left out where the standard allows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

BLOCK_NAMES = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody td tfoot th "
    "thead tr ul caption".split()
)
# How many elements up an open one is looked for that a new one ends.
FARTHEST = 50


class _Ends(NamedTuple):
    """What a new element ends, and within what."""

    ended: frozenset[str]
    scope: frozenset[str]


_CELLS = frozenset({"td", "th"})
_ROW = _Ends(_CELLS | {"tr"}, frozenset({"table"}))
_ENTRY = _Ends(frozenset({"dt", "dd"}), frozenset({"dl"}))
_ENDS: Mapping[str, _Ends] = {
    "li": _Ends(frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": _ENTRY,
    "dd": _ENTRY,
    "option": _Ends(frozenset({"option"}), frozenset({"select"})),
    "td": _Ends(_CELLS, frozenset({"tr", "table"})),
    "th": _Ends(_CELLS, frozenset({"tr", "table"})),
    "tr": _ROW,
    **{name: _Ends(_CELLS | {"tr", "thead", "tbody", "tfoot"}, _ROW.scope) for name in ("thead", "tbody", "tfoot")},
}
_PARAGRAPH = _Ends(frozenset({"p", "head"}), BLOCK_NAMES - {"p"})


def parse_page(markup: str) -> BeautifulSoup:
    """Return the tree of a page."""
    return _page_class()(markup, "html.parser")  # type: ignore[no-any-return]


@cache
def _page_class() -> Any:
    from bs4 import BeautifulSoup

    class Page(BeautifulSoup):
        """A page; a new element ends those that cannot hold it."""

        def handle_starttag(self, name: str, *args: Any, **options: Any) -> Any:
            for ends in filter(None, (_PARAGRAPH if name in BLOCK_NAMES else None, _ENDS.get(name))):
                for ended in _open_within(self.currentTag, ends):
                    self.handle_endtag(ended)
            return super().handle_starttag(name, *args, **options)

    return Page


def _open_within(tag: Any, ends: _Ends) -> list[str]:
    """Return the names of the elements around a place that a new one ends, the innermost first."""
    found: list[str] = []
    for outer in islice(chain((tag,), tag.parents), FARTHEST) if tag is not None else ():
        if outer.name in ends.scope:
            break
        if outer.name in ends.ended:
            found.append(outer.name)
    return found
