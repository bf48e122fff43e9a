"""The words of a PDF page with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from qa_bot.documents.pdf.visibility import grounds_of, is_unseen

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_CHARS = 200_000
# From the foot of a "g" to the head of an "l", as a multiple of the size of a font.
LINE_HEIGHT = 1.17
# Shares of a character's height.
_GAP, _RISE, _BACK = 0.27, 0.35, 0.6
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# pdfium marks hyphens at the end of a line with these.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-"}
# Bullets of the symbol fonts that office programs use.
_BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•", 0xF0E0: "→", 0xF02D: "-"}
_NAMES = {**_LIGATURES, **_HYPHENS, **_BULLETS}
# Characters that tell how a page's text stands; degrees that upright text may lean by.
SAMPLES, MAX_ASKEW = 200, 15
_ASKEW = -1
_BOLD_NAMES = (b"bold", b"black", b"heavy")
_MONO_NAMES = (b"courier", b"mono", b"consol", b"menlo", b"typewriter", b"nimbusmon", b"fixed", b"cmtt")


class Word(NamedTuple):
    """A word: its edges and its baseline, counted in points from the top left of the page, and its height."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    mono: bool = False


class _Char(NamedTuple):
    place: int
    text: str
    left: float
    right: float
    base: float
    size: float


class PageWords(NamedTuple):
    """The words of a page in the order in which they were drawn.

    `turn` is by how many degrees the page must be turned for most of its text to stand upright; `askew` says that some text
    stands otherwise and was not read, `unseen` that some cannot be seen and was not.
    """

    words: list[Word]
    turn: int
    askew: bool
    unseen: bool


def words_of(page: PdfPage) -> PageWords:
    """Return the words of a page, however it is turned."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    try:
        # Words that are drawn twice, for a shadow or for bold, are one.
        words: dict[Word, None] = {}
        askew = unseen = False
        grounds = grounds_of(page)
        turn = _usual_turn(pdfium, text_page.raw)
        for chars in _runs(pdfium, Placer(page, turn), text_page.raw):
            if _turn(pdfium, text_page.raw, chars[0].place) != turn:
                askew = askew or any(char.text.isalnum() for char in chars)
                continue
            first = chars[0].place
            if is_unseen(pdfium, text_page.raw, first, grounds):
                unseen = True
                continue
            word = _word(chars, *_style(pdfium, text_page.raw, first))
            words[word._replace(size=_size(pdfium, text_page.raw, first) or word.size)] = None
        return PageWords(list(words), turn, askew, unseen)
    finally:
        text_page.close()


def _usual_turn(pdfium: Any, raw: Any) -> int:
    count = min(pdfium.FPDFText_CountChars(raw), MAX_CHARS)
    turns = Counter(_turn(pdfium, raw, index) for index in range(0, count, max(1, count // SAMPLES)))
    turns.pop(_ASKEW, None)
    return turns.most_common(1)[0][0] if turns else 0


def _turn(pdfium: Any, raw: Any, index: int) -> int:
    """Return by how many degrees a page must be turned to the right for a character to stand upright: 0, 90, 180 or 270."""
    angle = -math.degrees(pdfium.FPDFText_GetCharAngle(raw, index)) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= MAX_ASKEW else _ASKEW


def _word(chars: list[_Char], bold: bool, mono: bool) -> Word:
    text = "".join(char.text for char in chars)
    left, right = min(char.left for char in chars), max(char.right for char in chars)
    first = chars[0]
    size = max(char.size for char in chars)
    return Word(text, round(left, 1), round(right, 1), round(first.base, 1), round(size, 1), bold, mono)


def _runs(pdfium: Any, place: Placer, raw: Any) -> Iterator[list[_Char]]:
    """Yield characters that follow each other without a gap on one baseline."""
    run: list[_Char] = []
    for char in _chars(pdfium, place, raw):
        if char is None:
            if run:
                yield run
            run = []
            continue
        if run:
            last, size = run[-1], max(run[-1].size, char.size)
            apart = char.left - last.right
            is_back = apart < -_BACK * size and char.left != last.left  # a ligature's letters share their place
            if apart > _GAP * size or is_back or abs(char.base - last.base) > _RISE * size:
                yield run
                run = []
        run.append(char)
    if run:
        yield run


def _chars(pdfium: Any, place: Placer, raw: Any) -> Iterator[_Char | None]:
    """Yield characters, None for a white space."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    unicode_of, box_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(raw), MAX_CHARS)):
        code = unicode_of(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
        text = _NAMES.get(code) or (chr(code) if 0x20 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "")
        if not text or text.isspace() or text in "\ufffd\u200b\ufeff":
            yield None
            continue
        box_of(raw, index, box_at)
        origin_of(raw, index, x_at, y_at)
        left, right, base, size = place(box.left, box.right, box.top, box.bottom, x.value, y.value)
        yield _Char(index, text, left, right, base, max(size, 0.1))


class Placer:
    """Turn places of the file into places on the page when its text stands upright, from its top left."""

    def __init__(self, page: PdfPage, turn: int) -> None:
        self._turn = turn
        left, bottom, right, top = page.get_mediabox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top

    def __call__(
        self, left: float, right: float, top: float, bottom: float, x: float, y: float
    ) -> tuple[float, float, float, float]:
        """Return the left and right edge, the baseline and the height."""
        match self._turn:
            case 90:
                return bottom - self._bottom, top - self._bottom, x - self._left, right - left
            case 180:
                return self._right - right, self._right - left, y - self._bottom, top - bottom
            case 270:
                return self._top - top, self._top - bottom, self._right - x, right - left
        return left - self._left, right - self._left, self._top - y, top - bottom


def _size(pdfium: Any, raw: Any, index: int) -> float | None:
    """Return the height of a font's letters as it is shown; boxes of characters differ between fonts of the same size."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        return None
    size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
    return round(LINE_HEIGHT * size, 1) if 1 < size < 1000 else None


def _style(pdfium: Any, raw: Any, index: int) -> tuple[bool, bool]:
    """Tell whether a character is bold, and whether its font gives all characters the same width."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.lower()
    is_bold = any(part in name for part in _BOLD_NAMES) or pdfium.FPDFText_GetFontWeight(raw, index) >= 600
    return is_bold, bool(flags.value & 1) or any(part in name for part in _MONO_NAMES)
