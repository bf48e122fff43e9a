"""qa-bot source."""

import json
import sys

import click

from qa_bot.cli.console import printable, write
from qa_bot.cli.options import global_options, is_quiet, located_settings
from qa_bot.errors import QaBotError
from qa_bot.sources.manifest import Manifest, SourceOptions, count_of
from qa_bot.sources.schedule import is_forum, parse_interval, said_interval
from qa_bot.sources.state import states_of

NOTES_SHOWN = 5


@click.group()
@global_options
def source() -> None:
    """Fetch documents from git, web sites, feeds or Discord.

    Each source becomes a folder sources/NAME of plain files in the corpus; `qa-bot ingest` reads them like all others, and from
    there everything works without a network. It needs the extra `sources`; docs/sources.md has every kind.

    \b
    Examples:
      qa-bot source add git:https://github.com/pallets/click#main:docs --refresh 6h
      qa-bot source add sitemap:https://example.org/sitemap.xml
      qa-bot source add site:https://example.org/handbook/ --depth 2
      qa-bot source add feed:https://example.org/news.rss
      qa-bot source add discord-export:exports/
      qa-bot source refresh
    """


@source.command("add")
@click.argument("address", metavar="SOURCE")
@click.option("--name", metavar="NAME", help="What to call it; by default after the repository, the host or the file.")
@click.option("--refresh", metavar="INTERVAL", help="How often `qa-bot watch` fetches it again: 30m, 6h, 2d.  [never]")
@click.option("--depth", type=click.IntRange(0, 50), default=3, show_default=True, help="How deep links of site: are followed.")
@click.option("--link", metavar="TEMPLATE", help="Where a git host shows a line: https://.../{commit}/{path}#L{line}.")
@global_options
@click.pass_context
def add(context: click.Context, address: str, name: str | None, refresh: str | None, depth: int, link: str | None) -> int:
    """Fetch a source for the first time; if that fails, nothing is added.

    \b
    SOURCE is git:URL[#BRANCH[:PATH,...]], sitemap:URL, site:URL, feed:URL, discord-export:FILE,
    discord-forum:CHANNEL_ID or llama-index:CLASS[?JSON arguments].
    """
    from qa_bot.application import open_sources

    settings = located_settings(context)
    options = SourceOptions(depth=depth, link=link, refresh_s=parse_interval(refresh) if refresh else None)
    done = open_sources(settings).add(address, options, name)
    _tell_notes(done.manifest, is_quiet(context))
    write(
        printable(f"{done.name}: {count_of(done.manifest.documents)} fetched; index them with `{settings.command('ingest')}`")
    )
    return 0


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the sources as JSON.")
@global_options
@click.pass_context
def list_sources(context: click.Context, as_json: bool) -> int:
    """List the sources, when they were fetched, and which are out of date."""
    states = states_of(located_settings(context).corpus_dir)
    if as_json:
        write(json.dumps({"sources": [state.model_dump() for state in states]}))
        return 0
    if not states:
        write("the corpus has no sources yet: qa-bot source add SOURCE")
    for state in states:
        every = f", every {said_interval(state.refresh_s)}" if state.refresh_s else ""
        write(printable(f"{state.name:<20} {state.address}  ({state.files:,} files, fetched {state.fetched}{every})"))
        if state.stale:
            write(printable(f"{'':<20} {state.stale}"))
    return 0


@source.command("refresh")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@global_options
@click.pass_context
def refresh(context: click.Context, names: tuple[str, ...]) -> int:
    """Fetch sources again: those that are named, or all.

    If that fails, what was fetched before stays.

    Files that are gone there are deleted here.
    """
    from qa_bot.application import open_sources

    settings = located_settings(context)
    sources = open_sources(settings)
    wanted = names or tuple(name for name, manifest in sources.manifests().items() if not is_forum(manifest))
    code, is_new = 0, False
    for name in wanted:
        try:
            done = sources.refresh(name)
        except QaBotError as error:
            write(printable(f"{name}: {error}; what was fetched before stays"), sys.stderr)
            code = error.exit_code
            continue
        _tell_notes(done.manifest, is_quiet(context))
        write(printable(f"{name}: {done.added} added, {done.changed} changed, {done.removed} removed"))
        is_new = is_new or bool(done.added or done.changed or done.removed)
    if is_new:
        write(printable(f"index them with `{settings.command('ingest')}`"))
    return code


@source.command("remove")
@click.argument("name")
@global_options
@click.pass_context
def remove(context: click.Context, name: str) -> int:
    """Delete a source with its files; the next ingest forgets them."""
    from qa_bot.application import open_sources

    settings = located_settings(context)
    open_sources(settings).remove(name)
    write(printable(f"{name} is removed with its files: forget them with `{settings.command('ingest')}`"))
    return 0


def _tell_notes(manifest: Manifest, quiet: bool) -> None:
    if quiet:
        return
    for note in manifest.notes[:NOTES_SHOWN]:
        write(printable(note), sys.stderr)
    if len(manifest.notes) > NOTES_SHOWN:
        write(f"and {len(manifest.notes) - NOTES_SHOWN} more notes", sys.stderr)
