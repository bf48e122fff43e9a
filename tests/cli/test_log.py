import logging

import pytest

from qa_bot.cli.discord import _configure_log
from qa_bot.cli.log import LogLine


def record(name: str, level: int, message: str) -> logging.LogRecord:
    return logging.LogRecord(name, level, "file.py", 1, message, (), None)


@pytest.mark.parametrize(
    ("name", "level", "is_detailed", "line"),
    [
        ("qa_bot.bot", logging.INFO, False, "qa-bot: one two"),
        ("qa_bot.bot", logging.WARNING, False, "qa-bot: warning: one two"),
        ("qa_bot.bot", logging.DEBUG, True, "DEBUG qa_bot.bot: one two"),
        ("chromadb", logging.WARNING, False, "WARNING chromadb: one two"),
    ],
    ids=["what happens", "a warning", "in detail", "another program's"],
)
def test_a_log_entry_is_one_line_without_control_characters(name, level, is_detailed, line):
    assert LogLine(is_detailed).format(record(name, level, "one\n\x1b\ttwo")) == line


def test_the_log_of_the_discord_bot_holds_nothing_that_people_write(monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    ours, adapter, questions = (logging.getLogger(name) for name in ("qa_bot", "qa_bot.discord_bot", "qa_bot.question_log"))
    levels = [logger.level for logger in (ours, adapter, questions)]
    try:
        ours.setLevel(logging.DEBUG)
        _configure_log("token", is_quiet=False)
        assert adapter.isEnabledFor(logging.INFO)
        assert not questions.isEnabledFor(logging.INFO)
    finally:
        for logger, level in zip((ours, adapter, questions), levels, strict=True):
            logger.setLevel(level)
