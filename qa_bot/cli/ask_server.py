"""qa-bot ask --server: ask a running server. It imports nothing heavy, because to be quick is its purpose."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from qa_bot.cli import server_client
from qa_bot.cli.server_arguments import Given, read_arguments
from qa_bot.cli.server_client import SERVER_URL, ClientSettings, Reply
from qa_bot.cli.start import INTERRUPTED
from qa_bot.cli.typed_question import question_of
from qa_bot.errors import BatchError, QaBotError, StorageError

if TYPE_CHECKING:
    from qa_bot.cli.server_conversation import ServerConversation

ABSTAINED = 3


def main(arguments: Sequence[str]) -> NoReturn:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run(_without_command(arguments)))


def ask_server(given: Given) -> int:
    """Ask the server, print what `qa-bot ask` prints where stdout is no terminal, and return the exit code."""
    settings = server_client.read_settings()
    url = given.url or settings.url or SERVER_URL
    # Opened while the server answers, unless it is needed before: that takes as long as to send the question.
    kept = cache(lambda: _conversation(settings, url))
    if given.forget:
        was_kept = kept().forget()
        if not given.question:
            print("forgotten" if was_kept else "there was nothing to forget", file=sys.stderr)
            return 0
    body: dict[str, Any] = {"question": question_of(given.question)}
    if given.continued:
        body["history"] = _earlier(kept(), given.quiet)
    elif given.history:
        body["history"] = _read_history(Path(given.history))
    body.update({"in": given.within or None, "since": given.since, "until": given.until})
    return _print(server_client.ask(url, settings.token, body, meanwhile=kept), kept(), given.as_json)


def _conversation(settings: ClientSettings, url: str) -> "ServerConversation":
    from qa_bot.cli.server_conversation import ServerConversation

    state_dir = settings.state_dir
    if state_dir is None:
        from platformdirs import user_state_path

        state_dir = user_state_path("qa-bot")
    return ServerConversation(state_dir, Path.cwd(), url, settings.continue_h)


def _run(arguments: list[str]) -> int:
    try:
        return ask_server(read_arguments(arguments))
    except QaBotError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _fail(f"unexpected failure ({type(error).__name__}: {error})", 1)


def _fail(message: str, code: int) -> int:
    from qa_bot.text.printable import printable

    print(f"qa-bot: {' '.join(printable(message).split())}", file=sys.stderr)
    return code


def _print(reply: Reply, kept: "ServerConversation", as_json: bool) -> int:
    print(json.dumps(reply.answer) if as_json else reply.text, flush=True)
    # Where it cannot be kept, the answer is given all the same; only --continue cannot go on with it.
    with suppress(StorageError):
        kept.write(reply.conversation)
    return 0 if reply.answer["status"] == "answered" or reply.asks_nothing else ABSTAINED


def _without_command(arguments: Sequence[str]) -> list[str]:
    left = list(arguments)
    left.remove("ask")
    return left


def _earlier(kept: "ServerConversation", quiet: bool) -> list[Any]:
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
