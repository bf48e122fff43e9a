"""qa-bot eval."""

import itertools
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from qa_bot.cli.console import write
from qa_bot.cli.figures import write_results
from qa_bot.cli.options import global_options, is_quiet, located_settings
from qa_bot.cli.progress import showing_progress
from qa_bot.corpora import LocatedSettings
from qa_bot.ingestion.report import Progress, ProgressListener
from qa_bot.settings import Settings

if TYPE_CHECKING:
    from qa_bot.evaluation.comparison import Comparison
    from qa_bot.evaluation.gates import Floor
    from qa_bot.evaluation.gold import GoldSet
    from qa_bot.evaluation.run import Record, Run


_logger = logging.getLogger(__name__)


class Options(NamedTuple):
    """What was given on the command line, beside the gold set and the global options."""

    out: Path | None
    baseline: Path | None
    floors: tuple[str, ...]
    fail_on_loss: bool
    resume: bool
    judge: bool
    calibrate: bool
    new_lines: int | None
    as_json: bool

    def check(self) -> None:
        """Raise GoldError for an option without the one that it needs."""
        from qa_bot.errors import GoldError

        if self.resume and self.out is None:
            raise GoldError("--resume needs --out: name the folder of the run to continue")
        if self.fail_on_loss and self.baseline is None:
            raise GoldError("--fail-on-loss needs --baseline: name the run to compare with")


@click.command("eval")
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of the run; one that holds a run is kept.  [runs/<gold>-<time>]",
)
@click.option("--baseline", type=click.Path(path_type=Path), metavar="RUN.json", help="Compare with an earlier run.")
@click.option("--fail-under", "floors", multiple=True, metavar="METRIC=VALUE", help="Exit 6 below this; may be repeated.")
@click.option("--fail-on-loss", is_flag=True, help="Exit 6 if the baseline was better by more than chance.")
@click.option("--resume", is_flag=True, help="Continue an interrupted run in --out.")
@click.option("--judge", is_flag=True, help="Let QA_BOT_LLM judge the answers too, as advice only.")
@click.option("--calibrate", is_flag=True, help="Fit the confidence and its threshold to these questions, for this user.")
@click.option(
    "--new", "new_lines", type=click.IntRange(1), metavar="COUNT", help="Begin a gold set: write COUNT lines to fill in."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@global_options
@click.pass_context
def evaluate(context: click.Context, /, gold: Path, **given: Any) -> int:
    """Answer the questions of a gold set, and measure the answers.

    \b
    Examples:
      qa-bot eval tests/gold/seeds.jsonl --out runs/today
      qa-bot eval gold.jsonl --baseline runs/yesterday/run.json
      qa-bot eval gold.jsonl --fail-under answer.containment=0.93 --fail-under citations.quote_validity=1
      qa-bot eval gold.jsonl --judge
      qa-bot eval gold.jsonl --calibrate
      qa-bot eval gold.jsonl --new 40
    """
    settings, options, quiet = located_settings(context), Options(**given), is_quiet(context)
    if options.new_lines is not None:
        return _begin(settings, gold, options.new_lines)
    if options.calibrate:
        return _calibrate(settings, gold, quiet, options.as_json)
    return _evaluate(settings, gold, options, quiet)


def _evaluate(settings: LocatedSettings, gold: Path, options: Options, quiet: bool) -> int:
    from qa_bot.evaluation.comparison import compare
    from qa_bot.evaluation.gates import parse_floor
    from qa_bot.evaluation.gold import read_gold
    from qa_bot.evaluation.run import check_unused, new_folder, read_records, read_run

    floors = [parse_floor(text) for text in options.floors]
    questions = read_gold(gold)
    earlier = read_run(options.baseline) if options.baseline else None
    options.check()
    folder = options.out or new_folder(gold, datetime.now())
    if not options.resume:
        check_unused(folder)
    _warn_of_unknown(settings, questions)
    run = _run(settings, gold, questions, folder, options, quiet)
    records = read_records(folder)
    comparison = compare(run, earlier[0], records, read_records(earlier[1])) if earlier else None
    page = _page(settings, folder, run, records, comparison)
    if options.as_json:
        write(run.model_dump_json(by_alias=True))
    else:
        write_results(run, comparison, page)
    _check(run, floors, comparison if options.fail_on_loss else None)
    return 0


def _warn_of_unknown(settings: LocatedSettings, questions: "GoldSet") -> None:
    """Log the documents and passages that the gold set names and the corpus does not have."""
    from qa_bot.evaluation.evaluate import documents_of
    from qa_bot.evaluation.gold import unknown_in

    text_of = documents_of(settings)
    for told in unknown_in(questions, text_of):
        _logger.warning("%s", told)


def _run(settings: LocatedSettings, gold: Path, questions: "GoldSet", folder: Path, options: Options, quiet: bool) -> "Run":
    from qa_bot.evaluation.evaluate import evaluate as run_evaluation

    command = f"{settings.command('eval')} {gold} --out {folder}"
    with _interruptible(command, options.judge), showing_progress(quiet) as progress:
        seen = _counting(progress, len(questions.questions))
        return run_evaluation(settings, gold, questions, folder, options.resume, seen, options.judge)


def _page(settings: Settings, folder: Path, run: "Run", records: "Sequence[Record]", comparison: "Comparison | None") -> str:
    """Write the report, and return where it is or why there is none."""
    from qa_bot.errors import DependencyError
    from qa_bot.evaluation.evaluate import documents_of
    from qa_bot.evaluation.report import write_report

    try:
        return f"report: {write_report(folder, run, records, documents_of(settings), comparison)}"
    except DependencyError as error:
        return f"no report: {error}"


def _check(run: "Run", floors: "Sequence[Floor]", comparison: "Comparison | None") -> None:
    """Raise GateError where a run is worse than the one it must not lose against, or below a floor."""
    from qa_bot.errors import GateError
    from qa_bot.evaluation.gates import check_floors, check_names

    check_names(floors, run.metrics)
    if comparison and comparison.verdict == "worse":
        raise GateError(
            f"worse than the baseline: {comparison.losses} lost, {comparison.wins} won (p = {comparison.p_value:.3f})"
        )
    check_floors(floors, run.metrics)


@contextmanager
def _interruptible(command: str, judge: bool) -> Iterator[None]:
    """Say how to continue if the block is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        judging = " --judge" if judge else ""
        write(f"qa-bot: interrupted; go on with: {command} --resume{judging}", sys.stderr)
        raise


def _counting(progress: ProgressListener, total: int) -> Callable[[object], None]:
    """Return a function that reports the progress after each answered question."""
    done = itertools.count(1)
    return lambda _: progress(Progress(stage="answering", done=next(done), total=total))


def _begin(settings: Settings, gold: Path, count: int) -> int:
    from qa_bot.application import open_index
    from qa_bot.evaluation.evaluate import index_for
    from qa_bot.evaluation.scaffold import scaffold

    with open_index(settings.model_copy(update={"index_dir": index_for(settings)})).snapshot() as index:
        written = scaffold(index, gold, count)
    write(f"wrote {written} lines to {gold}: write a question and its answer into each, and add some without an answer")
    return 0


def _calibrate(settings: Settings, gold: Path, quiet: bool, as_json: bool) -> int:
    from qa_bot.evaluation.evaluate import calibrate_confidence
    from qa_bot.evaluation.gold import read_gold

    questions = read_gold(gold)
    done = [0]
    with showing_progress(quiet) as progress:

        def seen() -> None:
            done[0] += 1
            progress(Progress(stage="asking", done=done[0], total=len(questions.questions)))

        report, path = calibrate_confidence(settings, questions, seen)
    if as_json:
        write(report.model_dump_json())
    else:
        write(
            f"out of fold over {report.rows} questions ({report.answerable} answerable): answers {report.kept:.3f} of the answerable and "
            f"refuses {report.refused:.3f} of the rest (before: {report.kept_before:.3f} and {report.refused_before:.3f}); "
            f"calibration error {report.calibration_error:.3f} (before: {report.calibration_error_before:.3f})"
        )
        write(f"wrote {path}; delete it to return to the shipped confidence")
    return 0
