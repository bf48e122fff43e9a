"""The horizontal lines of a PDF page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_PATHS = 3_000
# In points: a line is no thicker, and no shorter.
THICKEST, SHORTEST = 2.5, 30.0


def rules_of(page: PdfPage) -> list[float]:
    """Return the heights of the horizontal lines and of the upper and lower edges of boxes, counted from the top of the page."""
    import pypdfium2.raw as pdfium

    if page.get_rotation():
        return []
    _, bottom, _, top = page.get_mediabox()
    found: set[float] = set()
    for path in islice(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3), MAX_PATHS):
        left, low, right, high = path.get_bounds()
        if right - left < SHORTEST or high - low > 0.5 * (top - bottom):
            continue
        found.update({round(top - high), round(top - low)} if high - low > THICKEST else {round(top - high)})
    return sorted(float(height) for height in found)
