"""Fit the last step of the confidence, and its threshold, to the user's own gold sets.

The regression that weighs the signs stays as shipped, because fitting it needs thousands of questions. A few dozen are enough
to fit how far it can be trusted here, and the threshold. Every answerable question is asked twice: of all documents, and of
all except those that answer it. This turns it into an unanswerable question.

The answers to the questions asked of all documents are kept, for the promise that few answers are wrong. Questions of the
second kind do not count for it: a promise is about the questions that people ask, in the mix in which they ask them.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_bot.answering.confidence import Confidence, ConfidenceModel, LinearModel
from qa_bot.answering.features import features
from qa_bot.answering.models import Models
from qa_bot.answering.promise import KeptAnswer
from qa_bot.atomic_file import PRIVATE, write_atomically
from qa_bot.bot import Bot
from qa_bot.errors import GoldError
from qa_bot.evaluation.abstention import expected_calibration_error
from qa_bot.evaluation.fitting import fit_logistic, probabilities, threshold_that_keeps
from qa_bot.evaluation.gold import GoldQuestion
from qa_bot.evaluation.held_out_index import PartialSnapshot
from qa_bot.evaluation.scoring import is_right
from qa_bot.evidence.weighing import Weighing
from qa_bot.frozen import Frozen
from qa_bot.stopwatch import Stopwatch
from qa_bot.understanding.standalone import read_question
from qa_bot.understanding.understood import Understood

Floats = NDArray[np.float64]

KEEP = 0.92
FOLDS = 5
PENALTY = 1.0
FEWEST = 20


class CalibrationRow(Frozen):
    """A question asked of some documents: the log odds of the confidence, and whether the documents had the answer.

    `right` says whether the answer was right; it is None if none was given or if documents were hidden.
    """

    log_odds: float
    answerable: bool
    group: str
    right: bool | None = None


class CalibrationReport(Frozen):
    """How good the fitted confidence is out of fold, compared with the one in use."""

    rows: int
    answerable: int
    folds: int
    threshold: float
    kept: float
    refused: float
    kept_before: float
    refused_before: float
    calibration_error: float
    calibration_error_before: float


def check_enough(questions: Sequence[GoldQuestion]) -> None:
    """Raise GoldError if the questions are too few to calibrate, before any is asked."""
    alone = [one for one in questions if not one.history]
    answerable = [one for one in alone if one.is_answerable]
    # Those whose documents are named are asked again without these documents.
    again = sum(bool(one.sources) for one in answerable)
    without = len(alone) - len(answerable)
    counted = f": {without} written so, and {again} with an answer that will be asked again without their `sources`"
    _check_numbers(len(answerable), without + again, counted)


def _check_numbers(answerable: int, unanswerable: int, counted: str = "") -> None:
    if min(answerable, unanswerable) < FEWEST:
        raise GoldError(
            f"calibrating needs at least {FEWEST} questions with an answer and {FEWEST} without one (follow-ups do not count), and "
            f"there are {answerable} with an answer and {unanswerable} without one{counted}. Add questions to the gold set"
        )


def collect(
    index: PartialSnapshot, bot: Bot, models: Models, questions: Sequence[GoldQuestion], seen: Callable[[], None]
) -> list[CalibrationRow]:
    """Return the rows of a gold set without its follow-ups; the bot must be one that always answers."""
    rows = []
    for gold in questions:
        if not gold.history:
            index.hide([])
            attempt = bot.attempt(gold.question)
            is_given = bot.settle(attempt).status == "answered"
            right = is_right(gold, attempt.answer) if is_given else None
            rows.append(_row(models.weighing(index, Stopwatch()), models, attempt.understood, gold, gold.is_answerable, right))
            if gold.is_answerable and gold.sources:
                index.hide([passage for passage in index.every if set(passage.names) & set(gold.sources)])
                weighing = models.weighing(index, Stopwatch())
                rows.append(_row(weighing, models, read_question(weighing, gold.question), gold, False, None))
        seen()
    index.hide([])
    return [row for row in rows if row is not None]


def calibrate(model: ConfidenceModel, rows: Sequence[CalibrationRow]) -> tuple[ConfidenceModel, CalibrationReport]:
    """Return the model with its last step and threshold fitted; raise GoldError when the questions are too few or cannot be parted."""
    answerable = np.array([row.answerable for row in rows])
    _check_numbers(int(answerable.sum()), int((~answerable).sum()))
    inputs = np.array([[row.log_odds] for row in rows])
    weights = np.where(answerable, 0.5 / answerable.sum(), 0.5 / (~answerable).sum())
    out_of_fold = _out_of_fold(inputs, answerable, weights, [row.group for row in rows])
    threshold = threshold_that_keeps(KEEP, out_of_fold[answerable], np.ones(int(answerable.sum())))
    before = _before(model, inputs)
    calibration = _fit(inputs, answerable, weights)
    if calibration.weights[0] <= 0:
        raise GoldError(
            "the confidence is no higher where these documents have the answer: check the answers and sources of the gold set"
        )
    fitted = model.model_copy(update={"calibration": calibration, "threshold": round(threshold, 4)})
    return fitted, _report(answerable, out_of_fold, threshold, before, model.threshold)


def _report(
    answerable: NDArray[np.bool_], out_of_fold: Floats, threshold: float, before: Floats, threshold_before: float
) -> CalibrationReport:
    return CalibrationReport(
        rows=len(answerable),
        answerable=int(answerable.sum()),
        folds=FOLDS,
        threshold=round(threshold, 4),
        kept=float((out_of_fold[answerable] >= threshold).mean()),
        refused=float((out_of_fold[~answerable] < threshold).mean()),
        kept_before=float((before[answerable] >= threshold_before).mean()),
        refused_before=float((before[~answerable] < threshold_before).mean()),
        calibration_error=float(expected_calibration_error(out_of_fold, answerable)),
        calibration_error_before=float(expected_calibration_error(before, answerable)),
    )


def kept_answers(model: ConfidenceModel, rows: Sequence[CalibrationRow]) -> tuple[KeptAnswer, ...]:
    """Return the answers that were given, with the confidence that a calibrated model has in them.

    They need not be out of fold: the calibration only stretches the scale and keeps the order, so a threshold lets the same
    questions through. Nothing else of the confidence was learnt from these questions.
    """
    return tuple(
        KeptAnswer(confidence=model.calibrated(row.log_odds), right=row.right) for row in rows if row.right is not None
    )


def save(confidence: Confidence, path: Path, reader: str, model: ConfidenceModel, provenance: dict[str, object]) -> None:
    """Write the confidence with one model replaced: a temporary file first, then renamed."""
    written = confidence.model_copy(
        update={
            "models": {**confidence.models, reader: model},
            "provenance": {**confidence.provenance, "calibrated": {"at": datetime.now(UTC).date().isoformat(), **provenance}},
        }
    )
    write_atomically(path, written.model_dump_json() + "\n", PRIVATE)


def _row(
    weighing: Weighing, models: Models, read: Understood, gold: GoldQuestion, answerable: bool, right: bool | None
) -> CalibrationRow | None:
    if not read.graded:
        return None
    scalars = features(read.question, read.graded, weighing.weight)
    log_odds = models.confidence.model_for(models.reader.name).log_odds(scalars)
    group = gold.sources[0] if gold.sources else gold.id
    return CalibrationRow(log_odds=log_odds, answerable=answerable, group=group, right=right)


def _fit(inputs: Floats, answerable: NDArray[np.bool_], weights: Floats) -> LinearModel:
    return fit_logistic(inputs, answerable.astype(np.float64), weights, np.full(1, PENALTY))


def _out_of_fold(inputs: Floats, answerable: NDArray[np.bool_], weights: Floats, groups: Sequence[str]) -> Floats:
    """Return each row's probability from a fit on the other folds; a fold holds whole documents if there are enough."""
    names = sorted(set(groups))
    if len(names) < FOLDS:
        names, groups = [str(i) for i in range(len(groups))], [str(i) for i in range(len(groups))]
    fold_of = {name: i % FOLDS for i, name in enumerate(names)}
    folds = np.array([fold_of[group] for group in groups])
    found = np.zeros(len(inputs))
    for number in range(FOLDS):
        inside = folds != number
        if answerable[inside].all() or not answerable[inside].any():
            inside = np.ones(len(inputs), bool)
        found[folds == number] = probabilities(
            _fit(inputs[inside], answerable[inside], weights[inside]), inputs[folds == number]
        )
    return found


def _before(model: ConfidenceModel, inputs: Floats) -> Floats:
    if model.calibration is not None:
        return probabilities(model.calibration, inputs)
    before: Floats = 1 / (1 + np.exp(-inputs[:, 0]))
    return before
