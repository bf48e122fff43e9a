"""qa-bot corpus."""

from pathlib import Path

import click

from qa_bot.cli.console import printable, write
from qa_bot.cli.options import global_options, settings_of
from qa_bot.corpora import INDEX_FOLDER, index_of, named_folder
from qa_bot.corpus_folder import refused_folder
from qa_bot.storage.corpus_names import add_name, read_names, remove_name
from qa_bot.storage.database import exists
from qa_bot.storage.servers import Servers, servers_of


@click.group()
@global_options
def corpus() -> None:
    """Give folders of documents names for --corpus.

    A name goes before a folder of the same name: write ./NAME for the folder.

    The names belong to the working directory: they are kept in its folder index/.

    \b
    Examples:
      qa-bot corpus add leave ~/documents/staff-handbook
      qa-bot ask --corpus leave "How many days of leave are there?"
      qa-bot corpus list
      qa-bot corpus remove leave
    """


@corpus.command("add")
@click.argument("name")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@global_options
@click.pass_context
def add(context: click.Context, name: str, folder: Path) -> int:
    """Name a folder of documents."""
    settings_of(context)
    found = named_folder(folder.absolute())
    add_name(INDEX_FOLDER, name, found)
    write(printable(f"{name} is {found}: ask it with --corpus {name}"))
    return 0


@corpus.command("list")
@global_options
@click.pass_context
def list_names(context: click.Context) -> int:
    """List the names with their folders, and where the index of each is."""
    servers = servers_of(settings_of(context))
    names = read_names(INDEX_FOLDER)
    if not names:
        write("no corpus has a name yet: qa-bot corpus add NAME DIR")
    for name, folder in names.items():
        write(printable(f"{name:<20} {folder}  ({_state(folder.absolute(), servers)})"))
    return 0


@corpus.command("remove")
@click.argument("name")
@global_options
@click.pass_context
def remove(context: click.Context, name: str) -> int:
    """Forget a name; its documents and its index stay."""
    settings_of(context)
    folder = read_names(INDEX_FOLDER).get(name)
    remove_name(INDEX_FOLDER, name)
    write(printable(f"{name} is no name of {folder} any more; its documents and its index stay"))
    return 0


def _state(folder: Path, servers: Servers) -> str:
    """Return in words whether a folder can be asked."""
    if refused := refused_folder(folder):
        return f"no permission to read {refused}"
    if not folder.is_dir():
        return "the folder does not exist"
    index = index_of(folder, servers=servers)
    return f"indexed in {index}" if exists(index, servers) else "not indexed yet"
