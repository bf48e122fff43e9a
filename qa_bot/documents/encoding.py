"""Decode the bytes of a text file."""

import codecs
import re

from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.legacy_encodings import decode_legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
# A text is UTF-8 with a fault where it has at most this many bytes that are not, for each character that is.
MOST_STRAY = 0.1
STRAY = "\ufffd"
# ISO-2022-JP is ASCII with escapes to Japanese, so it would pass for UTF-8.
_JIS_ESCAPE = b"\x1b$B"
_NUL = "it is not text (it holds NUL characters)"


def decode(data: bytes) -> str:
    """Return the text of a file without its byte order mark; raise UnreadableFileError when it is no text.

    Tried in order: the byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with a few stray bytes, then the legacy encoding
    that its letters fit best. NUL characters at the end are left out.
    """
    text = _decode(data).rstrip("\0")
    if "\0" in text:
        raise UnreadableFileError(_NUL)
    return text


def decode_with_notes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file like `decode`, and notes on what of it could not be read."""
    text = decode(data)
    stray = text.count(STRAY)
    if stray and STRAY.encode() not in data:
        return text, (f"{stray} {'byte is' if stray == 1 else 'bytes are'} not UTF-8 and shown as {STRAY}",)
    return text, ()


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data.removeprefix(mark), encoding)
    filled = data.rstrip(b"\0")
    if b"\0" not in filled:
        return _without_nul(filled)
    if guessed := _unmarked_utf16(data):
        return _marked(data, guessed)
    raise UnreadableFileError(_NUL)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count(STRAY) <= 1 + 0.001 * len(text):
            return text
        raise UnreadableFileError(f"its byte order mark says {encoding}, but it is not ({error.reason})") from error


def _without_nul(data: bytes) -> str:
    if _JIS_ESCAPE in data:
        return decode_legacy(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    sound = len(_BEYOND_ASCII.findall(text))
    if sound and text.count(STRAY) <= max(1, MOST_STRAY * sound):
        return text
    return decode_legacy(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 of a mostly Latin text: every other byte is zero."""
    if len(data) < 4 or len(data) % 2:
        return None
    even, odd = data[0::2], data[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None
