"""Walk the content of an OpenDocument file: headings, paragraphs, lists, tables, notes."""

from xml.etree.ElementTree import Element

from qa_bot.documents.office.odf_styles import OdfStyles
from qa_bot.documents.office.walking import DEEPEST, Walk
from qa_bot.documents.writing import Draft, heading, looks_like_header, one_line, paragraph, table

MAX_BOLD_HEADING_WORDS = 12
MAX_REPEATED = 100
_LEFT_OUT = frozenset(
    "tracked-changes table-of-content forms sequence-decls variable-decls user-field-decls scripts font-face-decls automatic-styles desc title "
    "annotation-end change change-start change-end bookmark bookmark-start bookmark-end soft-page-break".split()
)
_PAGE_FIELDS = frozenset({"page-number", "page-count"})


class Body(Walk):
    """Write the content of an OpenDocument file into blocks of Markdown."""

    def __init__(self, styles: OdfStyles) -> None:
        super().__init__()
        self._styles = styles
        self._notes = 0

    def _write_child(self, child: Element, draft: Draft, depth: int) -> None:
        match child.tag:
            case "h":
                level = child.get("outline-level", "1")
                self._paragraph(child, draft, depth, int(level) if level.isdecimal() else 1)
            case "p":
                self._paragraph(child, draft, depth, None)
            case "list":
                self._list(child, draft, 0, depth, child.get("style-name", ""))
            case "table":
                self._table(child, draft, depth)
            case tag if tag in _LEFT_OUT:
                pass
            case _:
                self._write(child, draft, depth + 1)

    def _paragraph(self, element: Element, draft: Draft, depth: int, level: int | None) -> None:
        text, boxes, notes = self._line(element)
        style = element.get("style-name", "")
        if level is None and style == "Title":
            level = 1
        if level is not None:
            draft.add(heading(level, text))
        elif self._styles.is_hidden(style):
            self.left_out.add("text that the document hides was not read")
        elif self._is_bold_heading(element, text):
            draft.add("**" + text.replace("*", "") + "**")
        else:
            draft.add(paragraph(text))
        self._attached(boxes, notes, draft, depth)

    def _attached(self, boxes: list[Element], notes: list[Element], draft: Draft, depth: int) -> None:
        """Add the boxes and notes that hang on a paragraph below it."""
        for box in boxes:
            self._write(box, draft, depth + 1)
        for note in notes:
            body = note if note.tag == "annotation" else note.find("note-body")
            author = one_line(note.findtext("creator") or "")
            for meta in [part for part in note if part.tag in ("creator", "date", "date-string", "creator-initials")]:
                note.remove(meta)
            said = self.text(body) if body is not None else ""
            if note.tag == "annotation":
                draft.add(f"[Comment by {author}] {said}" if author and said else said)
            elif said:
                self._notes += 1
                draft.add(f"[{self._notes}] {said}")

    def _line(self, element: Element) -> tuple[str, list[Element], list[Element]]:
        pieces: list[str] = []
        boxes: list[Element] = []
        notes: list[Element] = []
        self._runs(element, pieces, boxes, notes, 0)
        return "".join(pieces).strip(), boxes, notes

    def _runs(self, parent: Element, pieces: list[str], boxes: list[Element], notes: list[Element], depth: int) -> None:
        pieces.append(_plain(parent.text))
        for child in parent if depth < DEEPEST else ():
            tag = child.tag
            if tag in ("s", "tab"):
                pieces.append(" ")
            elif tag == "line-break":
                pieces.append("\n")
            elif tag in ("note", "annotation"):
                notes.append(child)
            elif tag in ("frame", "text-box", "custom-shape", "rect", "g"):
                boxes.append(child)
            elif tag == "span" and self._styles.is_hidden(child.get("style-name", "")):
                self.left_out.add("text that the document hides was not read")
            elif tag not in _LEFT_OUT and tag not in _PAGE_FIELDS and tag not in ("hidden-text", "hidden-paragraph"):
                self._runs(child, pieces, boxes, notes, depth + 1)
            pieces.append(_plain(child.tail))

    def _list(self, element: Element, draft: Draft, level: int, depth: int, style: str) -> None:
        if depth > DEEPEST:
            return
        style = element.get("style-name", "") or style
        form = self._styles.number_format(style, level)
        count = form[2] if form else 1
        for entry in element:
            start = entry.get("start-value", "")
            count = int(start) if start.isdecimal() else count
            is_first = entry.tag == "list-item"
            for child in entry:
                if child.tag == "list":
                    self._list(child, draft, level + 1, depth + 1, style)
                elif child.tag in ("p", "h"):
                    text, boxes, notes = self._line(child)
                    if child.tag == "h":
                        draft.add(heading(int(child.get("outline-level", "1")), text))
                    elif text:
                        mark, ahead = _mark(form, count) if is_first else ("-", "")
                        draft.add_item(level, mark, ahead + text)
                        count += is_first
                        is_first = False
                    self._attached(boxes, notes, draft, depth)
                else:
                    self._write(child, draft, depth + 1)

    def _table(self, element: Element, draft: Draft, depth: int) -> None:
        header = [row for part in element.findall("table-header-rows") for row in part.iter("table-row")]
        rows = _rows(element)
        grid: list[list[str]] = []
        covering: dict[int, tuple[int, str]] = {}
        within: list[str] = []
        for number, row in enumerate(rows):
            grid.append(self._cells(row, number, covering, within, depth))
        if max(map(len, grid), default=0) <= 1:
            for row in rows:
                for cell in row:
                    self._write(cell, draft, depth + 1)
        else:
            draft.add(table(grid, has_header=bool(header) or looks_like_header(grid)))
        for inner in within:
            draft.add(inner)

    def _cells(
        self, row: Element, number: int, covering: dict[int, tuple[int, str]], within: list[str], depth: int
    ) -> list[str]:
        """Return a row's texts; `covering` holds, by column, the last row that a cell reaches down to, and its text.

        Tables within the cells are added to `within`.
        """
        line: list[str] = []
        for cell in row:
            if cell.tag == "covered-table-cell":
                last, text = covering.get(len(line), (-1, ""))
                line.append(text if number <= last else "")
                continue
            if cell.tag != "table-cell":
                continue
            inner = Draft()
            self._write(cell, inner, depth + 1)
            blocks = inner.blocks()
            within += [block for block in blocks if block.startswith("|")]
            text = one_line(" ".join(block for block in blocks if not block.startswith("|")))
            high, wide = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            for offset in range(min(wide, MAX_REPEATED)):
                covering[len(line) + offset] = (number + high - 1, text)
            line += [text] * min(_count(cell, "number-columns-repeated"), MAX_REPEATED)
        return line

    def _is_bold_heading(self, element: Element, text: str) -> bool:
        if not text or "\n" in text or len(text.split()) > MAX_BOLD_HEADING_WORDS or text.endswith((".", ",", ";")):
            return False
        whole = self._styles.is_bold(element.get("style-name", ""))
        spans = [span for span in element if span.tag == "span"]
        is_spanned = len(spans) == len(element) > 0 and not (element.text or "").strip()
        return whole or (is_spanned and all(self._styles.is_bold(span.get("style-name", "")) for span in spans))


def _rows(element: Element) -> list[Element]:
    """Return the rows of a table, not those of tables within it."""
    found: list[Element] = []
    for child in element:
        if child.tag == "table-row":
            found.append(child)
        elif child.tag in ("table-header-rows", "table-rows", "table-row-group"):
            found += _rows(child)
    return found


def _mark(form: tuple[str, str, int] | None, count: int) -> tuple[str, str]:
    """Return the mark of an item, and what stands ahead of its text."""
    if form is None or not form[0]:
        return "-", ""
    kind, behind, _ = form
    if kind == "1":
        return f"{count}.", ""
    letter = chr(ord("a") + (count - 1) % 26)
    if kind in ("a", "A"):
        return "-", f"{letter.upper() if kind == 'A' else letter}{behind or '.'} "
    return f"{count}.", ""


def _count(element: Element, name: str) -> int:
    said = element.get(name, "1")
    return max(int(said), 1) if said.isdecimal() and len(said) < 9 else 1


def _plain(text: str | None) -> str:
    """Return a text with its line ends as spaces, as the format means them."""
    return (text or "").replace("\n", " ").replace("\t", " ")
