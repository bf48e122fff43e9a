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
    area: float


class Bin(NamedTuple):
    """A bin of the reliability diagram."""

    low: float
    high: float
    size: int
    confidence: float
    right: float


def abstention_metrics(abstained: Bools, answerable: Bools) -> dict[str, float]:
    """Return precision, recall and F1 of abstaining, shape (questions,) each; NaN for a division by zero.

    Precision: the share of the abstentions that were right. Recall: the share of the unanswerable questions refused.
    """
    due = float((abstained & ~answerable).sum())
    precision = due / abstained.sum() if abstained.any() else float("nan")
    recall = due / (~answerable).sum() if (~answerable).any() else float("nan")
    total = float(abstained.sum() + (~answerable).sum())
    return {
        "abstention.precision": float(precision),
        "abstention.recall": float(recall),
        "abstention.f1": 2 * due / total if total else float("nan"),
        "abstention.kept": float((~abstained & answerable).sum() / answerable.sum()) if answerable.any() else float("nan"),
    }


def risk_coverage(confidence: Floats, right: Bools) -> RiskCoverage:
    """Return the curve for questions answered in order of confidence; `right` is False for unanswerable questions.

    Source: El-Yaniv and Wiener, "On the foundations of noise-free selective classification", JMLR 2010; the area is the mean
    risk over the coverages (AURC: Geifman et al., "Bias-reduced uncertainty estimation", ICLR 2019).
    """
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(~right[order])
    answered = np.arange(1, len(order) + 1)
    risk = wrong / answered
    return RiskCoverage(answered / len(order), risk, float(risk.mean()))


def reliability(confidence: Floats, right: Bools) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold any question."""
    number = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(i / BINS, (i + 1) / BINS, int(held.sum()), float(confidence[held].mean()), float(right[held].mean()))
        for i in range(BINS)
        if (held := number == i).any()
    )


def expected_calibration_error(confidence: Floats, right: Bools) -> float:
    """Return the mean gap between confidence and the share of right answers, over ten bins weighted by their size.

    Source: Guo et al., "On calibration of modern neural networks", ICML 2017.
    """
    return sum(b.size * abs(b.confidence - b.right) for b in reliability(confidence, right)) / len(confidence)
