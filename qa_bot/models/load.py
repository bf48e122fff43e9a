"""Choose the model that a setting names."""

from pathlib import Path
from typing import NamedTuple

from qa_bot.errors import SettingsError
from qa_bot.models.protocols import Embedder, Reader

_PREFIX = "sentence-transformers:"


class Loaded(NamedTuple):
    """The embedder and the reader."""

    embedder: Embedder
    reader: Reader


def load_ahead(embedding: str, reranker: str, models_dir: Path | None = None) -> Loaded:
    """Return both models; bundled ones load side by side while the caller does other things."""
    return Loaded(load_embedder(embedding, models_dir, ahead=True), load_reader(reranker, models_dir, ahead=True))


def load_embedder(value: str, models_dir: Path | None = None, ahead: bool = False, workers: int | None = None) -> Embedder:
    """Return the embedder of a QA_BOT_EMBEDDING value; raise SettingsError when it names none.

    A bundled one is loaded at first use, or from now on with `ahead`. It runs on `workers` cores, by default on all.
    """
    if value in ("bundled", "bundled-float"):
        from qa_bot.models.bundled_embedder import BundledEmbedder
        from qa_bot.models.float_embedder import FloatEmbedder

        embedder = (BundledEmbedder if value == "bundled" else FloatEmbedder)(models_dir, workers)
        if ahead:
            embedder.load_ahead()
        return embedder
    if value.startswith(_PREFIX) and value != _PREFIX:
        from qa_bot.models.sentence_transformers import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(value.removeprefix(_PREFIX))
    raise SettingsError(_unknown("QA_BOT_EMBEDDING", value, "'bundled', 'bundled-float'"))


def load_reader(value: str, models_dir: Path | None = None, ahead: bool = False) -> Reader:
    """Return the reader of a QA_BOT_RERANKER value, loaded as the embedder; raise SettingsError when it names none."""
    if value == "bundled":
        from qa_bot.models.bundled_reader import BundledReader

        reader = BundledReader(models_dir)
        if ahead:
            reader.load_ahead()
        return reader
    if value.startswith(_PREFIX) and value != _PREFIX:
        from qa_bot.models.sentence_transformers import CrossEncoderReader

        return CrossEncoderReader(value.removeprefix(_PREFIX))
    raise SettingsError(_unknown("QA_BOT_RERANKER", value, "'bundled'"))


def _unknown(setting: str, value: str, bundled: str) -> str:
    return f"{setting}={value!r} is not known: use {bundled} or '{_PREFIX}<name or path>'"
