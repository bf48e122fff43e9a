"""qa-bot list."""

import sys
from collections.abc import Sequence

import click

from qa_bot.cli.console import on_one_line, write
from qa_bot.cli.options import global_options, located_settings
from qa_bot.listing import ListedDocument, ListedDocuments
from qa_bot.presentation import shown_name

# A longer name moves the columns of its own line alone.
WIDEST_NAME = 60


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the documents as one line of JSON.")
@global_options
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> int:
    """List the indexed documents.

    Each has its name, date, size, chunks and title.

    A row of a CSV or JSON lines file is a document of its own. The exit code is 4 if there is no index yet.

    \b
    Examples:
      qa-bot list
      qa-bot list --json --corpus handbook
    """
    from qa_bot.application import open_reader
    from qa_bot.storage.document_list import list_documents

    settings = located_settings(context, several=True)
    with open_reader(settings).snapshot() as index:
        documents = list_documents(index)
    if as_json:
        write(ListedDocuments(documents=documents).to_json())
    elif not documents:
        write(
            f"the index has no documents: put some into {settings.corpus_dir} and run `{settings.command('ingest')}`",
            sys.stderr,
        )
    else:
        write(document_lines(documents))
    return 0


def document_lines(documents: Sequence[ListedDocument]) -> str:
    """Return a line for each document."""
    names = [on_one_line(shown_name(document)) for document in documents]
    width = min(max(map(len, names)), WIDEST_NAME)
    return "\n".join(_line(name, width, document) for name, document in zip(names, documents, strict=True))


def _line(name: str, width: int, document: ListedDocument) -> str:
    date = on_one_line(document.date or "no date")
    chunks = f"{document.chunks:,} chunk{'' if document.chunks == 1 else 's'}"
    title = on_one_line(document.title or "")
    return f"{name:<{width}}  {date:<10}  {document.characters:>9,} characters  {chunks:>9}  {title}".rstrip()
