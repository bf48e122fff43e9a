"""The marks inside the lines of reStructuredText."""

from __future__ import annotations

import re
import sys
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

_SUBSTITUTION = re.compile(r"^[^\S\n]*\.\.[^\S\n]+\|(?P<name>[^|\n]{1,200})\|(?P<body>[^\n]*(?:\n[^\S\n]+[^\n]*)*)", re.M)
_REFERENCE = re.compile(r"\|([^|\n]{1,200})(?=\|)")
# Substitutions inside substitutions that a person wrote are not so deep.
DEEPEST_SUBSTITUTION = 20


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


def substituted_chars(text: str) -> int:
    """Return how many characters the substitutions of a text (|name|) stand for; a number without end where they go too deep."""
    found = {_named(match["name"]): match["body"] for match in _SUBSTITUTION.finditer(text)}
    inner = {name: [key for key in map(_named, _REFERENCE.findall(body)) if key in found] for name, body in found.items()}
    sizes = {name: len(body) for name, body in found.items()}
    for _ in range(DEEPEST_SUBSTITUTION):
        larger = {name: len(found[name]) + sum(sizes[key] for key in keys) for name, keys in inner.items()}
        if larger == sizes:
            return sum(sizes.get(_named(name), 0) for name in _REFERENCE.findall(text))
        sizes = larger
    return sys.maxsize


def _named(name: str) -> str:
    return " ".join(name.split()).casefold()


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
