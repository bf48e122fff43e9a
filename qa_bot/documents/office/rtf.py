"""Read Rich Text Format (.rtf): paragraphs, headings by their outline, lists, tables, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.properties import with_metadata
from qa_bot.documents.office.rtf_head import DEFAULT_ENCODING, read_head
from qa_bot.documents.office.rtf_paragraphs import Paragraphs
from qa_bot.documents.office.rtf_tokens import Token, tokens_of
from qa_bot.documents.writing import compose, one_line

DEEPEST = 500
# What holds no text of the document. Groups that begin with \* and are not known are of that kind too.
_LEFT_OUT = frozenset(
    "fonttbl colortbl stylesheet info pict object listtable listoverridetable revtbl rsidtbl generator themedata colorschememapping "
    "datastore latentstyles xmlnstbl pgdsctbl fldinst nonshppict private bkmkstart bkmkend mmathPr atnid atnref atntime atndate "
    "header footer headerl headerr headerf footerl footerr footerf pntext listtext pntxta pntxtb shpinst deleted".split()
)
_READ = frozenset({"shptxt", "annotation", "atnauthor", "footnote", "fldrslt", "pntext", "listtext"})
_EDGES = re.compile(r"(?:header|footer)[lrf]?$")
_TEXTS = {
    "tab": " ", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—",
    "bullet": "•", "emspace": " ", "enspace": " ", "page": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "_": "-", "-": ""}


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    skips: bool = False
    kind: str = ""
    hidden: bool = False
    bold: bool = False
    encoding: str = DEFAULT_ENCODING
    unicode_skip: int = 1


def read_rtf(data: bytes) -> Iterator[Document]:
    """Yield the one document of a Rich Text file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFileError("it is no Rich Text file")
    reader = _Reader(data)
    reader.read()
    text, blocks = compose(reader.paragraphs.draft.blocks(), dict.fromkeys(reader.furniture))
    notes = ("text that the document hides was not read",) if reader.has_hidden else ()
    yield with_metadata(Document(text=text, blocks=blocks, notes=notes), reader.head.title, reader.head.date)


class _Reader:
    """Follow the words of a file and write what they say."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.head = read_head(data)
        self._state = _State(encoding=self.head.encoding)
        self._stack: list[_State] = []
        self._bytes = b""
        self._to_skip = 0
        self._high = 0
        self._note: list[str] = []
        self.paragraphs = Paragraphs(self.head.outlines)
        self.furniture: list[str] = []
        self.has_hidden = False

    def read(self) -> None:
        """Read the whole file."""
        starred = opened = False
        for token in tokens_of(self._data):
            if token.kind == "open":
                self._flush()
                if len(self._stack) >= DEEPEST:
                    raise UnreadableFileError("its groups are nested too deeply")
                self._stack.append(self._state)
                opened, starred = True, False
                continue
            if token.kind == "symbol" and token.name == "*" and opened:
                starred = True
                continue
            self._take(token, opened, starred)
            opened = starred = False
        self._flush()
        self.paragraphs.end_paragraph()
        self.paragraphs.end_table()

    def _take(self, token: Token, opened: bool, starred: bool) -> None:
        match token.kind:
            case "close":
                self._close()
            case "control":
                if opened and self._destination(token.name, starred):
                    return
                self._control(token.name, token.number)
            case "symbol":
                self._flush()
                self._say(_SYMBOLS.get(token.name, token.name if token.name in "\\{}" else ""))
                if token.name in "\r\n":
                    self._control("par", None)
            case "text":
                skipped, self._to_skip = min(self._to_skip, len(token.data)), max(self._to_skip - len(token.data), 0)
                if not self._state.skips:
                    self._bytes += token.data[skipped:]

    def _destination(self, name: str, starred: bool) -> bool:
        """Begin a group of a kind of its own; tell whether the control that opened it is used up."""
        if self._state.skips:
            return True
        if name in ("footnote", "annotation"):
            self._state = replace(self._state, kind=name, hidden=False, bold=False)
            return True
        if name in ("pntext", "listtext"):
            self._state = replace(self._state, kind="label")
            return True
        if _EDGES.match(name):
            self._state = replace(self._state, kind="edge")
            return True
        if name in _LEFT_OUT or (starred and name not in _READ):
            self._state = replace(self._state, skips=name != "shpinst")
            return True
        return name in _READ

    def _close(self) -> None:
        self._flush()
        ended = self._state
        self._state = self._stack.pop() if self._stack else _State()
        if ended.kind == self._state.kind:
            return
        said, self._note = one_line("".join(self._note)), []
        if ended.kind == "footnote" and said:
            self.paragraphs.note(said)
        elif ended.kind == "annotation" and said:
            self.paragraphs.note(f"[Comment] {said}")
        elif ended.kind == "edge" and any(c.isalpha() for c in said):
            self.furniture.append(said)
        elif ended.kind == "label":
            self.paragraphs.label = said

    def _control(self, name: str, number: int | None) -> None:
        if name == "u" and number is not None:
            self._unicode(number % 65536)
            return
        self._flush()
        if name in _TEXTS:
            self._say(_TEXTS[name])
        elif name in ("par", "sect"):
            self._say("\n") if self._state.kind else self.paragraphs.end_paragraph()
        elif name in ("cell", "row") and not self._state.kind:
            self.paragraphs.end_cell() if name == "cell" else self.paragraphs.end_row()
        elif not self._state.kind and name in ("pard", "intbl", "outlinelevel", "s", "ilvl"):
            self.paragraphs.lay_out(name, number)
        else:
            self._set(name, number)

    def _set(self, name: str, number: int | None) -> None:
        """Take what a control says of the letters that follow in its group."""
        state = self._state
        match name:
            case "plain":
                self._state = replace(state, bold=False, hidden=False)
            case "b":
                self._state = replace(state, bold=number != 0)
            case "v" | "deleted":
                self._state = replace(state, hidden=number != 0)
            case "f" if number is not None and number in self.head.fonts:
                self._state = replace(state, encoding=self.head.fonts[number])
            case "uc":
                self._state = replace(state, unicode_skip=max(number or 0, 0))

    def _unicode(self, code: int) -> None:
        self._flush()
        self._to_skip = self._state.unicode_skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._say(chr(code))

    def _flush(self) -> None:
        data, self._bytes = self._bytes, b""
        if data:
            self._say(data.decode(self._state.encoding, "replace"))

    def _say(self, text: str) -> None:
        if not text or self._state.skips:
            return
        if self._state.hidden:
            self.has_hidden = self.has_hidden or bool(text.strip())
        elif self._state.kind:
            self._note.append(text)
        else:
            self.paragraphs.say(text, self._state.bold)
