"""Read MDX: Markdown without its imports, exports and components; what stands inside a component stays."""

import re
from collections.abc import Iterator

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.front_matter import find_front_matter
from qa_bot.documents.text_files import markdown_document
from qa_bot.documents.writing import clean

_FENCE = re.compile(r"[^\S\n]*(?P<mark>`{3,}|~{3,})")
_MODULE = re.compile(r"(?:import\s.+|export\s+(?:default|const|let|var|function|async|class|\{|\*).*)$")
_COMMENT = re.compile(r"\{/\*.*?\*/\}|<!--.*?-->", re.S)
_COMPONENT = re.compile(r"""</?[A-Z][\w.]*(?:[^<>{}"']|"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}){0,400}/?>|</?>""")
_NAMED = re.compile(r"""\s(?:title|label|summary|question|header|heading)=["{'`]+(?P<text>[^"'{}<>`]{1,200})""")
_EXPRESSION = re.compile(r"^[^\S\n]*\{[^{}\n]*\}[^\S\n]*$", re.M)
_ADMONITION = re.compile(
    r"^[^\S\n]*:{3,}[^\S\n]*(?P<name>\w*)(?:\[(?P<title>[^\]\n]*)\]|[^\S\n]+(?P<words>[^\n{]+))?[^\n]*$", re.M
)


def read_mdx(data: bytes) -> Iterator[Document]:
    """Yield the one document of an MDX file, its text as Markdown."""
    text, notes = decode_with_notes(data)
    yield markdown_document(mdx_to_markdown(clean(text)), notes)


def mdx_to_markdown(text: str) -> str:
    """Return MDX as Markdown."""
    front = find_front_matter(text)
    start = front.end if front else 0
    parts = [text[:start]]
    prose: list[str] = []
    mark = ""
    for line in text[start:].split("\n"):
        fence = _FENCE.match(line)
        if mark:
            parts.append(line + "\n")
            if fence and line.strip().startswith(mark) and not line.strip().strip(mark[0]):
                mark = ""
        elif fence:
            parts += [_without_components("\n".join(prose)), "\n" if prose else "", line + "\n"]
            prose, mark = [], fence["mark"]
        else:
            prose.append(line)
    parts.append(_without_components("\n".join(prose)))
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip("\n") + "\n"


def _without_components(text: str) -> str:
    text = _COMMENT.sub("", _without_modules(text))
    text = _EXPRESSION.sub("", _COMPONENT.sub(_heading_of, text))
    return _ADMONITION.sub(_lead, text)


def _lead(match: re.Match[str]) -> str:
    """Return the line above a box; nothing for the line that closes it."""
    words = (match["title"] or match["words"] or match["name"]).strip()
    return f"\n**{words[0].upper()}{words[1:]}**\n" if words else ""


def _heading_of(match: re.Match[str]) -> str:
    """Return what a component shows of its own beside its content."""
    named = _NAMED.search(match[0])
    return f"\n**{named['text'].strip()}**\n" if named and not match[0].startswith("</") else ""


def _without_modules(text: str) -> str:
    """Return a text without its imports and exports, each to the next empty line."""
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        inside = bool(line.strip()) and (inside or bool(_MODULE.match(line)))
        if not inside:
            kept.append(line)
    return "\n".join(kept)
