"""report.html: one self-contained page."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qa_bot.answer import Citation
from qa_bot.atomic_file import write_atomically
from qa_bot.errors import DependencyError
from qa_bot.evaluation.abstention import reliability, risk_coverage
from qa_bot.evaluation.charts import bars_chart, reliability_chart, risk_coverage_chart
from qa_bot.evaluation.comparison import Comparison, is_success
from qa_bot.evaluation.figures import grouped
from qa_bot.evaluation.run import REPORT_FILE, Record, Run
from qa_bot.evaluation.scoring import TextOf
from qa_bot.evaluation.statistics import Interval
from qa_bot.presentation import QuotePiece, lines_of, pieces_of, surroundings
from qa_bot.text.printable import printable

if TYPE_CHECKING:
    from jinja2 import Template

HEADLINES = {
    "answer.containment": "answered right",
    "abstention.recall": "unanswerable refused",
    "abstention.kept": "answerable answered",
    "citations.quote_validity": "quotes verbatim",
    "citations.right_file": "a right file cited",
    "retrieval.hit_at_5": "right file in the first five",
    "answer.length": "words an answer",
    "latency.p50_ms": "median ms per question",
    "generation.share": "answers in the model's words",
    "generation.dropped": "sentences dropped in total",
    "usage.cost": "total cost",
}
_WHOLE = ("latency", "usage.prompt", "usage.completion", "generation.dropped", "answer.length")
# How many characters of the passage are shown around a quote, and how many of the retrieved files are named.
AROUND = 220
FILES_NAMED = 10
_TAGS = {
    "right": "right",
    "wrong": "wrong",
    "refused": "right",
    "abstained": "wrong",
    "false answer": "wrong",
    "crashed": "wrong",
}


class Tile(NamedTuple):
    """A headline figure with its 95 % interval, as text."""

    name: str
    label: str
    value: str
    low: str
    high: str
    size: int


class Chart(NamedTuple):
    """A chart as SVG, with its caption."""

    title: str
    svg: str


class Quoted(NamedTuple):
    """A citation with its place in words and the text around it."""

    number: int
    place: str
    before: str
    pieces: tuple[QuotePiece, ...]
    after: str


class Row(NamedTuple):
    """A question of the run; `baseline` is "won", "lost" or "" against the baseline."""

    record: Record
    outcome: str
    tag: str
    baseline: str
    quotes: tuple[Quoted, ...]
    retrieved: tuple[str, ...]


def write_report(
    folder: Path, run: Run, records: Sequence[Record], text_of: TextOf, comparison: Comparison | None = None
) -> Path:
    """Write the page of a run and return its path; raise DependencyError without the extra `eval`."""
    page = _template().render(
        run=run,
        tiles=[_tile(name, label, run.metrics[name]) for name, label in HEADLINES.items() if name in run.metrics],
        groups=grouped(run.metrics),
        comparison=comparison,
        charts=list(_charts(run, records)),
        rows=list(_rows(records, text_of, comparison)),
    )
    path = folder / REPORT_FILE
    write_atomically(path, page)
    return path


def outcome_of(record: Record) -> str:
    """Return the outcome of a question in at most two words."""
    if record.error is not None:
        return "crashed"
    if record.scored.abstained:
        return "abstained" if record.gold.is_answerable else "refused"
    if not record.gold.is_answerable:
        return "false answer"
    return "right" if is_success(record) else "wrong"


def _template() -> "Template":
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise DependencyError("the report needs the extra: pip install 'qa-bot[eval]'") from error
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_plain)
    return environment.from_string((files("qa_bot.evaluation") / "report.html.jinja").read_text("utf-8"))


def _plain(value: object) -> object:
    """Return a text without characters that steer a terminal or turn the order of others around; charts stay as they are."""
    return printable(value) if type(value) is str else value


def _tile(name: str, label: str, interval: Interval) -> Tile:
    value, low, high = (f"{x:.0f}" if name.startswith(_WHOLE) else f"{x:.3f}" for x in interval[:3])
    return Tile(name, label, value, low, high, interval.size)


def _charts(run: Run, records: Sequence[Record]) -> Iterator[Chart]:
    confidence = np.array([record.scored.confidence for record in records])
    right = np.array([record.scored.right for record in records])
    answered = np.array([not record.scored.abstained for record in records])
    risk_now = float((~right[answered]).mean()) if answered.any() else 0.0
    curve = risk_coverage_chart(risk_coverage(confidence, right), float(answered.mean()), risk_now)
    yield Chart("Wrong answers by share of questions answered", curve)
    yield Chart("Calibration of the confidence", reliability_chart(reliability(confidence, right)))
    stages = {
        name.removeprefix("latency.").removesuffix("_ms"): (i.value, i.low, i.high)
        for name, i in run.metrics.items()
        if name.startswith("latency.")
    }
    yield Chart("Time by stage", bars_chart(stages, "milliseconds"))
    kinds = {
        name.removeprefix("type: "): (i.value, i.low, i.high)
        for name, group in run.slices.items()
        if (i := group.get("answer.containment") or group.get("abstention.recall"))
    }
    yield Chart("Right answers by type (refusals if there is no answer)", bars_chart(kinds, "share of questions", 1.02))


def _rows(records: Sequence[Record], text_of: TextOf, comparison: Comparison | None) -> Iterator[Row]:
    flips = {flip.id: "won" if flip.won else "lost" for flip in comparison.flips} if comparison else {}
    for record in records:
        outcome, answer = outcome_of(record), record.answer
        quotes = tuple(_quoted(citation, text_of(citation.source) or "") for citation in answer.citations) if answer else ()
        retrieved = tuple(dict.fromkeys(passage.source for passage in answer.retrieved))[:FILES_NAMED] if answer else ()
        yield Row(record, outcome, _TAGS[outcome], flips.get(record.gold.id, ""), quotes, retrieved)


def _quoted(citation: Citation, text: str) -> Quoted:
    return Quoted(
        number=citation.number,
        place=" · ".join((f"{citation.source}, {lines_of(citation)}", *surroundings(citation))),
        before=text[max(citation.start - AROUND, 0) : citation.start],
        pieces=pieces_of(citation),
        after=text[citation.end : citation.end + AROUND],
    )
