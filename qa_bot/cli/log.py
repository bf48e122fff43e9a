"""The log of the command line: on stderr, a line each, without control characters."""

import logging

from qa_bot.cli.console import printable

OUR_LOGGERS = "qa_bot"
_LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}


class LogLine(logging.Formatter):
    """A line of the log: what happened; with `is_detailed`, also its level and the part of the program that says so."""

    def __init__(self, is_detailed: bool) -> None:
        super().__init__()
        self._is_detailed = is_detailed

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Return the message on one line."""
        message = " ".join(printable(record.message).split())
        if self._is_detailed or record.name.partition(".")[0] != OUR_LOGGERS:
            return f"{record.levelname} {record.name}: {message}"
        level = "" if record.levelno <= logging.INFO else f"{record.levelname.lower()}: "
        return f"qa-bot: {level}{message}"


def configure_log(verbosity: int) -> None:
    """Send the log to stderr: -1 is quiet, 0 has warnings alone, 1 what happens (-v), 2 more (-vv)."""
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(LogLine(verbosity > 1))
    logging.getLogger(OUR_LOGGERS).setLevel(_LEVELS.get(verbosity, logging.DEBUG))
