"""What identifies a run: gold set, corpus, settings, versions; runs that share it can be gone on with and compared."""

import platform
from importlib.metadata import PackageNotFoundError, version

from qa_bot import __version__
from qa_bot.evaluation.gold import GoldSet
from qa_bot.evaluation.run import Identity
from qa_bot.models.weights import CHECKSUMS, READER
from qa_bot.prompts import ANSWER_PROMPTS, Prompts
from qa_bot.settings import Settings

PACKAGES = ("onnxruntime", "tokenizers", "chromadb", "tantivy", "numpy", "pyspellchecker")


def identity_of(settings: Settings, prompts: Prompts, gold: GoldSet, corpus_digest: str, threshold: float) -> Identity:
    """Return what identifies a run; for a language model its name and texts, never its key or address."""
    told = {key: getattr(settings, key) for key in ("embedding", "reranker", "chunk_tokens", "min_confidence", "llm")}
    if settings.llm != "none":
        told |= {"llm_context_tokens": settings.llm_context_tokens, "prompts_sha256": prompts.digest(ANSWER_PROMPTS)}
    return Identity(
        gold_digest=gold.digest,
        corpus_digest=corpus_digest,
        settings=told,
        versions={"qa-bot": __version__, "python": platform.python_version(), "reader": CHECKSUMS[READER][:12], **_versions()},
        threshold=threshold,
    )


def _versions() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
