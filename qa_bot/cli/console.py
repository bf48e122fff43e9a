"""Write to the terminal safely: no control characters, and no colours if none are wanted."""

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
# Characters that reorder the text around them: with them a document could hide what it says.
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return a text without control and reordering characters; line breaks and tabs stay."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _REORDERING))


def on_one_line(text: str) -> str:
    """Return a text as `printable` does, its white space made single spaces."""
    return " ".join(printable(text).split())


def write(text: str, stream: TextIO | None = None) -> None:
    """Write a line to stdout (or another stream) and flush it."""
    stream = stream or sys.stdout
    stream.write(text + "\n")
    stream.flush()


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a stream is a terminal."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def rich_console(stream: TextIO) -> "Console":
    """Return a console for a terminal, at most 100 columns wide; with NO_COLOR it writes no escape sequence at all."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, emoji=False, force_terminal=False if os.environ.get("NO_COLOR") else None)
    console.width = min(console.width, WIDEST)
    return console


def file_link(corpus: Path, source: str) -> str:
    """Return the address of a source's file, for terminals that show links."""
    return (corpus.absolute() / source.split("#")[0]).as_uri()
