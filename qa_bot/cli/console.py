"""Write to the terminal safely: no control characters, and no colours if none are wanted."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qa_bot.plain_text import on_one_line, printable

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100

__all__ = ["file_link", "is_terminal", "on_one_line", "printable", "rich_console", "write"]


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
