"""Write to the terminal safely: no control characters, and no colours if none are wanted."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qa_bot.plain_text import on_one_line, printable

if TYPE_CHECKING:
    from rich.console import Console

    from qa_bot.answer import Citation
    from qa_bot.listing import FoundPassage

WIDEST = 100

__all__ = ["is_terminal", "link_to", "on_one_line", "printable", "rich_console", "write"]


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


def link_to(quoted: "Citation | FoundPassage", corpus: Path) -> str:
    """Return the address of what is quoted, for terminals that show links: the page it was fetched from, or its file."""
    return quoted.url or (corpus.absolute() / quoted.source.split("#")[0]).as_uri()
