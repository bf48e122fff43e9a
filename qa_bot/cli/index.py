"""qa-bot index."""

import json

import click

from qa_bot.cli.console import write
from qa_bot.cli.options import global_options, is_quiet, located_settings
from qa_bot.cli.progress import showing_progress

SHOWN = 20


@click.group()
@global_options
def index() -> None:
    """List earlier states of the index, and publish one again.

    An index keeps the texts that were changed or removed for QA_BOT_KEEP_DAYS, and those of the last QA_BOT_KEEP_GENERATIONS
    generations in any case.

    \b
    Examples:
      qa-bot index tags
      qa-bot index restore 12
    """


@index.command("tags")
@click.option("--json", "as_json", is_flag=True, help="Print all of them as one line of JSON.")
@global_options
@click.pass_context
def tags(context: click.Context, as_json: bool) -> int:
    """List the generations that can be restored.

    The published one comes first. Each has its number, its time, its documents and its chunks.
    """
    from qa_bot.application import restorable

    found = restorable(located_settings(context))
    fields = {"number", "built_at", "documents", "chunks"}
    if as_json:
        write(json.dumps([{**one.model_dump(include=fields), "published": one is found[0]} for one in found]))
        return 0
    for one in found[:SHOWN]:
        mark = "  published" if one is found[0] else ""
        write(f"{one.number:>6}  {one.built_at}  {one.documents} documents, {one.chunks} chunks{mark}")
    if len(found) > SHOWN:
        write(f"        and {len(found) - SHOWN} older ones: --json has them all")
    return 0


@index.command("restore")
@click.argument("generation", type=click.IntRange(1), metavar="GENERATION")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@global_options
@click.pass_context
def restore(context: click.Context, generation: int, as_json: bool) -> int:
    """Publish the documents of an earlier generation again.

    They become a new generation. The files of the corpus are not changed.

    Readers go on answering meanwhile. The next ingest brings in again what the folder has: mend that first, and stop `qa-bot watch`.
    """
    from qa_bot.application import restore as restore_generation

    settings = located_settings(context)
    with showing_progress(is_quiet(context)) as progress:
        report = restore_generation(settings, generation, progress)
    if as_json:
        write(report.model_dump_json())
        return 0
    if not report.published:
        write(f"generation {generation} has the same documents as the published one; nothing was changed")
        return 0
    counts = report.counts()
    told = ", ".join(f"{counts[outcome]} {word}" for outcome, word in _WORDS if outcome in counts)
    write(
        f"{told}; published generation {report.generation}, with the {report.documents} documents of generation {generation}. "
        f"`{settings.command('ingest')}` brings in what the folder has"
    )
    return 0


_WORDS = (("added", "came back"), ("changed", "as before"), ("removed", "taken out"))
