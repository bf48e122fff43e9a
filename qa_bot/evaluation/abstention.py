"""Measure whether the bot abstains when it should, and whether its confidence is calibrated."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

BINS = 10


class RiskCoverage(NamedTuple):
    """The risk-coverage curve: at each coverage, the share of wrong answers among those given; `area` is the area under it."""

    coverage: Floats
    risk: Floats
    area: Floats


class Bin(NamedTuple):
    """A bin of the reliability diagram."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


def abstention_metrics(abstained: Bools, answerable: Bools) -> dict[str, Floats]:
    """Return precision, recall and F1 of abstaining, and the share of the answerable questions that are answered.

    The last axis of both is that of the questions; figures have the shape of the others, and NaN for a division by zero.
    Precision: the share of the abstentions that were right. Recall: the share of the unanswerable questions refused.
    """
    refused, due = abstained.sum(axis=-1), (~answerable).sum(axis=-1)
    rightly = (abstained & ~answerable).sum(axis=-1)
    return {
        "abstention.precision": _share(rightly, refused),
        "abstention.recall": _share(rightly, due),
        "abstention.f1": _share(2 * rightly, refused + due),
        "abstention.kept": _share((~abstained & answerable).sum(axis=-1), answerable.sum(axis=-1)),
    }


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.divide(part, whole, dtype=np.float64)


def risk_coverage(confidence: Floats, right: Bools) -> RiskCoverage:
    """Return the curve for questions answered in order of confidence; `right` is False for unanswerable questions.

    The last axis of both is that of the questions; the area has the shape of the others.
    Source: El-Yaniv and Wiener, "On the foundations of noise-free selective classification", JMLR 2010; the area is the mean
    risk over the coverages (AURC: Geifman et al., "Bias-reduced uncertainty estimation", ICLR 2019).
    """
    order = np.argsort(-confidence, axis=-1, kind="stable")
    wrong = np.cumsum(~np.take_along_axis(right, order, axis=-1), axis=-1)
    answered = np.arange(1, order.shape[-1] + 1)
    risk = wrong / answered
    return RiskCoverage(answered / len(answered), risk, risk.mean(axis=-1))


def reliability(confidence: Floats, right: Bools) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold any question, shape (questions,) each."""
    number = _bins(confidence)
    return tuple(
        Bin(i / BINS, (i + 1) / BINS, int(held.sum()), float(confidence[held].mean()), float(right[held].mean()))
        for i in range(BINS)
        if (held := number == i).any()
    )


def expected_calibration_error(confidence: Floats, right: Bools) -> Floats:
    """Return the mean gap between confidence and the share of right answers, over ten bins weighted by their size.

    The last axis of both is that of the questions; the error has the shape of the others.
    Source: Guo et al., "On calibration of modern neural networks", ICML 2017.
    """
    number, surplus = _bins(confidence), confidence - right
    gaps = [np.abs(np.where(number == i, surplus, 0.0).sum(axis=-1)) for i in range(BINS)]
    error: Floats = np.sum(gaps, axis=0) / confidence.shape[-1]
    return error


def _bins(confidence: Floats) -> NDArray[np.int64]:
    return np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
