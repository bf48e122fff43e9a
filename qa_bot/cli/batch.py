"""Questions as JSON lines in, answers as JSON lines out."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qa_bot.batch_question import BatchQuestion, error_line, parse_fields
from qa_bot.bot import Bot
from qa_bot.cli.console import write
from qa_bot.conversation import Conversation, Turn
from qa_bot.errors import BatchError, QaBotError
from qa_bot.filters import EVERYTHING, Filters

STDIN = "-"


def run_batch(bot: Bot, path: Path, filters: Filters = EVERYTHING) -> int:
    """Answer every line, in order, each as soon as it is ready; for a line that fails, write a line that says why."""
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            write(_answer_line(bot, line, number, filters))
    return 0


def read_history(path: Path) -> Conversation:
    """Return the conversation of a history file; raise BatchError when it is not a JSON list of turns."""
    try:
        return Conversation(turns=TypeAdapter(tuple[Turn, ...]).validate_json(path.read_bytes()))
    except OSError as error:
        raise BatchError(f"the history file {path} cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise BatchError(
            f"the history file {path} is not a JSON list of turns like "
            f'[{{"question": "...", "answer": "..."}}]: {error.errors()[0]["msg"]}'
        ) from error


def _lines(path: Path) -> Iterator[bytes]:
    if str(path) == STDIN:
        yield from iter(sys.stdin.buffer.readline, b"")
        return
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise BatchError(f"the batch file {path} cannot be read ({error.strerror})") from error


def _answer_line(bot: Bot, line: bytes, number: int, filters: Filters) -> str:
    asked: dict[str, Any] = {}
    try:
        asked = parse_fields(line)
        item = BatchQuestion.model_validate(asked)
        return bot.ask(item.question, Conversation(turns=item.history), item.id, filters | item.filters).to_json()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return error_line(asked, "BatchError", f"line {number}: {where}: {first['msg']}")
    except (QaBotError, ValueError) as error:
        kind = type(error).__name__ if isinstance(error, QaBotError) else "BatchError"
        message = str(error) if isinstance(error, QaBotError) else f"line {number} is not a JSON object in UTF-8"
        return error_line(asked, kind, message)
