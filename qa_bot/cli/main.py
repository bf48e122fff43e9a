"""The program: its commands, and the one place where errors become messages and exit codes."""

import difflib
import errno
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from qa_bot.cli.console import printable
from qa_bot.cli.options import OPTIONS, global_options, naming_corpus
from qa_bot.cli.start import INTERRUPTED, asks_a_server, importing
from qa_bot.errors import QaBotError, StorageError, UsageError

_logger = logging.getLogger(__name__)


# In which module of this package each command is, and under which name.
COMMANDS = {
    "ask": ("ask", "ask"),
    "chat": ("chat", "chat"),
    "completion": ("completion", "completion"),
    "corpus": ("corpus", "corpus"),
    "discord": ("discord", "discord"),
    "doctor": ("doctor", "doctor"),
    "eval": ("evaluate", "evaluate"),
    "feedback": ("feedback", "feedback"),
    "forget": ("forget", "forget"),
    "index": ("index", "index"),
    "ingest": ("ingest", "ingest"),
    "list": ("list", "list_command"),
    "mcp": ("mcp", "mcp"),
    "news": ("news", "news"),
    "search": ("search", "search"),
    "serve": ("serve", "serve"),
    "show": ("show", "show"),
    "source": ("source", "source"),
    "status": ("status", "status"),
    "watch": ("watch", "watch"),
}


class _Commands(click.Group):
    """The commands; each is imported when it is run or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would exit with 1; nobody reads any more, and nothing failed.
            return _end_of_pipe()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        with importing():
            command: click.Command = getattr(import_module(f"qa_bot.cli.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@global_options
def program() -> None:
    """Ask a folder of documents, and get an answer in which every sentence is a quote from a named file.

    \b
    Examples:
      qa-bot ask "What did Turkey and Russia agree on?"     (indexes ./seeds at first use)
      qa-bot ingest --corpus handbook
      qa-bot ask --corpus handbook --json "How many days of leave are there?"
      qa-bot chat
      qa-bot status
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if asks_a_server(given):
        from qa_bot.cli.ask_server import main as ask_server

        ask_server(given)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    verbose = any(a.startswith("-v") or a == "--verbose" for a in arguments)
    kept: dict[str, str] = {}
    try:
        code = program.main(arguments, prog_name="qa-bot", standalone_mode=False, obj=kept)
        sys.stdout.flush()
        return int(code or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except QaBotError as error:
        if verbose and error.__cause__ is not None:
            _logger.debug("the cause was", exc_info=error.__cause__)
        return _fail(naming_corpus(str(error), kept.get(OPTIONS, "")), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _end_of_pipe()
    except PermissionError as error:
        refused = error.filename or "a file"
        return _fail(f"there is no permission for {refused}: ask for it, or see `ls -ld {refused}`", UsageError.exit_code)
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return _fail(f"{error.filename or 'the answer'} cannot be written: the disk is full", StorageError.exit_code)
        if verbose:
            logging.basicConfig()
            _logger.exception("unexpected failure")
        advice = "" if verbose else "; run it again with -v to see where"
        return _fail(f"unexpected failure ({type(error).__name__}: {error}){advice}", 1)


def _end_of_pipe() -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fail(message: str, code: int) -> int:
    click.echo(f"qa-bot: {' '.join(printable(message).split())}", err=True)
    return code
