import json
import logging
import sys

import pytest

from qa_bot.cli.discord import _configure_log
from qa_bot.cli.log import JsonLine, LogLine, TimedLine
from qa_bot.question_log import STAGES
from qa_bot.trace import traced


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


def test_a_line_names_the_trace_of_what_it_is_about():
    told = record("qa_bot.bot", logging.INFO, "answered")
    with traced("42"):
        assert LogLine(False).format(told) == "qa-bot: answered trace=42"
        assert TimedLine().format(told).endswith(" INFO qa_bot.bot: answered trace=42")
        assert json.loads(JsonLine().format(told))["trace"] == "42"
    assert "trace" not in JsonLine().format(told)


def test_a_json_line_is_one_line_with_what_happened_its_figures_and_its_cause():
    told = record("qa_bot.bot", logging.WARNING, "one\n\x1b two")
    told.fields = {"timings_ms": {"total": 1.5}}
    try:
        raise ValueError("the cause")
    except ValueError:
        told.exc_info = sys.exc_info()
    line = JsonLine().format(told)
    read = json.loads(line)
    assert line.isprintable()
    assert {name: read[name] for name in ("level", "logger", "message", "timings_ms")} == {
        "level": "warning",
        "logger": "qa_bot.bot",
        "message": "one\n\x1b two",
        "timings_ms": {"total": 1.5},
    }
    assert "ValueError: the cause" in read["exception"]
    assert read["time"].endswith("+00:00")


def test_the_log_of_the_discord_bot_holds_nothing_that_people_write(monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    names = ("qa_bot", "qa_bot.discord_bot", "qa_bot.question_log", STAGES)
    ours, adapter, questions, stages = loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    try:
        ours.setLevel(logging.DEBUG)
        _configure_log("token", is_quiet=False)
        assert adapter.isEnabledFor(logging.INFO)
        assert stages.isEnabledFor(logging.INFO)
        assert not questions.isEnabledFor(logging.INFO)
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
