"""The figures of a run on the terminal: the few that matter, then all of them under headings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qa_bot.cli.console import printable, write

if TYPE_CHECKING:
    from qa_bot.evaluation.comparison import Comparison
    from qa_bot.evaluation.judgement import JudgeReport
    from qa_bot.evaluation.run import Run
    from qa_bot.evaluation.statistics import Interval


def write_results(run: "Run", comparison: "Comparison | None", page: str) -> None:
    """Write a run's figures, a judge's advice, the comparison with a baseline, and where the report is."""
    from qa_bot.evaluation.figures import SUMMARY, grouped

    write(
        f"{run.questions} question{'' if run.questions == 1 else 's'}, each figure with its 95% interval and the number of questions it rests on"
    )
    write_figures({label: run.metrics[name] for name, label in SUMMARY.items() if name in run.metrics})
    for heading, figures in grouped(run.metrics).items():
        write(f"\n{heading}")
        write_figures(figures, "  ")
    write("")
    if run.judge:
        _write_advice(run.judge)
    if comparison:
        counted = f"{comparison.wins} won, {comparison.losses} lost, p = {comparison.p_value:.3f}"
        write(f"against the baseline: {comparison.verdict} ({counted})")
        for flip in comparison.flips:
            write(printable(f"  {'won ' if flip.won else 'lost'} {flip.id}: {flip.question}"))
    write(page)


def write_figures(figures: Mapping[str, "Interval"], indent: str = "") -> None:
    """Write figures, a line each."""
    for name, interval in figures.items():
        shown = f"{indent}{name}"
        write(f"{shown:34} {interval.value:10.4f}   [{interval.low:.4f}, {interval.high:.4f}]  {interval.size}")


def _write_advice(report: "JudgeReport") -> None:
    judged = f"{report.judged} answers judged, {report.failures} verdicts failed"
    write(f"the advice of {report.identity.model}, which decides nothing ({judged}):")
    write_figures(report.figures)
