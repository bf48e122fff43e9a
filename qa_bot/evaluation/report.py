"""report.html: one self-contained page."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

import numpy as np

from qa_bot.answer import Answer, Citation
from qa_bot.errors import StorageError
from qa_bot.evaluation.abstention import reliability, risk_coverage
from qa_bot.evaluation.charts import bars_chart, reliability_chart, risk_coverage_chart
from qa_bot.evaluation.comparison import Comparison, is_success
from qa_bot.evaluation.judgement import JudgeReport
from qa_bot.evaluation.run import REPORT_FILE, Record, Run
from qa_bot.evaluation.scoring import TextOf
from qa_bot.evaluation.statistics import Interval
from qa_bot.presentation import lines_of, pieces_of, surroundings

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
COLUMNS = ("Question", "Type", "Outcome", "Confidence", "Words", "ms", "Baseline")
# How many characters of the passage are shown around a quote.
AROUND = 220
_TAGS = {
    "right": "right",
    "wrong": "wrong",
    "refused": "right",
    "abstained": "wrong",
    "false answer": "wrong",
    "crashed": "wrong",
}


def write_report(
    folder: Path, run: Run, records: Sequence[Record], text_of: TextOf, comparison: Comparison | None = None
) -> Path:
    """Write the page of a run and return its path."""
    flips = {flip.id: flip for flip in comparison.flips} if comparison else {}
    page = Template((files("qa_bot.evaluation") / "report.html").read_text("utf-8")).substitute(
        gold=escape(run.gold),
        facts=escape(_facts(run)),
        tiles="".join(_tile(name, label, run.metrics[name]) for name, label in HEADLINES.items() if name in run.metrics),
        comparison=_comparison(comparison),
        charts="".join(_charts(run, records)),
        figure_count=str(len(run.metrics)),
        figures=_figures(run.metrics),
        advice=_advice(run.judge) if run.judge else "",
        outcomes="".join(f"<option>{outcome}</option>" for outcome in sorted({outcome_of(r) for r in records})),
        types="".join(f"<option>{escape(kind)}</option>" for kind in sorted({r.gold.type for r in records})),
        headings="".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in COLUMNS),
        rows="".join(
            _row(r, text_of, "" if r.gold.id not in flips else "won" if flips[r.gold.id].won else "lost") for r in records
        ),
    )
    path = folder / REPORT_FILE
    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise StorageError(f"the report cannot be written to {folder} ({error.strerror})") from error
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


def _facts(run: Run) -> str:
    settings = ", ".join(f"{key} {value}" for key, value in run.identity.settings.items() if value is not None)
    versions = ", ".join(f"{name} {number}" for name, number in run.identity.versions.items())
    return (
        f"{run.questions} questions, {run.started_at}; threshold {run.identity.threshold:.3f}; peak memory {run.peak_memory_mb:.0f} MB; "
        f"{settings}; {versions}"
    )


def _tile(name: str, label: str, interval: Interval) -> str:
    value, low, high = (_figure(name, x) for x in interval[:3])
    return f'<div class="tile"><b>{value}</b>{label}<br><small title="{name}">{low} to {high}, {interval.size} questions</small></div>'


def _figure(name: str, value: float) -> str:
    return f"{value:.0f}" if name.startswith(_WHOLE) else f"{value:.3f}"


def _comparison(comparison: Comparison | None) -> str:
    if comparison is None:
        return ""
    gained, lost = comparison.refusals
    flips = "".join(
        f"<li><b class={'right' if flip.won else 'wrong'}>{'won' if flip.won else 'lost'}</b> {escape(flip.question)}"
        f"<blockquote>now: {escape(flip.ours)}</blockquote><blockquote>baseline: {escape(flip.theirs)}</blockquote></li>"
        for flip in comparison.flips
    )
    return (
        f"<h2>Against the baseline: {comparison.verdict}</h2><p>{comparison.wins} won, {comparison.losses} lost, {comparison.ties} tied "
        f"of the answerable questions (McNemar p = {comparison.p_value:.3f}); unanswerable ones: {gained} more refused, {lost} fewer.</p>"
        + (
            f"<details><summary>{len(comparison.flips)} flipped questions</summary><div><ul>{flips}</ul></div></details>"
            if flips
            else ""
        )
    )


def _charts(run: Run, records: Sequence[Record]) -> list[str]:
    confidence = np.array([record.scored.confidence for record in records])
    right = np.array([record.scored.right for record in records])
    answered = np.array([not record.scored.abstained for record in records])
    risk_now = float((~right[answered]).mean()) if answered.any() else 0.0
    charts = [
        (
            "Wrong answers by share of questions answered",
            risk_coverage_chart(risk_coverage(confidence, right), float(answered.mean()), risk_now),
        ),
        ("Calibration of the confidence", reliability_chart(reliability(confidence, right))),
    ]
    stages = {
        name.removeprefix("latency.").removesuffix("_ms"): (i.value, i.low, i.high)
        for name, i in run.metrics.items()
        if name.startswith("latency.")
    }
    charts.append(("Time by stage", bars_chart(stages, "milliseconds")))
    kinds = {
        name.removeprefix("type: "): (i.value, i.low, i.high)
        for name, group in run.slices.items()
        if (i := group.get("answer.containment") or group.get("abstention.recall"))
    }
    charts.append(("Right answers by type (refusals if there is no answer)", bars_chart(kinds, "share of questions", 1.02)))
    return [f"<figure>{svg}<figcaption>{title}</figcaption></figure>" for title, svg in charts]


def _figures(metrics: Mapping[str, Interval]) -> str:
    rows = "".join(
        f'<tr><td>{name}</td><td class="number">{i.value:.4g}</td><td class="number">{i.low:.4g} to {i.high:.4g}</td><td class="number">{i.size}</td></tr>'
        for name, i in metrics.items()
    )
    return f"<table><thead><tr><th>figure</th><th>value</th><th>95&nbsp;% interval</th><th>questions</th></tr></thead><tbody>{rows}</tbody></table>"


def _advice(report: JudgeReport) -> str:
    cost = "" if report.cost is None else f", cost {report.cost:.4g}"
    return (
        f"<section><h2>A judge's advice</h2><p class=muted>Advisory: it decides nothing, and another judge would give "
        f"other figures. {escape(report.identity.model)} judged {report.judged} answers; {report.failures} verdicts failed. "
        f"{report.use.prompt_tokens} tokens in, {report.use.completion_tokens} out{cost}. Faithfulness and relevancy are shares, "
        f"correctness goes from 1 to 5. Prompts {report.identity.prompts_sha256[:12]}.</p>{_figures(report.figures)}</section>"
    )


def _row(record: Record, text_of: TextOf, against_baseline: str) -> str:
    outcome = outcome_of(record)
    answer = record.answer
    words = "" if "answer.length" not in record.scored.metrics else f"{record.scored.metrics['answer.length']:.0f}"
    spent = f"{answer.timings_ms.get('total', 0):.0f}" if answer else ""
    cells = [
        f'<td data-key="{escape(record.gold.question)}"><details><summary>{escape(record.gold.question)}</summary><div>{_details(record, text_of)}</div></details></td>',
        f"<td>{escape(record.gold.type)}</td>",
        f'<td class="{_TAGS[outcome]}">{outcome}</td>',
        f'<td class="number">{record.scored.confidence:.3f}</td>',
        f'<td class="number">{words}</td>',
        f'<td class="number">{spent}</td>',
        f'<td class="{"right" if against_baseline == "won" else "wrong"}">{against_baseline}</td>',
    ]
    return f'<tr data-outcome="{outcome}" data-type="{escape(record.gold.type)}">{"".join(cells)}</tr>'


def _details(record: Record, text_of: TextOf) -> str:
    parts = [f"<p class=muted>{escape(record.gold.id)}</p>"]
    parts += [f"<p class=muted>earlier: {escape(turn.question)}</p>" for turn in record.gold.history]
    wanted = " | ".join(record.gold.acceptable) or "nothing: the documents do not say"
    if record.gold.all_of:
        wanted += f" (all of: {', '.join(record.gold.all_of)})"
    parts.append(f"<p><b>Wanted:</b> {escape(wanted)} <span class=muted>{escape(', '.join(record.gold.sources))}</span></p>")
    if record.answer is None:
        return "".join([*parts, f"<p class=wrong>{escape(str(record.error))}</p>"])
    if record.answer.standalone_question != record.answer.question:
        parts.append(f"<p><b>Understood as:</b> {escape(record.answer.standalone_question)}</p>")
    parts.append(f"<p><b>Said:</b> {escape(record.answer.text)}</p>")
    if record.scored.abstained:
        parts.append(f"<p class=muted>would have said: {escape(record.attempt)}</p>")
    for citation in record.answer.citations:
        text = text_of(citation.source) or ""
        before = text[max(citation.start - AROUND, 0) : citation.start]
        after = text[citation.end : citation.end + AROUND]
        parts.append(
            f"<p>[{citation.number}] {escape(' · '.join((f'{citation.source}, {lines_of(citation)}', *surroundings(citation))))}</p>"
            f"<blockquote>{escape(before)}<mark>{_quote(citation)}</mark>{escape(after)}</blockquote>"
        )
    parts += _words_of_a_model(record, record.answer)
    found = list(dict.fromkeys(passage.source for passage in record.answer.retrieved))[:10]
    parts.append(f"<p><b>Retrieved:</b> {escape(', '.join(found))}</p>")
    return "".join(parts)


def _quote(citation: Citation) -> str:
    pieces = ((escape(text), is_span) for text, is_span in pieces_of(citation))
    return "".join(f"<strong>{text}</strong>" if is_span else text for text, is_span in pieces)


def _words_of_a_model(record: Record, answer: Answer) -> list[str]:
    """Return what a language model did for an answer, and what a judge says about it."""
    parts = []
    if answer.usage is not None:
        wrote = f"in the words of {answer.model}" if answer.mode == "generative" else "in the documents' own words"
        used = f"{answer.usage.prompt_tokens} tokens in, {answer.usage.completion_tokens} out"
        parts.append(f"<p class=muted>{escape(wrote)}; {answer.dropped} sentences dropped; {used}</p>")
    for dropped in record.dropped:
        parts.append(f"<p class=muted>dropped: {escape(dropped.text)} ({escape('; '.join(dropped.missing))})</p>")
    for criterion, verdict in record.verdict.verdicts.items() if record.verdict else ():
        said = f"failed: {verdict.failure}" if verdict.score is None else f"{verdict.score:g}. {verdict.reason}"
        parts.append(f"<p class=muted>judge (advisory), {criterion}: {escape(said)}</p>")
    return parts
