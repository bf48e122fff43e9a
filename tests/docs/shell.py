"""The shell commands that the documentation shows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# What a line of an indented block begins with if it is a command; in a block fenced as sh every line is one.
PROGRAMS = ("qa-bot ", "make ", "pip ", "python ", "docker ", "curl ")


class Shown(NamedTuple):
    """A command as a page shows it, without the comment behind it."""

    page: str
    line: str


def shown_on(page: Path) -> Iterator[Shown]:
    """Yield the commands of a page in order; a line that ends in a backslash goes on in the next."""
    text = page.read_text("utf-8").replace("\\\n", " ")
    fence = None
    for line in text.splitlines():
        if match := re.match(r"\s*```(\w*)", line):
            fence = None if fence is not None else match[1]
        elif command := _command(line, fence):
            yield Shown(str(page.relative_to(ROOT)), command)


def _command(line: str, fence: str | None) -> str:
    """Return the command on a line of a page, or an empty string."""
    bare = re.sub(r"(^|\s+)#\s.*$", "", line.strip())
    if fence == "sh":
        return bare
    if fence == "console":
        return bare.removeprefix("$ ") if bare.startswith("$ ") else ""
    return bare if fence is None and line.startswith("    ") and bare.startswith(PROGRAMS) else ""
