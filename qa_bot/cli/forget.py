"""qa-bot forget."""

from collections.abc import Iterator
from pathlib import Path

import click

from qa_bot.cli.chat import HISTORY_FILE
from qa_bot.cli.console import printable, write
from qa_bot.cli.kept_conversations import FOLDER as CONVERSATIONS
from qa_bot.cli.options import global_options, settings_of
from qa_bot.cli.server_conversation import FOLDER as SERVER_CONVERSATIONS
from qa_bot.errors import StorageError
from qa_bot.settings import state_folder


@click.command()
@global_options
@click.pass_context
def forget(context: click.Context) -> int:
    """Delete what you asked, in every corpus.

    These are the kept conversations with every corpus and every server, and the lines typed in `chat`.

    What people asked in Discord is deleted there, by each with /forget-me.
    """
    state = state_folder(settings_of(context))
    found = sorted(kept_files(state))
    try:
        for path in found:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"{error.filename} cannot be deleted ({error.strerror}): check the permissions of {state}"
        ) from error
    write(printable(f"{len(found)} files deleted in {state}" if found else f"nothing was kept in {state}"))
    return 0


def kept_files(state: Path) -> Iterator[Path]:
    """Yield the files that hold what was asked on the command line, those half written too."""
    for folder in (CONVERSATIONS, SERVER_CONVERSATIONS):
        yield from (path for path in (state / folder).rglob("*") if path.is_file())
    yield from (path for path in (state / HISTORY_FILE,) if path.is_file())
