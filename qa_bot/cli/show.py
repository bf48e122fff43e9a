"""qa-bot show."""

import difflib
import sys
from collections.abc import Sequence

import click

from qa_bot.cli.console import is_terminal, printable
from qa_bot.cli.options import global_options, located_settings
from qa_bot.cli.typed_question import readable
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
        source = readable(source)
        document = index.document(source)
        if document is None:
            raise UsageError(f"no document {source} is in the index: {_advice(source, index.sources())}")
    if is_terminal(sys.stdout):
        sys.stdout.write(printable(document.text))
    else:
        sys.stdout.buffer.write(document.text.encode("utf-8"))
    sys.stdout.flush()
    return 0


def _advice(source: str, known: Sequence[str]) -> str:
    """Return what may be meant: the same name in other letters, the rows of a file, or a similar name."""
    if alike := [one for one in known if one.casefold() == source.casefold()]:
        return f"did you mean {alike[0]}?"
    if rows := [one for one in known if one.casefold().startswith(f"{source}#".casefold())]:
        return f"each of its {len(rows)} rows is a document, as {rows[0]}"
    near = difflib.get_close_matches(source, known, n=1, cutoff=0.3)
    return f"did you mean {near[0]}?" if near else "`qa-bot list` tells what is indexed"
