"""Read reStructuredText: docutils parses it, and its tree is brought to Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import TYPE_CHECKING

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.markup.rst_inline import inline, substituted_chars, without_unknown_roles
from qa_bot.documents.text_files import markdown_document
from qa_bot.documents.writing import clean, fence, heading, item, one_line, paragraph, table

if TYPE_CHECKING:
    from docutils import nodes

# docutils reads some hundred kilobytes a second; what is longer is read as plain text would be.
MOST_CHARS = 1_000_000
# Its time grows with the square of the marks in a paragraph.
MOST_PARAGRAPH_CHARS = 10_000
# Directives inside directives that docutils does not know are read down to this depth.
DEEPEST = 4
_SETTINGS = {
    "report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "raw_enabled": False, "_disable_config": True,
    "syntax_highlight": "none", "smart_quotes": False, "doctitle_xform": False, "docinfo_xform": False,
    "line_length_limit": MOST_CHARS, "input_encoding": "unicode",
}  # fmt: skip
_DIRECTIVE = re.compile(r"\.\.[^\S\n]+(?:\|[^|\n]{1,80}\|[^\S\n]+)?(?P<name>[\w:.+-]+?)::(?P<argument>[^\n]*)\n?")
_PROSE = re.compile(r"(?:^\S[^\n]*\n?)+", re.M)
_OPTION = re.compile(r"[^\S\n]*:[\w -]{1,40}:[^\n]*\n?")
# Lists of other files: what they name is read from those files.
_LISTS_OF_FILES = frozenset({"toctree", "include", "contents", "automodule", "autoclass", "autofunction"})
_LEFT_OUT = frozenset({"comment", "substitution_definition", "target", "pending", "meta", "raw", "decoration"})


def read_rst(data: bytes) -> Iterator[Document]:
    """Yield the one document of a reStructuredText file, its text as Markdown."""
    text, notes = decode_with_notes(data)
    if max(len(text), substituted_chars(text)) > MOST_CHARS or any(
        len(match[0]) > MOST_PARAGRAPH_CHARS for match in _PROSE.finditer(text)
    ):
        yield markdown_document(clean(text), (*notes, "it is too long to read its marks: it was read as Markdown"))
        return
    yield markdown_document(rst_to_markdown(text), notes)


def rst_to_markdown(text: str) -> str:
    """Return a reStructuredText as Markdown."""
    return clean("\n\n".join(_Writer(0).blocks([_parse(text)], 1)))


def _parse(text: str) -> nodes.document:
    from docutils.core import publish_doctree

    return publish_doctree(without_unknown_roles(text), settings_overrides=_SETTINGS)


class _Writer:
    """Write the nodes of a tree as blocks of Markdown."""

    def __init__(self, depth: int) -> None:
        self._depth = depth

    def blocks(self, found: Sequence[nodes.Node], level: int) -> list[str]:
        """Return the blocks of nodes; a heading among them has that level."""
        return [block for node in found for block in self._block(node, level) if block.strip()]

    def _block(self, node: nodes.Node, level: int) -> Iterator[str]:
        children = list(node.children)
        match type(node).__name__:
            case "title":
                yield heading(level, inline(node))
            case "section":
                yield heading(level, inline(children[0]))
                yield from self.blocks(children[1:], level + 1)
            case "paragraph" | "caption" | "attribution" | "rubric":
                yield paragraph(inline(node))
            case "literal_block" | "doctest_block" | "math_block":
                yield fence(node.astext())
            case "line_block":
                yield "  \n".join(line for line in inline(node).split("\n") if line.strip())
            case "bullet_list":
                yield "\n".join(item("-", self.blocks(child.children, 6)) for child in children)
            case "enumerated_list":
                first = int(node.attributes.get("start", 1))
                marked = (item(f"{number}.", self.blocks(child.children, 6)) for number, child in enumerate(children, first))
                yield "\n".join(marked)
            case "definition_list" | "option_list" | "field_list":
                yield from self._terms(children)
            case "table":
                yield from self._table(node)
            case "image":
                yield inline(node)
            case "footnote" | "citation":
                label, *rest = children
                yield paragraph(f"[{label.astext()}] " + "\n\n".join(self.blocks(rest, level)))
            case "topic" if "contents" in node.attributes.get("classes", ()):
                return
            case "system_message":
                yield from self._unknown(node, level)
            case "Text":
                yield paragraph(node.astext())
            case name if name not in _LEFT_OUT:
                yield from self._named(node, name, level)

    def _named(self, node: nodes.Node, name: str, level: int) -> Iterator[str]:
        """Yield the blocks of an admonition after its name, of anything else as they are."""
        from docutils import nodes

        inner = self.blocks(node.children, level)
        if isinstance(node, nodes.Admonition) and name != "admonition" and inner:
            inner[0] = f"{name.capitalize()}: {inner[0]}"
        yield from inner

    def _terms(self, children: Sequence[nodes.Node]) -> Iterator[str]:
        """Yield "term: definition" lines where they are short, else the term in bold above its definition."""
        lines: list[str] = []
        for child in children:
            *terms, body = child.children
            term = one_line(", ".join(inline(option) for part in terms for option in _options(part)))
            inner = self.blocks(body.children, 6)
            if len(inner) == 1 and "\n" not in inner[0] and len(term) <= 40 and not inner[0].startswith(("```", "- ", "1. ")):
                lines.append(f"{term}: {inner[0]}")
                continue
            yield "\n".join(lines)
            lines = []
            yield f"**{term}**"
            yield from inner
        yield "\n".join(lines)

    def _table(self, node: nodes.Node) -> Iterator[str]:
        from docutils import nodes

        for title in node.findall(nodes.title):
            yield paragraph(inline(title))
        rows = [
            [one_line(" ".join(self.blocks(entry.children, 6))) for entry in row.children] for row in node.findall(nodes.row)
        ]
        yield table(rows, has_header=any(True for _ in node.findall(nodes.thead)))

    def _unknown(self, node: nodes.Node, level: int) -> Iterator[str]:
        """Yield what a directive that docutils does not know holds."""
        source = next((child.astext() for child in node.children if type(child).__name__ == "literal_block"), "")
        match = _DIRECTIVE.match(source)
        if not match or self._depth >= DEEPEST or match["name"] in _LISTS_OF_FILES:
            return
        body = source[match.end() :]
        while option := _OPTION.match(body):
            body = body[option.end() :]
        name, argument = match["name"], match["argument"].strip()
        is_code = "code" in name or "prompt" in name or name in ("highlight", "graphviz", "mermaid")
        if argument and not is_code:
            yield f"{name}: {argument}" if name.isalpha() and not argument.endswith(")") else f"`{argument}`"
        inner = dedent(body)
        if is_code:
            yield fence(inner)
        elif inner.strip():
            yield from _Writer(self._depth + 1).blocks(_parse(inner).children, level)


def _options(node: nodes.Node) -> Sequence[nodes.Node]:
    return node.children if type(node).__name__ == "option_group" else [node]
