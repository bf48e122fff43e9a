"""Read AsciiDoc: its common marks are brought to Markdown."""

import re
from collections.abc import Iterator

from qa_bot.documents.document import Document
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.text_files import markdown_document
from qa_bot.documents.writing import clean, fence, table

_HEADING = re.compile(r"(?P<marks>={1,6}|#{1,6})[^\S\n]+(?P<text>\S.*?)(?:[^\S\n]+=+)?$")
_ATTRIBUTE = re.compile(r":(?P<name>!?[\w-]+!?):[^\S\n]*(?P<value>.*)$")
_DELIMITED = re.compile(r"(?P<mark>-{4,}|\.{4,}|`{3,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--|\|={3,}|,={3,})[^\S\n]*$")
_AUTHOR = re.compile(r"[^\W\d][^\n<>:=|*\[]{1,80}(?:<[^<>\n]{1,100}>)?[^\S\n]*$")
_REVISION = re.compile(r"v?(?P<version>\d[\w.]*)?(?:,[^\S\n]*|^)(?P<date>\d{4}-\d\d-\d\d)?[^\n]*$")
_LIST = re.compile(r"(?P<marks>\*{1,5}|-|\.{1,5}|\d+\.)[^\S\n]+(?P<text>\S.*)$")
_TERM = re.compile(r"(?P<term>\S[^\n]*?)(?P<marks>:{2,4})(?:[^\S\n]+(?P<text>\S.*))?$")
_ADMONITION = re.compile(r"(?P<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION): (?P<text>.*)$")
_BLOCK_NAME = re.compile(r"\[(?P<name>[^\]]*)\]$")
_LINK = re.compile(r"(?:link:|(?=https?://|mailto:))(?P<target>[^\s\[\]]{1,400})\[(?P<text>[^\]\n]{0,300})\]")
_CROSS = re.compile(
    r"<<(?P<target>[^<>,\n]{1,200})(?:,(?P<text>[^<>\n]{1,200}))?>>|xref:[^\s\[\]]{1,200}\[(?P<named>[^\]\n]{0,200})\]"
)
_MACRO = re.compile(r"(?:kbd|btn|menu|footnote|image|icon):{1,2}(?P<target>[^\s\[\]]{0,200})\[(?P<text>[^\]\n]{0,300})\]")
_USED = re.compile(r"\{(?P<name>[\w-]{1,60})\}")
_CELLS = re.compile(r"(?:^|(?<=\s))(?:\d+[+*])?[.<^>]*[a-z]?\|")
# Blocks that are quoted as they are, those whose marks alone are left out, and comments.
_VERBATIM, _COMMENTS = "-.`+", "/"


def read_asciidoc(data: bytes) -> Iterator[Document]:
    """Yield the one document of an AsciiDoc file, its text as Markdown."""
    text, notes = decode_with_notes(data)
    markdown, unread = asciidoc_to_markdown(clean(text))
    yield markdown_document(markdown, (*notes, *unread))


def asciidoc_to_markdown(text: str) -> tuple[str, tuple[str, ...]]:
    """Return AsciiDoc as Markdown, and notes on files that it includes."""
    converter = _Converter(text.split("\n"))
    return converter.convert(), tuple(converter.notes)


class _Converter:
    """Go through the lines once."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._place = 0
        self._out: list[str] = []
        self._values: dict[str, str] = {}
        self._numbers: list[int] = []
        self.notes: list[str] = []

    def convert(self) -> str:
        while self._place < len(self._lines):
            line = self._lines[self._place].rstrip()
            self._place += 1
            self._line(line)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._out)).strip() + "\n"

    def _line(self, line: str) -> None:
        if delimited := _DELIMITED.match(line):
            self._delimited(delimited["mark"])
        elif line.startswith("//") or _is_anchor(line):
            return
        elif attribute := _ATTRIBUTE.match(line):
            self._values[attribute["name"]] = attribute["value"]
        elif line.startswith("include::"):
            self.notes.append(f"the included file {line[9:].split('[')[0]} was not read in its place")
        elif heading := _HEADING.match(line):
            self._numbers = []
            self._out += ["", f"{'#' * len(heading['marks'])} {self._inline(heading['text'])}", ""]
            if heading["marks"] == "=":
                self._stated()
        elif _BLOCK_NAME.match(line):
            self._name(line)
        elif listed := _LIST.match(line.lstrip()):
            self._item(listed["marks"], listed["text"])
        elif line.startswith(".") and len(line) > 1 and line[1] not in ". ":
            self._out += ["", f"**{self._inline(line[1:])}**", ""]
        elif admonition := _ADMONITION.match(line):
            self._out.append(f"{admonition['name'].capitalize()}: {self._inline(admonition['text'])}")
        elif (term := _TERM.match(line)) and "://" not in term["term"]:
            self._term(term)
        else:
            if line and self._out and not self._out[-1]:
                self._numbers = []
            self._out.append("" if line == "+" else self._inline(line.removesuffix(" +")))

    def _stated(self) -> None:
        """Take the lines below the title: the author, and the version with its date."""
        if self._place < len(self._lines) and (author := _AUTHOR.match(self._lines[self._place])):
            self._out.append(f"Author: {author[0].strip()}")
            self._place += 1
            if self._place < len(self._lines) and (revision := _REVISION.match(self._lines[self._place])):
                self._out += [f"{name.capitalize()}: {revision[name]}" for name in ("version", "date") if revision[name]]
                self._place += 1

    def _item(self, marks: str, text: str) -> None:
        """Write an item, numbered by its place in its list."""
        depth = len(marks) - 1 if marks[0] in "*." else 0
        self._numbers = [*self._numbers[: depth + 1], *[0] * (depth + 1 - len(self._numbers))]
        self._numbers[depth] += 1
        mark = f"{self._numbers[depth]}." if marks[0] == "." else "-" if marks[0] in "*-" else marks
        self._out.append(f"{'    ' * depth}{mark} {self._inline(text)}")

    def _name(self, line: str) -> None:
        """Take the name of a block that says what follows; other names of blocks are for the layout."""
        name = line[1:-1].split(",")[0].strip().upper()
        if name in ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"):
            self._out += ["", f"**{name.capitalize()}**", ""]

    def _term(self, match: re.Match[str]) -> None:
        text = match["text"] or self._next_text()
        term = self._inline(match["term"])
        self._out += [f"{term}: {self._inline(text)}" if text else f"**{term}**"]

    def _next_text(self) -> str:
        following = next((i for i in range(self._place, len(self._lines)) if self._lines[i].strip()), len(self._lines))
        line = self._lines[following].strip() if following < len(self._lines) else ""
        if not line or following > self._place + 1 or _LIST.match(line) or _DELIMITED.match(line) or line in ("+", "--"):
            return ""
        self._place = following + 1
        return line

    def _delimited(self, mark: str) -> None:
        if mark[0] not in _VERBATIM + _COMMENTS + "|," or mark == "--":
            self._out.append("")
            return
        end = next((i for i in range(self._place, len(self._lines)) if self._lines[i].rstrip() == mark), len(self._lines))
        inner = self._lines[self._place : end]
        self._place = end + 1
        if mark[0] == "|":
            self._out += ["", self._table(inner), ""]
        elif mark[0] in _VERBATIM + ",":
            self._out += ["", fence("\n".join(inner)), ""]

    def _table(self, lines: list[str]) -> str:
        """Return a table; its width is that of its first line of cells."""
        rows = [[self._inline(cell.strip()) for cell in _CELLS.split(line.strip())[1:]] for line in lines if "|" in line]
        if not rows:
            return ""
        width = max(map(len, rows))
        if all(len(row) == width for row in rows):
            return table(rows)
        flat = [cell for row in rows for cell in row]
        width = len(rows[0]) if len(rows[0]) > 1 else width
        return table([flat[i : i + width] for i in range(0, len(flat), width)])

    def _inline(self, text: str) -> str:
        text = _USED.sub(lambda match: self._values.get(match["name"], match[0]), text)
        text = _LINK.sub(lambda match: f"[{match['text']}]({match['target']})" if match["text"] else match["target"], text)
        text = _CROSS.sub(lambda match: match["text"] or match["named"] or match["target"] or "", text)
        text = _MACRO.sub(lambda match: match["text"] or match["target"], text)
        return re.sub(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])", r"**\1**", text)


def _is_anchor(line: str) -> bool:
    return line.startswith("[[") and line.endswith("]]")
