"""qa-bot chat."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from qa_bot.cli.ask import open_or_index
from qa_bot.cli.chat_models import ChatModels
from qa_bot.cli.chat_screen import Screen
from qa_bot.cli.chat_session import COMMANDS, ChatSession
from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.settings import Settings, load_settings, state_folder

PROMPT = "> "
HISTORY_FILE = "chat_history"


@click.command()
@asking_options
@global_options
@click.pass_context
def chat(context: click.Context) -> int:
    """Talk with the documents: ask questions and follow-up questions; /help lists the commands.

    Without a terminal, every line of stdin is a question or a command.

    \b
    Examples:
      qa-bot chat
      printf 'When was the treaty signed?\\nBy whom?\\n' | qa-bot chat
    """
    settings = located_settings(context, several=True)
    bot = open_or_index(settings, is_quiet(context))
    screen = Screen(bot.prompts, settings.folder_of)
    models = ChatModels(load_settings(), settings)
    session = ChatSession(bot, settings.folder_of, screen, settings.max_wrong, filters_of(context), models)
    is_interactive = sys.stdin.isatty() and screen.is_terminal
    if is_interactive and not is_quiet(context):
        screen.note("Ask a question; /help lists the commands, Ctrl-D leaves.")
    for line in _typed(settings) if is_interactive else _piped():
        if not session.handle(line):
            break
    return 0


def _piped() -> Iterator[str]:
    for line in iter(sys.stdin.buffer.readline, b""):
        yield line.decode("utf-8", "replace")


def _typed(settings: Settings) -> Iterator[str]:
    read = _line_reader(state_folder(settings) / HISTORY_FILE)
    while True:
        try:
            yield read()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _line_reader(history_file: Path) -> Callable[[], str]:
    """Return a function that reads an edited line, with history and completion; only the owner can read the history."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    try:
        history_file.parent.mkdir(parents=True, exist_ok=True)
        history_file.touch(mode=0o600)
        history: FileHistory | InMemoryHistory = FileHistory(str(history_file))
    except OSError:
        history = InMemoryHistory()
    prompt: PromptSession[str] = PromptSession(
        history=history,
        auto_suggest=AutoSuggestFromHistory(),
        completer=WordCompleter(list(COMMANDS), meta_dict=COMMANDS, sentence=True),
        complete_while_typing=True,
        reserve_space_for_menu=4,
    )
    return lambda: prompt.prompt(PROMPT)
