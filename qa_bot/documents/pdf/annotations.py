"""What lies on a PDF page beside its own text: filled fields of forms, texts that were put on it, comments."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qa_bot.documents.pdf.words import LINE_HEIGHT, Placer, Word

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_ANNOTATIONS = 2_000
MAX_BYTES = 200_000
# In points: the height of letters in a field of one line, and of all letters in higher ones.
LARGEST, USUAL = 14.0, 10.0


def annotations_of(pdf: PdfDocument, page: PdfPage, turn: int) -> tuple[list[Word], list[str]]:
    """Return the words of filled fields and texts where they stand, and the comments on a page."""
    import pypdfium2.raw as pdfium

    words: list[Word] = []
    comments: list[str] = []
    place = Placer(page, turn)
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET and pdf.formenv:
            words += _words(pdfium, annotation, place, _field_value(pdfium, pdf.formenv.raw, annotation))
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            words += _words(pdfium, annotation, place, _string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"))
        elif kind != pdfium.FPDF_ANNOT_POPUP:
            said = " ".join(_string(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents").split())
            comments += [said] if said else []
        pdfium.FPDFPage_CloseAnnot(annotation)
    return words, comments


def _field_value(pdfium: Any, form: Any, annotation: Any) -> str:
    """Return what a field of a form holds; "x" for a checked box."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        return "x" if pdfium.FPDFAnnot_IsChecked(form, annotation) else ""
    if kind in (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    return ""


def _string(read: Any, *arguments: Any) -> str:
    """Return what a function of pdfium writes into a buffer as UTF-16."""
    length = read(*arguments, None, 0)
    if not 2 < length <= MAX_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "ignore").replace("\r\n", "\n").replace("\r", "\n")


def _words(pdfium: Any, annotation: Any, place: Placer, text: str) -> Iterator[Word]:
    """Yield the words of a text in a box, line by line from its top."""
    box = pdfium.FS_RECTF()
    if not text.strip() or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return
    left, right, base, height = place(box.left, box.right, box.top, box.bottom, box.left, box.bottom)
    lines = text.strip().split("\n")
    size = min(height, LARGEST) if len(lines) == 1 else USUAL * LINE_HEIGHT
    top = base - height
    for number, line in enumerate(lines, 1):
        down = base - 0.25 * height if len(lines) == 1 else top + number * size
        width = min((right - left) / max(len(line), 1), 0.5 * size)
        at = left
        for word in line.split():
            yield Word(word, round(at, 1), round(at + width * len(word), 1), round(down, 1), round(size, 1), False)
            at += width * (len(word) + 1)
