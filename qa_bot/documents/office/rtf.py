"""Read Rich Text Format (.rtf): paragraphs, headings by their outline, lists, tables, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.office.properties import real_date, real_title, with_metadata
from qa_bot.documents.office.rtf_tokens import CHARACTER_SETS, Token, tokens_of
from qa_bot.documents.writing import Draft, compose, heading, looks_like_header, one_line, paragraph, table

DEEPEST = 500
MAX_BOLD_HEADING_WORDS = 12
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
_NUMBER = re.compile(r"(\d{1,6})[.)]?$")


@dataclass(frozen=True)
class _State:
    """What holds within a group."""

    skips: bool = False
    kind: str = ""
    hidden: bool = False
    bold: bool = False
    encoding: str = "cp1252"
    unicode_skip: int = 1


@dataclass
class _Target:
    """A paragraph in the making, and the cells and rows of a table in the making."""

    text: list[str] = field(default_factory=list)
    bold: bool = True
    label: str = ""
    level: int = 0
    outline: int | None = None
    in_table: bool = False
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def read_rtf(data: bytes) -> Iterator[Document]:
    """Yield the one document of a Rich Text file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFileError("it is no Rich Text file")
    reader = _Reader(data)
    reader.read()
    text, blocks = compose(reader.draft.blocks(), dict.fromkeys(reader.furniture))
    notes = ("text that the document hides was not read",) if reader.has_hidden else ()
    yield with_metadata(Document(text=text, blocks=blocks, notes=notes), reader.title, reader.date)


class _Reader:
    """Follow the words of a file and write what they say."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._fonts: dict[int, str] = {}
        self._outlines: dict[int, int] = {}
        self._state = _State()
        self._stack: list[_State] = []
        self._target = _Target()
        self._bytes = b""
        self._to_skip = 0
        self._high = 0
        self._notes: list[str] = []
        self._note: list[str] = []
        self.draft = Draft()
        self.furniture: list[str] = []
        self.title: str | None = None
        self.date: str | None = None
        self.has_hidden = False

    def read(self) -> None:
        """Read the whole file."""
        self._read_head()
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
        self._end_paragraph()
        self._end_table()

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
            self._notes.append(said)
        elif ended.kind == "annotation" and said:
            self._notes.append(f"[Comment] {said}")
        elif ended.kind == "edge" and any(c.isalpha() for c in said):
            self.furniture.append(said)
        elif ended.kind == "label":
            self._target.label = said

    def _control(self, name: str, number: int | None) -> None:
        if name == "u" and number is not None:
            self._unicode(number % 65536)
            return
        self._flush()
        if name in _TEXTS:
            self._say(_TEXTS[name])
        elif name in ("par", "sect"):
            self._say("\n") if self._state.kind else self._end_paragraph()
        elif name in ("cell", "row") and not self._state.kind:
            self._end_cell() if name == "cell" else self._end_row()
        elif not self._state.kind and name in ("pard", "intbl", "outlinelevel", "s", "ilvl"):
            self._lay_out(name, number)
        else:
            self._set(name, number)

    def _end_cell(self) -> None:
        self._target.cells.append(one_line("".join(self._target.text)))
        self._target.text, self._target.label = [], ""

    def _end_row(self) -> None:
        self._target.rows.append(self._target.cells)
        self._target.cells = []

    def _lay_out(self, name: str, number: int | None) -> None:
        """Take what a control says of the paragraph."""
        target = self._target
        match name:
            case "pard":
                target.in_table, target.outline, target.level = False, None, 0
            case "intbl":
                target.in_table = True
            case "ilvl":
                target.level = number or 0
            case "outlinelevel":
                target.outline = number if number is not None and number < 9 else None
            case "s" if number in self._outlines:
                target.outline = self._outlines[number]

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
            case "f" if number in self._fonts:
                self._state = replace(state, encoding=self._fonts[number])
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
            self._target.text.append(text)
            self._target.bold = self._target.bold and (self._state.bold or not text.strip())

    def _end_paragraph(self) -> None:
        target = self._target
        text = paragraph("".join(target.text))
        if target.in_table or target.cells:
            target.text.append(" ")
            return
        label, bold, target.text, target.label, target.bold = target.label, target.bold, [], "", True
        if text:
            self._end_table()
            self._write(text, label, bold)
        notes, self._notes = self._notes, []
        for number, note in enumerate(notes, 1):
            self.draft.add(note if note.startswith("[Comment]") else f"[{number}] {note}")

    def _write(self, text: str, label: str, bold: bool) -> None:
        is_short = "\n" not in text and len(text.split()) <= MAX_BOLD_HEADING_WORDS and not text.endswith((".", ",", ";"))
        if self._target.outline is not None:
            self.draft.add(heading(self._target.outline + 1, f"{label} {text}" if label[:1].isdigit() else text))
        elif label:
            mark = f"{match[1]}." if (match := _NUMBER.match(label)) else "-"
            is_plain = mark != "-" or not any(c.isalnum() for c in label)
            self.draft.add_item(self._target.level, mark, text if is_plain else f"{label} {text}")
        else:
            self.draft.add("**" + text.replace("*", "") + "**" if bold and is_short else text)

    def _end_table(self) -> None:
        rows, self._target.rows = self._target.rows, []
        if rows:
            self.draft.add(table(rows, has_header=looks_like_header(rows)))

    def _read_head(self) -> None:
        """Take the fonts' encodings, the outline of the styles, title and date out of the head of the file."""
        head = self._data[:500_000].decode("latin-1")
        if match := re.search(r"\\ansicpg(\d{3,5})", head):
            self._state = replace(self._state, encoding=_codec(f"cp{match[1]}"))
        for font in re.finditer(r"\\f(\d+)[^{};]{0,80}\\fcharset(\d+)", head):
            self._fonts[int(font[1])] = (
                CHARACTER_SETS.get(int(font[2]), self._state.encoding) if font[2] != "0" else self._state.encoding
            )
        for style in re.finditer(r"\{\\s(\d+)([^{}]{0,600})", head):
            if level := re.search(r"\\outlinelevel(\d)|(?i:heading) (\d);", style[2]):
                self._outlines[int(style[1])] = int(level[1]) if level[1] else int(level[2]) - 1
        if match := re.search(r"\{\\title ([^{}\\]{1,300})\}", head):
            self.title = real_title(match[1].encode("latin-1").decode(self._state.encoding, "replace"))
        days = [re.search(rf"\{{\\{name}\\yr(\d+)\\mo(\d+)\\dy(\d+)", head) for name in ("creatim", "revtim")]
        made, changed = (f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else None for day in days)
        self.date = real_date(made, changed)


def _codec(name: str) -> str:
    try:
        "".encode(name)
        return name
    except LookupError:
        return "cp1252"
