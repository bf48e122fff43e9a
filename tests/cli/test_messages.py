"""What the command line says of what was typed wrong."""

import errno

import pytest

from qa_bot.cli import main as command_line
from qa_bot.cli.editor import edited
from qa_bot.cli.options import naming_corpus
from qa_bot.cli.show import _advice
from qa_bot.cli.typed_question import question_of
from qa_bot.errors import UsageError
from qa_bot.sources.git import _reason


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("run `qa-bot ingest`", "run `qa-bot ingest --corpus kd`"),
        ("run `qa-bot ingest --rebuild`: it", "run `qa-bot ingest --corpus kd --rebuild`: it"),
        ("with `qa-bot eval GOLD --calibrate`", "with `qa-bot eval --corpus kd GOLD --calibrate`"),
        ("run `qa-bot ingest --corpus other`", "run `qa-bot ingest --corpus other`"),
        ("`qa-bot corpus list` tells", "`qa-bot corpus list` tells"),
    ],
)
def test_a_command_that_repairs_names_the_corpus_once(message, named):
    assert naming_corpus(message, " --corpus kd") == named


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("readme.md", "did you mean README.md?"),
        ("kites.csv", "each of its 2 rows is a document, as kites.csv#1"),
        ("trailer.doc", "did you mean trailer.docx?"),
        ("?", "`qa-bot list` tells what is indexed"),
    ],
)
def test_a_document_that_is_not_there_is_sought_among_those_that_are(typed, told):
    assert _advice(typed, ["README.md", "kites.csv#1", "kites.csv#2", "trailer.docx"]) == told


def test_bytes_of_a_question_that_are_no_text_are_replaced():
    assert question_of(("bad\udcff", "?")) == "bad\ufffd ?"


def test_an_editor_that_nobody_chose_is_not_started_without_a_terminal():
    with pytest.raises(UsageError, match="no terminal to write in"):
        edited("", {})


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (
            "fatal: '/nope' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\n"
            "Please make sure you have the correct access rights\nand the repository exists.\n",
            "'/nope' does not appear to be a git repository",
        ),
        (
            "Cloning into 'x'...\nssh: Could not resolve hostname x\nfatal: Could not read\n",
            "ssh: Could not resolve hostname x",
        ),
        ("", "no reason"),
    ],
)
def test_of_what_git_says_the_reason_is_told(told, reason):
    assert _reason(told) == reason


def test_a_misspelt_command_is_guessed(capsys):
    assert command_line._run(["serch", "mill"]) == 2
    assert "Did you mean 'search'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "notes"), 2, "there is no permission for notes"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "the answer cannot be written: the disk is full"),
    ],
)
def test_what_the_system_refuses_is_told_in_words(monkeypatch, capsys, error, code, told):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(command_line.program, "main", fail)
    assert command_line._run(["list"]) == code
    assert told in capsys.readouterr().err
