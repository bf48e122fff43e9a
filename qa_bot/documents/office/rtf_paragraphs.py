"""The paragraphs and tables of a Rich Text file in the making."""

import re
from collections.abc import Mapping

from qa_bot.documents.writing import Draft, heading, looks_like_header, one_line, paragraph, table

MAX_BOLD_HEADING_WORDS = 12
_NUMBER = re.compile(r"(\d{1,6})[.)]?$")


class Paragraphs:
    """Collect what is said of a paragraph, or of a table, until it ends; `draft` is what came of it."""

    def __init__(self, outlines: Mapping[int, int]) -> None:
        self._outlines = outlines
        self._text: list[str] = []
        self._bold = True
        self._level = 0
        self._outline: int | None = None
        self._in_table = False
        self._cells: list[str] = []
        self._rows: list[list[str]] = []
        self._notes: list[str] = []
        self.label = ""
        self.draft = Draft()

    def say(self, text: str, bold: bool) -> None:
        """Take the next words of the paragraph."""
        self._text.append(text)
        self._bold = self._bold and (bold or not text.strip())

    def note(self, text: str) -> None:
        """Take a note that is written below the paragraph."""
        self._notes.append(text)

    def lay_out(self, name: str, number: int | None) -> None:
        """Take what a control says of the paragraph."""
        match name:
            case "pard":
                self._in_table, self._outline, self._level = False, None, 0
            case "intbl":
                self._in_table = True
            case "ilvl":
                self._level = number or 0
            case "outlinelevel":
                self._outline = number if number is not None and number < 9 else None
            case "s" if number is not None and number in self._outlines:
                self._outline = self._outlines[number]

    def end_cell(self) -> None:
        """End a cell of a table."""
        self._cells.append(one_line("".join(self._text)))
        self._text, self.label = [], ""

    def end_row(self) -> None:
        """End a row of a table."""
        self._rows.append(self._cells)
        self._cells = []

    def end_paragraph(self) -> None:
        """Write the paragraph and its notes; within a table it is a part of its cell."""
        text = paragraph("".join(self._text))
        if self._in_table or self._cells:
            self._text.append(" ")
            return
        label, bold, self._text, self.label, self._bold = self.label, self._bold, [], "", True
        if text:
            self.end_table()
            self._write(text, label, bold)
        notes, self._notes = self._notes, []
        for number, note in enumerate(notes, 1):
            self.draft.add(note if note.startswith("[Comment]") else f"[{number}] {note}")

    def end_table(self) -> None:
        """Write the table that is in the making, if there is one."""
        rows, self._rows = self._rows, []
        if rows:
            self.draft.add(table(rows, has_header=looks_like_header(rows)))

    def _write(self, text: str, label: str, bold: bool) -> None:
        is_short = "\n" not in text and len(text.split()) <= MAX_BOLD_HEADING_WORDS and not text.endswith((".", ",", ";"))
        if self._outline is not None:
            self.draft.add(heading(self._outline + 1, f"{label} {text}" if label[:1].isdigit() else text))
        elif label:
            mark = f"{match[1]}." if (match := _NUMBER.match(label)) else "-"
            is_plain = mark != "-" or not any(c.isalnum() for c in label)
            self.draft.add_item(self._level, mark, text if is_plain else f"{label} {text}")
        else:
            self.draft.add("**" + text.replace("*", "") + "**" if bold and is_short else text)
