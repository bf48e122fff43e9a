"""The marks inside the lines of reStructuredText."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes

# The roles that docutils reads itself.
_KNOWN = frozenset(
    "emphasis strong literal code math sub sup subscript superscript title-reference title t pep-reference pep rfc-reference "
    "rfc abbreviation ac acronym raw".split()
)
_ROLE = re.compile(r":(?P<role>[\w+.-]{1,40}(?::[\w+.-]{1,40})?):`(?P<text>[^`]{1,400})`")
_TARGET = re.compile(r"\s*<[^<>]*>\s*$")
# Names of things that a person clicks or reads; other roles name code.
_SPOKEN = frozenset("ref doc term abbr guilabel menuselection numref any download dfn index eq cite".split())


def without_unknown_roles(text: str) -> str:
    """Return a text with roles that only Sphinx knows replaced by their text."""
    return _ROLE.sub(_plain_role, text)


def _plain_role(match: re.Match[str]) -> str:
    role, text = match["role"].rsplit(":", 1)[-1], match["text"]
    if role in _KNOWN:
        return match[0]
    text = (_TARGET.sub("", text) or text.strip(" <>")).lstrip("!")
    if text.startswith("~"):
        text = text.rsplit(".", 1)[-1].lstrip("~")
    return text.replace("-->", ">") if role in _SPOKEN else f"``{text}``"


def inline(node: nodes.Node) -> str:
    """Return what a node says on its lines, with the marks of Markdown."""
    name = type(node).__name__
    if name == "Text":
        return str(node.astext())
    if name == "option_argument":
        return f" {node.astext()}"
    if name == "image":
        attributes = node.attributes
        return f"![{attributes.get('alt', '')}]({attributes.get('uri', '')})"
    inner = "".join(inline(child) + ("\n" if type(child).__name__ == "line" else "") for child in node.children)
    match name:
        case "emphasis":
            return f"*{inner}*" if inner else ""
        case "strong":
            return f"**{inner}**" if inner else ""
        case "literal":
            return f"`{node.astext()}`"
        case "math":
            return f"${node.astext()}$"
        case "footnote_reference" | "citation_reference":
            return f"[{inner}]"
        case "reference" if address := node.attributes.get("refuri", ""):
            is_bare = inner in (address, address.removeprefix("mailto:"))
            return inner if is_bare or inner.startswith("![") else f"[{inner}]({address})"
        case "problematic":
            return inner.strip("`|*_")
        case "target" | "raw":
            return inner if name == "target" else ""
    return inner
