"""qa-bot chat."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import shorten

import click

from qa_bot.atomic_file import PRIVATE, make_private_folder
from qa_bot.cli.chat_models import ChatModels
from qa_bot.cli.chat_screen import Screen
from qa_bot.cli.chat_session import COMMANDS, ChatSession
from qa_bot.cli.console import printable, write
from qa_bot.cli.keeping import Keeping, conversations_with, last_kept
from qa_bot.cli.kept_conversations import Kept, KeptConversations
from qa_bot.cli.opening import open_or_index
from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.errors import UsageError
from qa_bot.settings import Settings, load_settings, state_folder

PROMPT = "> "
HISTORY_FILE = "chat_history"
LONGEST_QUESTION = 70


@click.command()
@click.option(
    "--continue",
    "continued",
    is_flag=False,
    flag_value=1,
    type=click.IntRange(min=1),
    metavar="[N]",
    help="Go on with the last conversation with this corpus, or with number N of --list.",
)
@click.option("--list", "listed", is_flag=True, help="List the kept conversations with this corpus, the newest first.")
@asking_options
@global_options
@click.pass_context
def chat(context: click.Context, continued: int | None, listed: bool) -> int:
    """Ask questions and follow-up questions, in a conversation.

    In the conversation, /help lists the commands.

    Without a terminal, every line of stdin is a question or a command.

    \b
    Examples:
      qa-bot chat
      qa-bot chat --continue
      printf 'When was the treaty signed?\\nBy whom?\\n' | qa-bot chat
    """
    settings = located_settings(context, several=True)
    conversations = conversations_with(settings)
    if listed:
        _list(conversations)
        return 0
    earlier = _chosen(conversations, continued) if continued else None
    bot = open_or_index(settings, is_quiet(context))
    screen = Screen(bot.prompts, settings.folder_of)
    models, keeping = ChatModels(load_settings(), settings), Keeping(conversations, earlier)
    session = ChatSession(bot, settings.folder_of, screen, settings.max_wrong, filters_of(context), models, keeping)
    if earlier and not is_quiet(context):
        screen.note(f'This goes on after "{earlier.conversation.turns[-1].question}"; /new begins another conversation.')
    is_interactive = sys.stdin.isatty() and screen.is_terminal
    if is_interactive and not is_quiet(context):
        screen.note("Ask a question; /help lists the commands, Ctrl-D leaves.")
    for line in _typed(settings) if is_interactive else _piped():
        if not session.handle(line):
            break
    return 0


def _list(conversations: KeptConversations) -> None:
    """Print a line for each kept conversation: its number, when it was last used, its questions, the first of them."""
    kept = conversations.listed()
    for number, one in enumerate(kept, 1):
        when = one.saved_at.astimezone().strftime("%Y-%m-%d %H:%M")
        counted = f"{one.count} question{'' if one.count == 1 else 's'}"
        write(
            printable(f"{number:3}  {when}  {counted:>12}  {shorten(one.first_question, LONGEST_QUESTION, placeholder=' …')}")
        )
    if not kept:
        write(f"no conversation of the last {conversations.max_age_h:g} hours is kept for this corpus", sys.stderr)


def _chosen(conversations: KeptConversations, number: int) -> Kept | None:
    kept = conversations.listed()
    if number > max(1, len(kept)):
        raise UsageError(f"there is no conversation {number}: `qa-bot chat --list` shows the {len(kept)} that are kept")
    return kept[number - 1] if kept else last_kept(conversations)


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
        make_private_folder(history_file.parent)
        history_file.touch(mode=PRIVATE)
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
