"""qa-bot show."""

import difflib
import sys

import click

from qa_bot.cli.console import is_terminal, printable
from qa_bot.cli.options import global_options, located_settings
from qa_bot.errors import UsageError


@click.command()
@click.argument("source")
@global_options
@click.pass_context
def show(context: click.Context, source: str) -> int:
    """Print the text of a document, as it was indexed.

    The offsets of citations count in this text.

    \b
    Example:
      qa-bot show 002_30507fdfd98f20b1.txt
    """
    from qa_bot.application import open_index

    settings = located_settings(context)
    with open_index(settings).snapshot() as index:
        document = index.document(source)
        if document is None:
            near = difflib.get_close_matches(source, index.sources(), n=1, cutoff=0.3)
            advice = f"did you mean {near[0]}?" if near else "`qa-bot status` tells what is indexed"
            raise UsageError(f"no document {source} is in the index: {advice}")
    if is_terminal(sys.stdout):
        sys.stdout.write(printable(document.text))
    else:
        sys.stdout.buffer.write(document.text.encode("utf-8"))
    sys.stdout.flush()
    return 0
