"""Whether text of a PDF page can be seen: white on nothing, invisible over no picture, or too small."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_OBJECTS = 5_000
# From this part of 255 on red, green and blue are white.
WHITE = 247
SMALLEST = 1.5
_INVISIBLE = 3


class Ground(NamedTuple):
    """A stretch of the page that is no white paper: a picture, or an area of a colour."""

    left: float
    bottom: float
    right: float
    top: float


def grounds_of(page: PdfPage) -> list[Ground] | None:
    """Return what lies on the paper of a page; None where that is not known."""
    import pypdfium2.raw as pdfium

    found: list[Ground] = []
    for count, part in enumerate(islice(page.get_objects(max_depth=1), MAX_OBJECTS + 1)):
        if count == MAX_OBJECTS or part.type in (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING):
            return None
        if part.type == pdfium.FPDF_PAGEOBJ_IMAGE or (
            part.type == pdfium.FPDF_PAGEOBJ_PATH and not _is_white(pdfium, part.raw)
        ):
            found.append(Ground(*part.get_bounds()))
    return found


def is_unseen(pdfium: Any, raw: Any, index: int, grounds: Sequence[Ground] | None) -> bool:
    """Tell whether nobody sees a character; where the ground is not known, it is taken to be seen."""
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        size = pdfium.FPDFText_GetFontSize(raw, index) * max(abs(matrix.c), abs(matrix.d))
        if 0 < size < SMALLEST:
            return True
    if grounds is None or not (_is_white_text(pdfium, raw, index) or _is_invisible(pdfium, raw, index)):
        return False
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return not any(ground.left <= x <= ground.right and ground.bottom <= y <= ground.top for ground in grounds)


def _is_white_text(pdfium: Any, raw: Any, index: int) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFText_GetFillColor(raw, index, *map(ctypes.byref, colours))
    return bool(known) and (all(part.value >= WHITE for part in colours[:3]) or colours[3].value == 0)


def _is_invisible(pdfium: Any, raw: Any, index: int) -> bool:
    holder = pdfium.FPDFText_GetTextObject(raw, index)
    return bool(holder) and pdfium.FPDFTextObj_GetTextRenderMode(holder) == _INVISIBLE


def _is_white(pdfium: Any, raw: Any) -> bool:
    """Tell whether an area is white or not filled."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if pdfium.FPDFPath_GetDrawMode(raw, ctypes.byref(mode), ctypes.byref(stroke)) and mode.value == 0:
        return True
    colours = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(raw, *map(ctypes.byref, colours))
    return bool(known) and (all(part.value >= WHITE for part in colours[:3]) or colours[3].value == 0)
