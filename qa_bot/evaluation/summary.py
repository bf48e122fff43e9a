"""Summarise the figures of all questions of a run: means and totals with intervals, overall and by slice."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_bot.evaluation.abstention import abstention_metrics, expected_calibration_error, risk_coverage
from qa_bot.evaluation.scoring import Scored
from qa_bot.evaluation.statistics import Indices, Interval, bootstrap_mean, bootstrap_statistic

Floats = NDArray[np.float64]


def summarise(scored: Sequence[Scored]) -> dict[str, Interval]:
    """Return every figure of a group of questions, by dotted name, with its 95 % interval."""
    means = [name for name in metric_names(scored) if not name.startswith("latency.") and not is_total(name)]
    found = {name: bootstrap_mean(column(scored, name)) for name in means}
    found |= {name: _total(column(scored, name)) for name in metric_names(scored) if is_total(name)}
    found |= _abstention(scored)
    found |= _latency(scored)
    return {name: interval for name, interval in sorted(found.items()) if interval.size}


def is_total(name: str) -> bool:
    """Tell whether a figure is a total over the questions: a language model's tokens and cost, and its dropped sentences."""
    return name.startswith("usage.") or name == "generation.dropped"


def metric_names(scored: Sequence[Scored]) -> tuple[str, ...]:
    """Return the names of the figures that any question has."""
    return tuple(sorted({name for row in scored for name in row.metrics}))


def column(scored: Sequence[Scored], name: str) -> Floats:
    """Return a figure of each question, shape (questions,), NaN if it does not apply."""
    return np.array([row.metrics.get(name, float("nan")) for row in scored], np.float64)


def slices(types: Sequence[str], follow_ups: Sequence[bool]) -> Mapping[str, list[int]]:
    """Return the groups that are reported besides the total: by type, and standalone questions or follow-ups."""
    groups: dict[str, list[int]] = {}
    for i, (kind, follow_up) in enumerate(zip(types, follow_ups, strict=True)):
        groups.setdefault(f"type: {kind}", []).append(i)
        groups.setdefault("with history" if follow_up else "standalone", []).append(i)
    return dict(sorted(groups.items()))


def _abstention(scored: Sequence[Scored]) -> dict[str, Interval]:
    abstained = np.array([row.abstained for row in scored])
    answerable = np.array([row.answerable for row in scored])
    right = np.array([row.right for row in scored])
    confidence = np.array([row.confidence for row in scored])

    def abstention(name: str) -> Interval:
        return bootstrap_statistic(len(scored), lambda rows: abstention_metrics(abstained[rows], answerable[rows])[name])

    def area(rows: Indices) -> Floats:
        return risk_coverage(confidence[rows], right[rows]).area

    def calibration(rows: Indices) -> Floats:
        return expected_calibration_error(confidence[rows], right[rows])

    names = abstention_metrics(abstained, answerable)
    found = {name: abstention(name) for name, value in names.items() if not np.isnan(value)}
    found["abstention.risk_coverage_area"] = bootstrap_statistic(len(scored), area)
    found["confidence.calibration_error"] = bootstrap_statistic(len(scored), calibration)
    return found


def _latency(scored: Sequence[Scored]) -> dict[str, Interval]:
    """Return median and 95th percentile of each stage; those of the whole question are latency.p50_ms and latency.p95_ms."""
    found = {}
    for name in metric_names(scored):
        if name.startswith("latency."):
            times = column(scored, name)
            times = times[~np.isnan(times)]
            stage = "" if name == "latency.total_ms" else f"{name.removeprefix('latency.').removesuffix('_ms')}."
            for share in (50, 95):
                found[f"latency.{stage}p{share}_ms"] = bootstrap_statistic(len(times), _percentile(times, share))
    return found


def _total(values: Floats) -> Interval:
    known: Floats = values[~np.isnan(values)]
    return bootstrap_statistic(len(known), lambda rows: known[rows].sum(axis=-1))


def _percentile(times: Floats, share: int) -> Callable[[Indices], Floats]:
    return lambda rows: np.percentile(times[rows], share, axis=-1)
