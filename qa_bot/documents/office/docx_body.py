"""Walk the body of a Word file: paragraphs, items, tables, text boxes, with the notes that belong to them."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qa_bot.documents.office.docx_styles import Numbering, Styles
from qa_bot.documents.office.package import is_on, value_of
from qa_bot.documents.office.walking import DEEPEST, Walk
from qa_bot.documents.writing import Draft, heading, looks_like_header, one_line, paragraph, table

MAX_BOLD_HEADING_WORDS = 12
MIN_ALT_WORDS = 3
MAX_SPAN = 100
# Styles that mark no row of a table.
_PLAIN_STYLES = frozenset({"TableGrid", "TableNormal", "PlainTable", "Tabellenraster", "Grilledutableau", "Tablaconcuadrcula"})
_NUMBER = re.compile(r"(\d{1,9})[.)]$")
# Taken back, moved away from here, or no content.
_LEFT_OUT = frozenset(
    "del moveFrom delText instrText sectPr pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr Fallback rt".split()
)
_TEXTS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}


class Body(Walk):
    """Write the content of a Word file into blocks of Markdown.

    `comments` are notes too: their keys begin with "c".
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[str, Element]) -> None:
        super().__init__()
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._note_numbers: dict[str, int] = {}

    def other_notes(self) -> list[str]:
        """Return the notes that nothing referred to so far."""
        draft = Draft()
        for key in list(self._notes):
            self._note(key, draft)
        return draft.blocks()

    def _write_child(self, child: Element, draft: Draft, depth: int) -> None:
        if child.tag == "p":
            self._paragraph(child, draft, depth)
        elif child.tag == "tbl":
            self._table(child, draft, depth)
        elif child.tag == "altChunk":
            self.left_out.add("a document that is embedded in this one was not read")
        elif child.tag == "AlternateContent":
            self._write(_alternative(child), draft, depth + 1)
        elif child.tag not in _LEFT_OUT:
            self._write(child, draft, depth + 1)

    def _paragraph(self, element: Element, draft: Draft, depth: int) -> None:
        properties = element.find("pPr")
        if self._styles.is_contents(properties):
            return
        pieces: list[str] = []
        boxes: list[Element] = []
        notes: list[str] = []
        self._runs(element, pieces, boxes, notes, is_shaded(properties) or depth > 0, 0)
        text = paragraph("".join(pieces))
        level = self._styles.heading_level(properties)
        number = self._styles.number(properties) if text else None
        label = self._numbering.label(number) if number else None
        if level is not None:
            draft.add(heading(level, f"{label.text} {text}" if label and label.text else text))
        elif label is not None:
            mark = f"{match[1]}." if (match := _NUMBER.match(label.text)) else "-"
            draft.add_item(label.level, mark, text if match or not label.text else f"{label.text} {text}")
        elif is_bold_heading(element, text):
            draft.add("**" + text.replace("*", "") + "**")
        else:
            draft.add(text)
        for box in boxes:
            self._write(box, draft, depth + 1)
        for note in notes:
            self._note(note, draft)

    def _runs(
        self, parent: Element, pieces: list[str], boxes: list[Element], notes: list[str], shaded: bool, depth: int
    ) -> None:
        """Collect the text of a paragraph, and the boxes and notes that hang on it."""
        if depth > DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == "t":
                pieces.append(child.text or "")
            elif tag in _TEXTS:
                pieces.append("" if child.get("type") == "page" else _TEXTS[tag])
            elif tag in ("footnoteReference", "endnoteReference", "commentReference"):
                notes.append(tag[0] + child.get("id", ""))
            elif tag == "txbxContent":
                boxes.append(child)
            elif tag == "docPr":
                said = one_line(child.get("descr", ""))
                pieces.append(f" {said} " if len(said.split()) >= MIN_ALT_WORDS and "generated" not in said else "")
            elif tag == "r" and self._is_unseen(child.find("rPr"), shaded):
                self.left_out.add("text that the document hides was not read")
            elif tag == "AlternateContent":
                self._runs(_alternative(child), pieces, boxes, notes, shaded, depth + 1)
            elif tag not in _LEFT_OUT and tag not in ("p", "tbl"):
                self._runs(child, pieces, boxes, notes, shaded, depth + 1)

    def _is_unseen(self, properties: Element | None, shaded: bool) -> bool:
        """Tell whether nobody sees a run: hidden, too small, or white where nothing darker lies below."""
        size = value_of(properties, "sz") or ""
        is_white = (value_of(properties, "color") or "").upper() == "FFFFFF"
        return (
            self._styles.is_hidden(properties)
            or (size.isdecimal() and int(size) <= 2)
            or (is_white and not shaded and not is_shaded(properties) and not is_on(properties, "highlight"))
        )

    def _note(self, key: str, draft: Draft) -> None:
        note = self._notes.pop(key, None)
        if note is None:
            return
        text = self.text(note)
        if key.startswith("c"):
            author = one_line(note.get("author", ""))
            draft.add(f"[Comment by {author}] {text}" if author and text else text)
        elif text:
            number = self._note_numbers.setdefault(key, len(self._note_numbers) + 1)
            draft.add(f"[{number}] {text}")

    def _table(self, element: Element, draft: Draft, depth: int) -> None:
        rows = list(_parts(element, "tr", depth))
        grid: list[list[str]] = []
        within: list[str] = []
        for row in rows:
            above = grid[-1] if grid else []
            grid.append(self._cells(row, above, within, depth))
        if max(map(len, grid), default=0) <= 1:
            for row in rows:
                for cell in _parts(row, "tc", depth):
                    self._write(cell, draft, depth + 1)
            return
        draft.add(table(grid, has_header=_has_header(element, rows, grid)))
        for inner in within:
            draft.add(inner)

    def _cells(self, row: Element, above: list[str], within: list[str], depth: int) -> list[str]:
        """Return a row's texts; tables within its cells are added to `within`."""
        line = [""] * min(int(value_of(row, "trPr/gridBefore") or 0), MAX_SPAN)
        for cell in _parts(row, "tc", depth):
            properties = cell.find("tcPr")
            wide = min(max(int(value_of(properties, "gridSpan") or 1), 1), MAX_SPAN)
            is_below = value_of(properties, "vMerge") in ("", "continue")
            inner = Draft()
            if not is_below:
                self._write(cell, inner, depth + 1)
            blocks = inner.blocks()
            within += [block for block in blocks if block.startswith("|")]
            text = one_line(" ".join(_unmarked(block) for block in blocks if not block.startswith("|")))
            line += [above[len(line)] if is_below and len(line) < len(above) else text] * wide
        return line


def is_shaded(properties: Element | None) -> bool:
    """Tell whether a run, a paragraph or a cell has a ground of its own."""
    return value_of(properties, "shd") is not None


def is_bold_heading(element: Element, text: str) -> bool:
    """Tell whether a paragraph is one bold line that heads what follows."""
    runs = [run for run in element.iter("r") if any((part.text or "").strip() for part in run.iter("t"))]
    is_short = "\n" not in text and len(text.split()) <= MAX_BOLD_HEADING_WORDS and not text.endswith((".", ",", ";"))
    return bool(text) and is_short and bool(runs) and all(is_on(run.find("rPr"), "b") for run in runs)


def _has_header(element: Element, rows: list[Element], grid: list[list[str]]) -> bool:
    if is_on(rows[0], "trPr/tblHeader") or looks_like_header(grid):
        return True
    if len(grid) < 2 or not all(grid[0]) or len(set(grid[0])) < len(grid[0]):
        return False
    look = element.find("tblPr/tblLook")
    style = value_of(element, "tblPr/tblStyle") or "TableGrid"
    if style not in _PLAIN_STYLES and look is not None and _marks_first_row(look):
        return True
    first, second = (list(_parts(row, "tc", 0)) for row in rows[:2])
    return _are_marked(first) and not _are_marked(second)


def _marks_first_row(look: Element) -> bool:
    """Tell whether a table asks its style to mark the first row: by an attribute, or by a bit of the older form."""
    said = look.get("val", "0")
    bits = int(said, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", said) else 0
    return look.get("firstRow") in ("1", "true", "on") or (look.get("firstRow") is None and bool(bits & 0x20))


def _are_marked(cells: list[Element]) -> bool:
    """Tell whether all cells of a row are bold or shaded."""
    return all(
        is_shaded(cell.find("tcPr")) or all(is_on(run.find("rPr"), "b") for run in cell.iter("r") if run.find("t") is not None)
        for cell in cells
    )


def _parts(parent: Element, tag: str, depth: int) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those too that stand in a content control or were inserted."""
    for child in parent:
        if child.tag == tag:
            if child.find("trPr/del") is None:
                yield child
        elif (
            child.tag not in _LEFT_OUT
            and depth < DEEPEST
            and child.tag in ("sdt", "sdtContent", "ins", "customXml", "smartTag")
        ):
            yield from _parts(child, tag, depth + 1)


def _alternative(element: Element) -> Element:
    """Return the first of several forms of the same content that holds text."""
    forms = list(element)
    return next((form for form in forms if next(form.iter("t"), None) is not None), forms[0] if forms else element)


def _unmarked(block: str) -> str:
    """Return a block as it reads within a cell: without the marks of headings, items and bold lines."""
    return " ".join(re.sub(r"^(?:- |#+ |\*\*)|\*\*$", "", line.strip()) for line in block.split("\n"))
