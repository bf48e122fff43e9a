"""The file `.env`: settings, a line each; it imports nothing heavy, for those who ask a server."""

import logging
from pathlib import Path

from qa_bot.errors import SettingsError

ENV_FILE = ".env"


def read_env_file(path: Path = Path(ENV_FILE)) -> dict[str, str | None]:
    """Return what the file says, nothing if there is none; raise SettingsError for a file or a line that cannot be read."""
    if not path.exists():
        return {}
    try:
        if line := broken_line(path):
            raise SettingsError(told_of(line, path))
        from dotenv import dotenv_values

        return dotenv_values(path)
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"the file {path} cannot be read: make it a UTF-8 text file") from error


def told_of(line: int, path: Path) -> str:
    """Return what is told of a line that is no setting."""
    return f"line {line} of the file {path} cannot be read: write KEY=value, with quotes at both ends or none"


def broken_line(path: Path = Path(ENV_FILE)) -> int | None:
    """Return the number of the first line that is no setting; None if there is none."""
    from dotenv.parser import parse_stream

    # It warns of such a line without naming the file, and leaves it out.
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)
    with path.open(encoding="utf-8") as stream:
        return next((one.original.line for one in parse_stream(stream) if one.error), None)
