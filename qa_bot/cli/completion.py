"""qa-bot completion."""

import click
from click.shell_completion import get_completion_class

from qa_bot.cli.console import write
from qa_bot.cli.options import global_options


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@global_options
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print a script that completes commands in a shell.

    \b
    Examples:
      qa-bot completion bash >> ~/.bashrc
      qa-bot completion fish > ~/.config/fish/completions/qa-bot.fish
    """
    complete = get_completion_class(shell)
    assert complete is not None
    write(complete(context.find_root().command, {}, "qa-bot", "_QA_BOT_COMPLETE").source())
    return 0
