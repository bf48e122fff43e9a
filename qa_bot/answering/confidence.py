"""How sure the bot is that the documents answer a question: a calibrated probability, and the bar it must clear."""

import json
import math
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from qa_bot.answering.features import FEATURES
from qa_bot.answering.grading import Graded
from qa_bot.errors import SettingsError
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Vectors

ANY_RERANKER = "any"
MOST_LOG_ODDS = 12.0
LEAST_PROBABILITY = 1e-9


class LinearModel(Frozen):
    """Be a logistic regression over standardised inputs: p = 1 / (1 + exp(-(intercept + weights . (x - mean) / scale)))."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, inputs: Vectors) -> float:
        """Return the probability for one row of inputs, shape (len(weights),)."""
        standardised = (inputs - np.array(self.mean)) / np.array(self.scale)
        logit = float(standardised @ np.array(self.weights)) + self.intercept
        return float(1 / (1 + np.exp(-np.clip(logit, -50, 50))))


class ConfidenceModel(Frozen):
    """Be the two questions that the confidence asks of the best piece, how they count, and the bar.

    `subject` tells whether the documents are about what is asked at all, from the features in the order of FEATURES.
    `answer` tells whether a piece on the subject says what is asked, from the reranker's two logits and, where
    `state_width` is not 0, its two states. Their product P(on the subject) P(answers | on the subject) ranks the questions;
    `slope` and `intercept` turn its log odds into those of the confidence (Platt, "Probabilistic outputs for support vector
    machines", 1999). A `calibration`, fitted to gold sets of one's own, joins the two log odds instead. `threshold` is the
    confidence below which the bot abstains.
    """

    subject: LinearModel
    answer: LinearModel
    slope: float = 1.0
    intercept: float = 0.0
    calibration: LinearModel | None = None
    threshold: float
    state_width: int = 0

    def both(self, scalars: Vectors, best: Graded) -> tuple[float, float]:
        """Return the probabilities of the two questions; scalars has shape (len(FEATURES),)."""
        return self.subject.probability(scalars), self.answer.probability(answer_inputs(scalars, best, self.state_width))

    def probability(self, scalars: Vectors, best: Graded) -> float:
        """Return the confidence that the best piece answers the question; scalars has shape (len(FEATURES),)."""
        subject, answer = self.both(scalars, best)
        if self.calibration is not None:
            return self.calibration.probability(calibration_inputs(subject, answer))
        return scaled(subject * answer, self.slope, self.intercept)


class Confidence(Frozen):
    """Be the fitted models, by reranker name; ANY_RERANKER serves those that tell no state. `provenance` says how."""

    schema_version: int
    features: tuple[str, ...]
    models: Mapping[str, ConfidenceModel]
    provenance: Mapping[str, object]

    def model_for(self, reranker: str) -> ConfidenceModel:
        """Return the model fitted with a reranker, else the one for any."""
        return self.models.get(reranker, self.models[ANY_RERANKER])


def load_confidence(path: Path | None = None) -> Confidence:
    """Return the fitted models from a file, by default the one shipped; raise SettingsError when it does not fit."""
    try:
        text = path.read_text("utf-8") if path else _shipped()
        confidence = Confidence.model_validate(json.loads(text))
    except (OSError, ValueError, ValidationError) as error:
        raise SettingsError(f"the confidence file {path} cannot be read: delete it to use the shipped one") from error
    if confidence.features != FEATURES:
        raise SettingsError(f"the confidence file {path} was fitted for another version: delete it or fit it anew")
    return confidence


def scaled(probability: float, slope: float, intercept: float) -> float:
    """Return the probability whose log odds are slope * (those of a probability) + intercept."""
    kept = min(max(probability, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY)
    return 1 / (1 + math.exp(-(slope * math.log(kept / (1 - kept)) + intercept)))


def calibration_inputs(subject: float, answer: float) -> Vectors:
    """Return the log odds of two probabilities, kept between -12 and 12, shape (2,)."""
    pair = np.clip(np.array([subject, answer], np.float64), LEAST_PROBABILITY, 1 - LEAST_PROBABILITY)
    return np.clip(np.log(pair / (1 - pair)), -MOST_LOG_ODDS, MOST_LOG_ODDS).astype(np.float32)


def answer_inputs(scalars: Vectors, best: Graded, state_width: int) -> Vectors:
    """Return what the second question is decided from: the two logits, then the two states where they are wanted."""
    logits = scalars[[FEATURES.index("best_logit"), FEATURES.index("best_in_context")]]
    if not state_width:
        return logits
    alone = np.zeros(state_width, np.float32) if best.state is None else best.state
    context = alone if best.context_state is None else best.context_state
    return np.concatenate([logits, alone, context]).astype(np.float32)


def _shipped() -> str:
    return (files("qa_bot.answering") / "confidence.json").read_text("utf-8")
