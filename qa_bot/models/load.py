"""Choose the model that a setting names."""

from pathlib import Path

from qa_bot.errors import SettingsError
from qa_bot.models.protocols import Embedder, Reader

_PREFIX = "sentence-transformers:"


def load_embedder(value: str, models_dir: Path | None = None) -> Embedder:
    """Return the embedder of a QA_BOT_EMBEDDING value; raise SettingsError when it names none."""
    if value == "bundled":
        from qa_bot.models.bundled_embedder import BundledEmbedder

        return BundledEmbedder(models_dir)
    if value.startswith(_PREFIX) and value != _PREFIX:
        from qa_bot.models.sentence_transformers import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(value.removeprefix(_PREFIX))
    raise SettingsError(_unknown("QA_BOT_EMBEDDING", value))


def load_reader(value: str, models_dir: Path | None = None) -> Reader:
    """Return the reader of a QA_BOT_RERANKER value; raise SettingsError when it names none."""
    if value == "bundled":
        from qa_bot.models.bundled_reader import BundledReader

        return BundledReader(models_dir)
    if value.startswith(_PREFIX) and value != _PREFIX:
        from qa_bot.models.sentence_transformers import CrossEncoderReader

        return CrossEncoderReader(value.removeprefix(_PREFIX))
    raise SettingsError(_unknown("QA_BOT_RERANKER", value))


def _unknown(setting: str, value: str) -> str:
    return f"{setting}={value!r} is not known: use 'bundled' or '{_PREFIX}<name or path>'"
