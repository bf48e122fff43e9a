"""Draw what the command line prints: run real commands in a terminal, and write the screen as SVG.

Run from the checkout: `python docs/pictures/terminal.py docs/pictures/terminal.svg` (needs the development tools).
"""

import io
import os
import shlex
import sys
import tempfile
from pathlib import Path

import pexpect
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[2]
COLUMNS = 104
COMMANDS = (
    'qa-bot ask "What did Turkey and Russia agree on 22 July 2020?"',
    'qa-bot ask "How do I reset my password?"',
)
THEME = TerminalTheme(
    (30, 31, 34),
    (220, 222, 225),
    [
        (30, 31, 34),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (220, 222, 225),
    ],
    [
        (110, 113, 120),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (255, 255, 255),
    ],
)
# The shape of rich's own pictures, with the fonts of the reader's machine: no file is fetched to show it.
FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
line-height: {line_height}px }}
{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def screen_of(command: str, folder: Path) -> str:
    """Return what a command prints to a terminal, colours included."""
    environment = {
        **os.environ,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLUMNS": str(COLUMNS),
        "PYTHONPATH": str(ROOT),
    }
    words = shlex.split(command)[1:]
    process = pexpect.spawn(
        sys.executable,
        ["-m", "qa_bot", *words],
        cwd=ROOT,
        env=environment,
        dimensions=(60, COLUMNS),
        timeout=120,
        encoding="utf-8",
    )
    process.expect(pexpect.EOF)
    return process.before.replace("\r\n", "\n").strip("\n")


def main(target: Path) -> None:
    """Write the picture of all commands."""
    shown = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False
    )
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(QA_BOT_CORPUS_DIR="seeds", QA_BOT_INDEX_DIR=f"{folder}/index", QA_BOT_STATE_DIR=f"{folder}/state")
        screen_of("qa-bot ingest -q", Path(folder))
        for number, command in enumerate(COMMANDS):
            shown.print(Text("\n" * bool(number) + "$ ", "bold green") + Text(command, "bold white"))
            shown.print(Text.from_ansi(screen_of(command, Path(folder))))
    shown.print()
    target.write_text(shown.export_svg(title="qa-bot", theme=THEME, code_format=FORMAT, unique_id="qa-bot"), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
