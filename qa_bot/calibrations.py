"""Calibrations of the confidence: each is fitted to one corpus, and in force for that corpus alone."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from qa_bot.answering.confidence import Confidence, load_confidence
from qa_bot.answering.promise import KeptGold
from qa_bot.corpora import LocatedSettings, index_name
from qa_bot.errors import QaBotError
from qa_bot.settings import state_folder
from qa_bot.storage.database import latest_generation, open_for_reading, read_meta
from qa_bot.storage.servers import servers_of

FOLDER = "confidence"
# Where the one calibration of earlier versions is.
EARLIER = "confidence.json"


class Origin(NamedTuple):
    """What identifies an index: its corpus, its id, which stays when it moves, and the fingerprint of its settings."""

    root: str
    index_id: str
    fingerprint: str


class Calibration(NamedTuple):
    """A calibration that is kept: its file, with which reader, what it was fitted to, when, and the threshold it leads to."""

    path: Path
    confidence: Confidence
    reader: str
    kept: KeptGold
    at: str
    threshold: float

    def is_of(self, origin: Origin) -> bool:
        """Tell whether it was fitted to a corpus; a moved one is recognised by its index, a new index by its corpus."""
        return self.kept.root == origin.root or self.kept.index_id == origin.index_id


def path_of(settings: LocatedSettings, root: str) -> Path:
    """Return the file for the calibration of a corpus."""
    return state_folder(settings) / FOLDER / f"{index_name(Path(root), base=Path('/'))}.json"


def confidence_for(settings: LocatedSettings, reader: str, fingerprint: str) -> Confidence:
    """Return the confidence for the corpus that is asked: with its own calibration if it has one, else as shipped.

    What is kept for a promise stays with the confidence in any case, so that an error can say what it was kept of.
    """
    shipped, found = load_confidence(), calibrations(settings)
    if not found:
        return shipped
    mine = None if settings.others else in_force(settings, reader, fingerprint, found)
    if mine:
        return mine.confidence
    origin = _origin_of(settings, fingerprint)
    return _uncalibrated(next((one for one in found if one.is_of(origin)), found[0]).confidence, shipped)


def in_force(settings: LocatedSettings, reader: str, fingerprint: str, found: Sequence[Calibration]) -> Calibration | None:
    """Return the calibration for the corpus, the reader and the settings of the index that is asked; None if there is none."""
    if not found:
        return None
    origin = _origin_of(settings, fingerprint)
    fitting = (one for one in found if one.reader == reader and one.kept.fingerprint == origin.fingerprint)
    return next((one for one in fitting if one.is_of(origin)), None)


def calibrations(settings: LocatedSettings) -> tuple[Calibration, ...]:
    """Return the calibrations that are kept; raise SettingsError if a file cannot be read."""
    return tuple(_read(settings))


def _read(settings: LocatedSettings) -> Iterator[Calibration]:
    folder = state_folder(settings)
    for path in (*sorted((folder / FOLDER).glob("*.json")), folder / EARLIER):
        if path.is_file():
            confidence = load_confidence(path)
            calibrated = confidence.provenance.get("calibrated")
            at = str(calibrated.get("at", "")) if isinstance(calibrated, dict) else ""
            for reader, model in confidence.models.items():
                if model.kept:
                    yield Calibration(path, confidence, reader, model.kept, at, model.threshold)


def _origin_of(settings: LocatedSettings, fingerprint: str) -> Origin:
    """Return the origin of the index that is asked; before there is one, that of an index to come."""
    try:
        with closing(open_for_reading(settings.index_dir, servers_of(settings))) as database:
            generation = latest_generation(database)
            root, index_id = read_meta(database, "root"), read_meta(database, "index_id")
    except QaBotError:
        generation, root, index_id = None, None, None
    known = generation.fingerprint if generation else fingerprint
    return Origin(root or str(settings.corpus_dir), index_id or "", known)


def _uncalibrated(own: Confidence, shipped: Confidence) -> Confidence:
    """Return the shipped confidence with what is kept for promises in another."""
    models = {
        name: shipped.models[name].model_copy(update={"kept": model.kept}) if name in shipped.models else model
        for name, model in own.models.items()
    }
    return shipped.model_copy(update={"models": models})
