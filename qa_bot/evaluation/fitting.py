"""Fit the confidence: a logistic regression, and the threshold that keeps a given share of the answerable questions."""

import numpy as np
from numpy.typing import NDArray

from qa_bot.answering.confidence import LinearModel

Floats = NDArray[np.float64]

NEWTON_STEPS = 50
CONVERGED = 1e-8


def fit_logistic(inputs: Floats, labels: Floats, weights: Floats, penalty: Floats) -> LinearModel:
    """Return the regression that minimises the weighted log loss plus sum(penalty * w^2) / 2 over standardised inputs.

    `inputs` has shape (rows, columns), `labels` (rows,) is 0 or 1, `weights` (rows,) and `penalty` (columns,) are
    positive. Newton's method (iteratively reweighted least squares): Hastie, Tibshirani and Friedman, "The Elements of
    Statistical Learning", 2009, section 4.4.1.
    """
    weights = weights / weights.mean()
    mean = np.average(inputs, axis=0, weights=weights)
    scale = np.sqrt(np.average((inputs - mean) ** 2, axis=0, weights=weights))
    scale[scale < CONVERGED] = 1.0
    design = np.hstack([(inputs - mean) / scale, np.ones((len(inputs), 1))])
    ridge = np.diag(np.append(penalty, CONVERGED))
    solution = _newton(design, labels, weights, ridge)
    return LinearModel(
        mean=tuple(map(float, mean)),
        scale=tuple(map(float, scale)),
        weights=tuple(map(float, solution[:-1])),
        intercept=float(solution[-1]),
    )


def _newton(design: Floats, labels: Floats, weights: Floats, ridge: Floats) -> Floats:
    """Return the weights of the columns of `design`; `ridge` is the matrix of their penalties."""
    solution = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(design @ solution, -30, 30)))
        gradient = design.T @ (weights * (probability - labels)) + ridge @ solution
        curvature = (design * (weights * probability * (1 - probability))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        solution = solution - step
        if float(np.abs(step).max()) < CONVERGED:
            break
    return solution


def probabilities(model: LinearModel, inputs: Floats) -> Floats:
    """Return the model's probability for each row, shape (rows,)."""
    logits = (inputs - np.array(model.mean)) / np.array(model.scale) @ np.array(model.weights) + model.intercept
    found: Floats = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    return found


def threshold_that_keeps(share: float, probabilities_of_answerable: Floats, weights: Floats) -> float:
    """Return the highest probability at which at least a weighted share of the answerable questions is kept."""
    order = np.argsort(-probabilities_of_answerable)
    kept = np.cumsum(weights[order]) / weights.sum()
    return float(probabilities_of_answerable[order][np.searchsorted(kept, share)])
