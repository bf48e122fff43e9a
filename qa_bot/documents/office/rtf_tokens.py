"""The words of the Rich Text Format: groups, controls and text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Windows code pages of the character sets that fonts name (RTF 1.9.1, \\fcharset).
CHARACTER_SETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|\r?\n|([^\\{}\r\n]+)", re.S)


class Token(NamedTuple):
    """One word: "open", "close", a control with its number, bytes of text, or one character by its code."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens_of(data: bytes) -> Iterator[Token]:
    """Yield the words of a file; binary pictures are passed over."""
    position = 0
    while match := _TOKEN.search(data, position):
        position = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if word:
            name, value = word.decode("ascii"), int(number) if number else None
            if name == "bin" and value and value > 0:
                position += value
            else:
                yield Token("control", name, value)
        elif code:
            yield Token("text", data=bytes([int(code, 16)]))
        elif symbol:
            yield Token("symbol", symbol.decode("latin-1"))
        elif brace:
            yield Token("open" if brace == b"{" else "close")
        elif text:
            yield Token("text", data=text)
