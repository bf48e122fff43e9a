"""qa-bot ingest."""

import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

from qa_bot.cli.console import on_one_line, write
from qa_bot.cli.options import global_options, is_quiet, located_settings
from qa_bot.cli.own_process import in_own_process
from qa_bot.cli.progress import showing_progress
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import UsageError
from qa_bot.ingestion.report import IngestReport

# Ray ends the process that uses it when its own processes on the same machine end.
RAY_ENDED = "Ray ended on this machine: start it again, and run `qa-bot ingest --ray` again; what is embedded is kept"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Print what would be done; write nothing.")
@click.option("--rebuild", is_flag=True, help="Read every file again and rebuild the index; also repairs a damaged one.")
@click.option(
    "--purge", is_flag=True, help="Also delete now, from all of the index, what was removed or changed: it cannot be restored."
)
@click.option(
    "--ray",
    is_flag=False,
    flag_value="local",
    metavar="[ADDRESS]",
    help="Let the workers of a Ray cluster read, cut and embed; without an address all cores of this machine (docs/scaling.md).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@global_options
@click.pass_context
def ingest(context: click.Context, /, paths: tuple[Path, ...], as_json: bool, **wanted: Any) -> int:
    """Index new and changed files, and drop deleted ones.

    With PATHs, only those files or folders inside the corpus are added, changed or removed. Several corpora are indexed one
    after the other. The text that was removed or changed is kept for QA_BOT_KEEP_DAYS, for `news` and `index restore`; --purge
    deletes it at once.

    \b
    Examples:
      qa-bot ingest
      qa-bot ingest --corpus handbook
      qa-bot ingest seeds/new.txt
      qa-bot ingest --dry-run
      qa-bot ingest --purge
      qa-bot ingest --ray 10.0.0.5:6379
    """
    settings = located_settings(context, several=True)
    if settings.others and paths:
        raise UsageError("PATHs lie in one corpus: name one --corpus, or leave the PATHs out")
    quiet, asked = is_quiet(context), _Wanted(paths, **wanted)

    def work() -> int:
        for one in settings.each:
            _ingest_one(one, asked, quiet, as_json)
        return 0

    return work() if asked.ray is None or asked.dry_run else in_own_process(work, RAY_ENDED)


class _Wanted(NamedTuple):
    """What is to be done for each corpus, as `run_ingest` names it."""

    only: tuple[Path, ...]
    rebuild: bool
    purge: bool
    dry_run: bool
    ray: str | None


def _ingest_one(settings: LocatedSettings, wanted: _Wanted, quiet: bool, as_json: bool) -> None:
    """Index a corpus, and print what came of it."""
    from qa_bot.application import run_ingest

    with showing_progress(quiet or wanted.dry_run) as progress:
        report = run_ingest(settings, **wanted._asdict(), progress=progress)
    if not quiet:
        _tell_remarks(report)
    write(report.model_dump_json() if as_json else _summary(report))


def _tell_remarks(report: IngestReport) -> None:
    """Say on stderr what was not read, and that nothing is left to answer from."""
    for file in report.files:
        if file.outcome == "skipped":
            write(f"skipped {on_one_line(file.source)}: {on_one_line(file.reason or '')}", sys.stderr)
        elif file.outcome in ("added", "changed"):
            for note in file.notes:
                write(f"note on {on_one_line(file.source)}: {on_one_line(note)}", sys.stderr)
    if not report.dry_run and not report.documents:
        write("the corpus has no documents any more: nothing is answered until there are some and they are indexed", sys.stderr)


def _summary(report: IngestReport) -> str:
    counts = report.counts()
    outcomes = ", ".join(f"{counts[o]} {o}" for o in ("added", "changed", "unchanged", "removed", "skipped") if o in counts)
    if report.dry_run:
        planned = [
            f"would be {f.outcome}: {on_one_line(f.source)}" for f in report.files if f.outcome not in ("unchanged", "skipped")
        ]
        purging = [] if report.purged is None else [f"would be purged: {_texts(report)}, and what is removed or changed now"]
        return "\n".join([*planned, *purging, f"{outcomes}; nothing was written"])
    if not report.published:
        return f"{outcomes}; the index is up to date ({report.documents} documents, {report.chunks} chunks)"
    return (
        f"{outcomes}; published generation {report.generation} with {report.documents} documents, {report.chunks} chunks "
        f"({report.embedded} embedded) in {report.seconds:.1f} s" + (f"; purged {_texts(report)}" if report.purged else "")
    )


def _texts(report: IngestReport) -> str:
    """Return how many documents of earlier generations a purge deletes, in words."""
    return f"{report.purged} earlier {'text' if report.purged == 1 else 'texts'}"
