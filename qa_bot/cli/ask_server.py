"""qa-bot ask --server: ask a running server. It imports nothing heavy, because to be quick is its purpose."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from qa_bot.cli import server_client
from qa_bot.cli.server_client import SERVER_URL, Reply
from qa_bot.cli.server_conversation import ServerConversation
from qa_bot.cli.typed_question import question_of
from qa_bot.errors import BatchError, QaBotError, StorageError, UsageError
from qa_bot.text.printable import printable

ABSTAINED = 3
INTERRUPTED = 130
# What the server decides for all who ask it, or what needs the models here.
LOCAL = frozenset({"--corpus", "--index", "--llm", "--max-wrong", "--explain", "--batch", "--require-llm"})


@click.command()
@click.argument("question", nargs=-1)
@click.option("--server", "url", is_flag=False, flag_value="", default="", metavar="[URL]", help="The server.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as one line of JSON.")
@click.option("--history", type=click.Path(path_type=Path), metavar="FILE", help="Earlier turns.")
@click.option("--continue", "continued", is_flag=True, help="Continue the last conversation of this directory.")
@click.option("--forget", is_flag=True, help="Forget the last conversation of this directory.")
@click.option("--in", "within", multiple=True, metavar="GLOB", help="Use only documents at these places.")
@click.option("--since", metavar="DATE", help="Use only documents dated in or after.")
@click.option("--until", metavar="DATE", help="Use only documents dated at or before.")
@click.option("-q", "--quiet", is_flag=True, help="Print no warnings.")
@click.option("-v", "--verbose", count=True, help="Taken as elsewhere; there is nothing to log.")
def ask_server(
    question: tuple[str, ...],
    url: str,
    as_json: bool,
    history: Path | None,
    continued: bool,
    forget: bool,
    within: tuple[str, ...],
    since: str | None,
    until: str | None,
    quiet: bool,
    verbose: int,
) -> int:
    """Ask the server, and print what `qa-bot ask` prints where stdout is no terminal."""
    settings = server_client.read_settings()
    if url and "://" not in url:
        # `--server "Who ...?"`: the address was left out.
        question, url = (url, *question), ""
    if continued and (history or forget):
        raise UsageError("--continue uses the kept conversation: leave --history and --forget out")
    url = url or settings.url or SERVER_URL
    kept = ServerConversation(settings.state_dir, Path.cwd(), url, settings.continue_h)
    if forget:
        was_kept = kept.forget()
        if not question:
            print("forgotten" if was_kept else "there was nothing to forget", file=sys.stderr)
            return 0
    body: dict[str, Any] = {"question": question_of(question)}
    if continued:
        body["history"] = _earlier(kept, quiet)
    elif history:
        body["history"] = _read_history(history)
    body.update({"in": list(within) or None, "since": since, "until": until})
    reply = server_client.ask(url, settings.token, body)
    return _print(reply, kept, as_json)


def main(arguments: Sequence[str]) -> NoReturn:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(_without_command(arguments)))


def _run(arguments: list[str]) -> int:
    try:
        return int(ask_server.main(arguments, prog_name="qa-bot ask --server", standalone_mode=False) or 0)
    except click.NoSuchOption as error:
        if error.option_name in LOCAL:
            return _fail(f"{error.option_name} does not go with --server: give it to `qa-bot serve`, or leave --server out", 2)
        error.show()
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except QaBotError as error:
        return _fail(str(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _fail(f"unexpected failure ({type(error).__name__}: {error})", 1)


def _fail(message: str, code: int) -> int:
    click.echo(f"qa-bot: {' '.join(printable(message).split())}", err=True)
    return code


def _print(reply: Reply, kept: ServerConversation, as_json: bool) -> int:
    print(json.dumps(reply.answer) if as_json else reply.text, flush=True)
    # Where it cannot be kept, the answer is given all the same; only --continue cannot go on with it.
    with suppress(StorageError):
        kept.write(reply.conversation)
    return 0 if reply.answer["status"] == "answered" or reply.asks_nothing else ABSTAINED


def _without_command(arguments: Sequence[str]) -> list[str]:
    left = list(arguments)
    left.remove("ask")
    return left


def _earlier(kept: ServerConversation, quiet: bool) -> list[Any]:
    conversation = kept.read()
    if conversation is None and not quiet:
        told = (
            f"no conversation of the last {kept.max_age_h:g} hours is kept for this directory and server: this begins a new one"
        )
        print(f"qa-bot: warning: {told}", file=sys.stderr)
    return conversation["turns"] if conversation else []


def _read_history(path: Path) -> list[Any]:
    try:
        turns = json.loads(path.read_bytes())
    except OSError as error:
        raise BatchError(f"the history file {path} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise BatchError(f"the history file {path} is not JSON: {error}") from error
    if not isinstance(turns, list):
        raise BatchError(f'the history file {path} is not a JSON list of turns like [{{"question": "...", "answer": "..."}}]')
    return turns
