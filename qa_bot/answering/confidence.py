"""How sure the bot is that the documents answer a question: a calibrated probability, and the threshold it must reach."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from qa_bot.answering.features import FEATURES
from qa_bot.answering.promise import KeptGold
from qa_bot.errors import SettingsError
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Vectors

ANY_READER = "any"
SCHEMA_VERSION = 2
ASK_GOLD = "run `qa-bot eval GOLD --calibrate` with questions about this corpus"


class LinearModel(Frozen):
    """A logistic regression over standardised inputs: p = 1 / (1 + exp(-(intercept + weights . (x - mean) / scale)))."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def log_odds(self, inputs: Vectors) -> float:
        """Return the log odds for one row of inputs, shape (len(weights),), kept between -50 and 50."""
        standardised = (inputs - np.array(self.mean)) / np.array(self.scale)
        return float(np.clip(standardised @ np.array(self.weights) + self.intercept, -50, 50))

    def probability(self, inputs: Vectors) -> float:
        """Return the probability for one row of inputs, shape (len(weights),)."""
        return float(1 / (1 + np.exp(-self.log_odds(inputs))))


class ConfidenceModel(Frozen):
    """The regression that gives the confidence, and the threshold below which the bot abstains.

    `signs` names the features that count, in the order of the regression's inputs. A `calibration`, fitted to gold sets of
    the user's own, turns its log odds into those of the confidence; `kept` holds the answers given to that gold set.
    """

    signs: tuple[str, ...]
    regression: LinearModel
    calibration: LinearModel | None = None
    threshold: float
    kept: KeptGold | None = None

    def log_odds(self, scalars: Vectors) -> float:
        """Return the log odds that the documents answer, before any calibration; scalars has shape (len(FEATURES),)."""
        return self.regression.log_odds(scalars[[FEATURES.index(sign) for sign in self.signs]])

    def probability(self, scalars: Vectors) -> float:
        """Return the confidence that the best piece answers the question; scalars has shape (len(FEATURES),)."""
        return self.calibrated(self.log_odds(scalars))

    def calibrated(self, log_odds: float) -> float:
        """Return the confidence for the log odds before any calibration."""
        if self.calibration is not None:
            return self.calibration.probability(np.array([log_odds], np.float32))
        return float(1 / (1 + np.exp(-log_odds)))


class Confidence(Frozen):
    """The fitted models, by the reader's name; ANY_READER is for readers that give only relevance. `provenance` says how."""

    schema_version: int
    models: Mapping[str, ConfidenceModel]
    provenance: Mapping[str, object]

    def model_for(self, reader: str) -> ConfidenceModel:
        """Return the model fitted with a reader, else the one for any."""
        return self.models.get(reader, self.models[ANY_READER])


def load_confidence(path: Path | None = None) -> Confidence:
    """Return the fitted models from a file, by default the shipped one; raise SettingsError when it does not fit."""
    try:
        text = path.read_text("utf-8") if path else _shipped()
        confidence = Confidence.model_validate(json.loads(text))
    except (OSError, ValueError, ValidationError) as error:
        raise SettingsError(f"the confidence file {path} cannot be read: delete it to use the shipped one") from error
    known = {sign for model in confidence.models.values() for sign in model.signs} <= set(FEATURES)
    if confidence.schema_version != SCHEMA_VERSION or not known:
        raise SettingsError(f"the confidence file {path} was fitted for another version: delete it or fit it again")
    return confidence


def kept_gold(confidence: Confidence, reader: str, root: str, index_id: str, fingerprint: str) -> KeptGold:
    """Return the answers kept for the gold questions of a corpus; raise SettingsError if none, or another corpus's, are kept.

    A corpus that moved together with its index is recognised by the index's id, one with a new index by its root folder.
    """
    kept = confidence.model_for(reader).kept
    if kept is None:
        others = [name for name, model in confidence.models.items() if model.kept]
        known = f"the gold questions were asked with the reader {others[0]}, not with {reader}" if others else "none are kept"
        raise SettingsError(f"a promise needs gold questions asked of this corpus, and {known}: {ASK_GOLD}")
    if kept.root != root and kept.index_id != index_id:
        raise SettingsError(f"the gold questions that are kept were asked of the corpus {kept.root}, not of {root}: {ASK_GOLD}")
    if kept.fingerprint != fingerprint:
        raise SettingsError(f"the gold questions that are kept were asked of an index with other settings: {ASK_GOLD}")
    return kept


def _shipped() -> str:
    return (files("qa_bot.answering") / "confidence.json").read_text("utf-8")
