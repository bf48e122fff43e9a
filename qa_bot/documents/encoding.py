"""Decode the bytes of a text file."""

import codecs

from qa_bot.documents.document import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Below this share of text characters outside ASCII there is too little to tell one legacy encoding from another.
MIN_EVIDENCE = 30


def decode(data: bytes) -> str:
    """Return the text of a file without its byte order mark; raise UnreadableFileError when it is no text.

    Tried in order: the byte order mark, UTF-8, UTF-16 without a mark, then the legacy encoding that its letters look most
    like, Windows-1252 in doubt.
    """
    text = _decode(data)
    if "\0" in text:
        raise UnreadableFileError("it is not text (it holds NUL characters)")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data.removeprefix(mark), encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\0" not in text:
        return text
    if guessed := _unmarked_utf16(data):
        return _strict(data, guessed)
    if b"\0" in data:
        raise UnreadableFileError("it is not text (it holds NUL characters)")
    return _legacy(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"its byte order mark says {encoding}, but it is not ({error.reason})") from error


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


def _legacy(data: bytes) -> str:
    high = sum(byte >= 0x80 for byte in data)
    if high >= MIN_EVIDENCE and high > 0.2 * len(data):
        # Mostly letters outside ASCII: no Western text. The library tells Cyrillic, Greek, Arabic ... by their statistics.
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is not None:
            return str(best)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
