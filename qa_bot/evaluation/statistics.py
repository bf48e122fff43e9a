"""How sure a figure is: bootstrap intervals, and paired tests between two runs."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

RESAMPLES = 1000
SEED = 20201
LEVEL = 0.95


class Interval(NamedTuple):
    """A figure with its 95 % interval; `size` is how many questions it rests on."""

    value: float
    low: float
    high: float
    size: int


def bootstrap_mean(values: Floats) -> Interval:
    """Return the mean of the values that are not NaN, with its percentile bootstrap interval.

    Source: Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13.
    """
    known: Floats = values[~np.isnan(values)]
    if not len(known):
        return Interval(float("nan"), float("nan"), float("nan"), 0)
    means = known[_resamples(len(known))].mean(axis=1)
    return Interval(float(known.mean()), *_percentiles(means), len(known))


def bootstrap_statistic(count: int, statistic: Callable[[Indices], Floats]) -> Interval:
    """Return a statistic of all rows with its interval.

    `statistic` takes the indices of the rows to use, shape (resamples, rows), and returns a figure of each resample.
    """
    return Interval(float(statistic(np.arange(count)[None])[0]), *_percentiles(statistic(_resamples(count))), count)


def paired_difference(ours: Floats, theirs: Floats) -> Interval:
    """Return the mean of ours minus theirs, question by question, with its bootstrap interval."""
    return bootstrap_mean(ours - theirs)


def mcnemar(wins: int, losses: int) -> float:
    """Return the two-sided exact p-value that wins and losses are equally likely.

    Source: McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 1947, in
    its exact binomial form.
    """
    flips = wins + losses
    tail: float = sum(math.comb(flips, i) for i in range(min(wins, losses) + 1)) / 2.0**flips
    return min(1.0, 2 * tail)


def _resamples(count: int) -> Indices:
    return np.random.default_rng(SEED).integers(0, count, (RESAMPLES, count))


def _percentiles(resampled: Floats) -> tuple[float, float]:
    known = resampled[~np.isnan(resampled)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [50 * (1 - LEVEL), 100 - 50 * (1 - LEVEL)])
    return float(low), float(high)
