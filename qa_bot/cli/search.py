"""qa-bot search."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qa_bot.cli.console import is_terminal, link_to, rich_console, write
from qa_bot.cli.opening import open_or_index
from qa_bot.cli.options import filter_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.cli.render import FolderOf
from qa_bot.listing import FoundPassage, FoundPassages
from qa_bot.plain_text import found_lines, found_place, plain_passages

if TYPE_CHECKING:
    from rich.console import Console


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the passages as one line of JSON.")
@click.option("--limit", type=int, default=10, show_default=True, help="How many passages to show, 1 to 40.")
@filter_options
@global_options
@click.pass_context
def search(context: click.Context, query: tuple[str, ...], as_json: bool, limit: int) -> int:
    """Show the passages that may answer a query, the best first.

    If there is no index yet, the corpus folder is indexed first. The exit code is 0, also if nothing is found.

    \b
    Examples:
      qa-bot search "agreement between Turkey and Russia"
      qa-bot search --limit 3 --json "airport"
    """
    settings = located_settings(context, several=True)
    text = " ".join(query)
    passages = open_or_index(settings, is_quiet(context)).search(text, limit, filters_of(context))
    if as_json:
        write(FoundPassages(query=text, passages=passages).to_json())
    elif not passages:
        write("nothing found", sys.stderr)
    elif is_terminal(sys.stdout):
        print_passages(rich_console(sys.stdout), passages, settings.folder_of)
    else:
        write(plain_passages(passages))
    return 0


def print_passages(console: "Console", passages: Sequence[FoundPassage], folder_of: FolderOf) -> None:
    """Print the passages on a terminal: wrapped, their places linked to the files."""
    from rich.padding import Padding
    from rich.text import Text

    for number, found in enumerate(passages, 1):
        if number > 1:
            console.print()
        console.print(Text(found_place(number, found), style=f"bold link {link_to(found, folder_of(found.corpus))}"))
        *above, quote = found_lines(found)
        for line in above:
            console.print(Padding(Text(line, style="dim italic"), (0, 0, 0, 4)))
        console.print(Padding(Text(quote), (0, 0, 0, 4)))
