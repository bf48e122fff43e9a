"""The log of the command line: on stderr, a line each, without control characters."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from qa_bot.cli.console import printable
from qa_bot.trace import current_trace

OUR_LOGGERS = "qa_bot"
_LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}


class LogLine(logging.Formatter):
    """A line of the log: what happened; with `is_detailed`, also its level and the part of the program that says so."""

    def __init__(self, is_detailed: bool) -> None:
        super().__init__()
        self._is_detailed = is_detailed

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the message on one line, behind it the trace."""
        message = f"{' '.join(printable(record.message).split())}{_told_trace()}"
        if self._is_detailed or record.name.partition(".")[0] != OUR_LOGGERS:
            return f"{record.levelname} {record.name}: {message}"
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        return f"qa-bot: {level}{message}"


class TimedLine(logging.Formatter):
    """A line of the log of a service: when what happened, its level, and the part of the program that says so."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the message, behind it the trace."""
        return f"{super().formatMessage(record)}{_told_trace()}"


class JsonLine(logging.Formatter):
    """A line of the log as a JSON object, with the trace and the `fields` that a record has."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object: time (UTC), level, logger, message, and where there are such: trace, exception, fields."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if trace := current_trace():
            line["trace"] = trace
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({**line, **getattr(record, "fields", {})})


def configure_log(verbosity: int) -> None:
    """Send the log to stderr: -1 is quiet, 0 has warnings alone, 1 what happens (-v), 2 more (-vv)."""
    logging.basicConfig(level=logging.WARNING)
    write_lines(LogLine(verbosity > 1))
    logging.getLogger(OUR_LOGGERS).setLevel(_LEVELS.get(verbosity, logging.DEBUG))


def write_lines(form: logging.Formatter, filters: Iterable[logging.Filter] = ()) -> None:
    """Write the log in another form from now on, through filters."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(form)
        for one in filters:
            handler.addFilter(one)


def _told_trace() -> str:
    trace = current_trace()
    return f" trace={trace}" if trace else ""
