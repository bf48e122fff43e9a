"""The head of a Rich Text file: the encodings of its fonts, the outline of its styles, title and date."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from qa_bot.documents.office.properties import real_date, real_title
from qa_bot.documents.office.rtf_tokens import CHARACTER_SETS

DEFAULT_ENCODING = "cp1252"
MOST_HEAD_BYTES = 500_000
_FONT = re.compile(r"\\f(\d+)[^{};]{0,80}\\fcharset(\d+)")
_STYLE = re.compile(r"\{\\s(\d+)([^{}]{0,600})")
_OUTLINE = re.compile(r"\\outlinelevel(\d)|(?i:heading) (\d);")


class Head(NamedTuple):
    """What the head says: encodings by the number of a font, levels (from 0) by the number of a style."""

    encoding: str
    fonts: Mapping[int, str]
    outlines: Mapping[int, int]
    title: str | None
    date: str | None


def read_head(data: bytes) -> Head:
    """Return what the head of a file says."""
    head = data[:MOST_HEAD_BYTES].decode("latin-1")
    page = re.search(r"\\ansicpg(\d{3,5})", head)
    encoding = _codec(f"cp{page[1]}") if page else DEFAULT_ENCODING
    title = re.search(r"\{\\title ([^{}\\]{1,300})\}", head)
    return Head(
        encoding=encoding,
        fonts={int(font[1]): _encoding_of(int(font[2]), encoding) for font in _FONT.finditer(head)},
        outlines=_outlines(head),
        title=real_title(title[1].encode("latin-1").decode(encoding, "replace")) if title else None,
        date=_date(head),
    )


def _encoding_of(character_set: int, encoding: str) -> str:
    return CHARACTER_SETS.get(character_set, encoding) if character_set else encoding


def _outlines(head: str) -> dict[int, int]:
    found = {}
    for style in _STYLE.finditer(head):
        if level := _OUTLINE.search(style[2]):
            found[int(style[1])] = int(level[1]) if level[1] else int(level[2]) - 1
    return found


def _date(head: str) -> str | None:
    days = [re.search(rf"\{{\\{name}\\yr(\d+)\\mo(\d+)\\dy(\d+)", head) for name in ("creatim", "revtim")]
    made, changed = (f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}" if day else None for day in days)
    return real_date(made, changed)


def _codec(name: str) -> str:
    try:
        "".encode(name)
        return name
    except LookupError:
        return DEFAULT_ENCODING
