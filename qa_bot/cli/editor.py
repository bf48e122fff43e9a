"""Open a document at a line, in the user's editor or pager, and let a question be written in the editor."""

import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa_bot.errors import UsageError

# Programs that take "+LINE FILE", and programs that take another form.
_PLUS_LINE = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "less", "more", "most", "view"}
)
_GOTO = frozenset({"code", "codium", "code-insiders"})
_COLON = frozenset({"subl", "hx", "helix", "zed"})


def open_at(path: Path, line: int, environment: Mapping[str, str]) -> None:
    """Open a file at a line in $VISUAL, $EDITOR or $PAGER, else in less or more; raise UsageError when that fails."""
    _run(command_for(path, line, environment))


def edited(text: str, environment: Mapping[str, str]) -> str:
    """Return a text as the user leaves it in $VISUAL or $EDITOR, else in nano or vi; raise UsageError when that fails."""
    chosen = next((environment[name] for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)
    if not chosen and not _is_at_terminal():
        raise UsageError("there is no terminal to write in: write the question on a line of its own, without /edit")
    words = shlex.split(chosen) if chosen else [shutil.which("nano") or shutil.which("vi") or "vi"]
    with tempfile.TemporaryDirectory(prefix="qa-bot-") as folder:
        path = Path(folder) / "question.txt"
        path.write_text(f"{text}\n", "utf-8")
        _run([*words, str(path)])
        return path.read_text("utf-8", "replace").strip()


def _is_at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _run(command: Sequence[str]) -> None:
    try:
        # What is piped in are questions, which no editor may take.
        finished = subprocess.run(command, stdin=None if _is_at_terminal() else subprocess.DEVNULL, check=False)
    except OSError as error:
        raise UsageError(
            f"{command[0]} cannot be started ({error.strerror}): set EDITOR or PAGER to another program"
        ) from error
    if finished.returncode:
        raise UsageError(f"{command[0]} ended with code {finished.returncode}")


def open_text_at(text: str, name: str, line: int, environment: Mapping[str, str]) -> None:
    """Open a text that has no file of its own, as a temporary copy."""
    with tempfile.TemporaryDirectory(prefix="qa-bot-") as folder:
        path = Path(folder) / f"{Path(name).name.replace('#', '_')}.txt"
        path.write_text(text, "utf-8", newline="")
        open_at(path, line, environment)


def command_for(path: Path, line: int, environment: Mapping[str, str]) -> list[str]:
    """Return the command that opens a file at a line."""
    chosen = next((environment[name] for name in ("VISUAL", "EDITOR", "PAGER") if environment.get(name, "").strip()), None)
    words = shlex.split(chosen) if chosen else [shutil.which("less") or shutil.which("more") or "more"]
    program = Path(words[0]).name
    if program in _PLUS_LINE:
        return [*words, f"+{line}", str(path)]
    if program in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    if program in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, str(path)]
