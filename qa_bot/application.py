"""The composition root: from settings to a bot that answers and an ingest that runs."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from qa_bot.answering.confidence import ASK_GOLD, kept_gold
from qa_bot.answering.models import Models
from qa_bot.answering.promise import cannot_promise, threshold_for
from qa_bot.bot import Bot
from qa_bot.calibrations import confidence_for
from qa_bot.corpora import LocatedSettings, locate
from qa_bot.corpus_folder import check_folder
from qa_bot.errors import CorpusError, DependencyError, IndexMissingError, SettingsError
from qa_bot.ingestion.report import IngestReport, ProgressListener, ignore_progress
from qa_bot.llm.ledger import Ledger, Prices
from qa_bot.llm.providers import open_language_model
from qa_bot.llm.writing import Writer
from qa_bot.models.load import Loaded, load_embedder, load_reader
from qa_bot.prompts import Prompts, load_prompts
from qa_bot.settings import Settings, state_folder
from qa_bot.sources.exchange import settle
from qa_bot.sources.linking import Links
from qa_bot.storage.database import Generation, database_of, open_for_reading
from qa_bot.storage.exact import MOST_EXACT
from qa_bot.storage.joined import JoinedReader
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.servers import servers_of

if TYPE_CHECKING:
    from qa_bot.ingestion.crew import Crew
    from qa_bot.ingestion.planning import IngestOptions
    from qa_bot.sources.refresh import Sources

LEDGER_FILE = "ledger.sqlite"
_logger = logging.getLogger(__name__)


def open_bot(
    settings: Settings,
    *,
    models: Models | None = None,
    prompts: Prompts | None = None,
    index: IndexReader | JoinedReader | None = None,
    is_llm_required: bool = False,
) -> Bot:
    """Return a bot for the published index; raise IndexUnusableError when there is none that fits the settings.

    Models, prompts and index are opened if they are not given. If the language model is required, its failure is an error.
    """
    settings = locate(settings)
    for one in settings.each:
        _logger.info("corpus %s, index %s, language model %s", one.corpus_dir, one.index_dir, one.llm)
    models = models or load_models(settings)
    prompts = prompts or load_prompts(settings.prompts_dir)
    writer = open_writer(settings, models, prompts, is_llm_required)
    index = index or open_reader(settings)
    threshold = _common_threshold(settings) if isinstance(index, JoinedReader) else threshold_of(settings, models, index)
    return Bot(index, models, prompts, threshold, writer, Links(settings.folder_of))


def _common_threshold(settings: Settings) -> float | None:
    """Return the threshold for several corpora asked at once; raise SettingsError if one must be promised."""
    if settings.max_wrong is not None:
        raise SettingsError("--max-wrong (QA_BOT_MAX_WRONG) is a promise about one corpus: ask each corpus in turn")
    return settings.min_confidence


def index_if_missing(settings: LocatedSettings, progress: AbstractContextManager[ProgressListener]) -> None:
    """Index a corpus that has no index yet, while the block of `progress` runs; raise IndexMissingError if it has no documents."""
    try:
        open_index(settings).close()
    except IndexMissingError as missing:
        try:
            with progress as listener:
                run_ingest(settings, progress=listener)
        except CorpusError as error:
            raise IndexMissingError(f"there is no index in {settings.index_dir}, and none can be made: {error}") from missing


def threshold_of(settings: Settings, models: Models, index: IndexReader) -> float | None:
    """Return the threshold that the settings ask for, None for the fitted one; raise SettingsError if none can be promised."""
    if settings.max_wrong is None:
        return settings.min_confidence
    with index.snapshot() as snapshot:
        fingerprint = snapshot.generation.fingerprint
        kept = kept_gold(models.confidence, models.reader.name, *snapshot.origin(), fingerprint)
        if snapshot.corpus_digest() != kept.corpus_digest:
            _logger.warning(
                "the documents have changed since the gold questions were asked of them: to renew the promise, %s", ASK_GOLD
            )
    threshold = threshold_for(kept.answers, settings.max_wrong)
    if threshold is None:
        missing = cannot_promise(kept.answers, settings.max_wrong, kept.questions)
        raise SettingsError(f"{missing}: allow a larger share, or ask more questions with `qa-bot eval GOLD --calibrate`")
    return threshold


def open_writer(settings: Settings, models: Models, prompts: Prompts, is_required: bool) -> Writer | None:
    """Return a writer of answers with the configured language model; None if no model is configured."""
    model = open_language_model(settings)
    if model is None:
        return None
    return Writer(model, models.reader, prompts, open_ledger(settings, model.name), is_required)


def open_ledger(settings: Settings, model_name: str) -> Ledger:
    """Return the ledger that adds up the use of a model, with the prices and the limit of the settings."""
    prices = Prices(
        per_million_in=settings.llm_price_in,
        per_million_out=settings.llm_price_out,
        daily_limit=settings.llm_daily_limit,
    )
    return Ledger(state_folder(settings) / LEDGER_FILE, model_name, prices)


def load_models(settings: Settings, loaded: Loaded | None = None) -> Models:
    """Return the models that answer; the confidence is fitted to the corpus if `qa-bot eval --calibrate` did so.

    `loaded` are the embedder and the reader, if they are loaded already.
    """
    settings = locate(settings)
    embedder = loaded.embedder if loaded else load_embedder(settings.embedding, settings.models_dir)
    reader = loaded.reader if loaded else load_reader(settings.reranker, settings.models_dir)
    confidence = confidence_for(settings, reader.name, fingerprint(embedder.name, settings.chunk_tokens))
    return Models(embedder=embedder, reader=reader, confidence=confidence)


def open_index(settings: Settings) -> IndexReader:
    """Return a reader of the published index; raise IndexUnusableError when there is none that fits the settings."""
    servers = servers_of(settings)
    if told := database_of(locate(settings).index_dir, servers):
        _logger.info("index in the database %s", told)
    if servers.chroma:
        _logger.info("vectors on the Chroma server %s; up to %d chunks are searched here", servers.chroma.address, MOST_EXACT)
    return IndexReader(locate(settings).index_dir, settings_fingerprint(settings), servers)


def open_reader(settings: LocatedSettings) -> IndexReader | JoinedReader:
    """Return a reader of the published index, or of the indexes of several corpora together."""
    if not settings.others:
        return open_index(settings)
    return JoinedReader({one.corpus_name: open_index(one) for one in settings.each})


def settings_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of an index made with the settings."""
    return fingerprint(load_embedder(settings.embedding, settings.models_dir).name, settings.chunk_tokens)


def first_change(settings: Settings, seconds: float) -> str | None:
    """Return the name of a file that differs from the index; None if there is none, or none is found within the time."""
    from qa_bot.ingestion import freshness

    settings = locate(settings)
    return freshness.first_change(settings.corpus_dir, settings.index_dir, _most_bytes(settings), seconds, servers_of(settings))


def run_ingest(
    settings: Settings,
    only: Sequence[Path] = (),
    rebuild: bool = False,
    purge: bool = False,
    dry_run: bool = False,
    progress: ProgressListener = ignore_progress,
    ray: str | None = None,
) -> IngestReport:
    """Bring the index of the settings up to date with their corpus; raise CorpusError if the two do not belong together.

    `ray` is the address of a Ray cluster whose workers read, cut and embed, or "local".
    """
    from qa_bot.ingestion.ingest import ingest

    settings = locate(settings)
    check_folder(settings.corpus_dir)
    if not dry_run:
        settle(settings.corpus_dir)
    wanted = {"only": tuple(only), "rebuild": rebuild, "purge": purge, "dry_run": dry_run}
    options = _ingest_options(settings).model_copy(update=wanted)
    embedder = load_embedder(settings.embedding, settings.models_dir)
    with _crew(settings, None if dry_run else ray) as crew:
        return ingest(settings.corpus_dir, settings.index_dir, embedder, options, progress, servers_of(settings), crew)


def restorable(settings: Settings) -> tuple[Generation, ...]:
    """Return the generations of the index that can be restored, the published one first."""
    from qa_bot.storage.earlier import kept_generations

    with closing(open_for_reading(locate(settings).index_dir, servers_of(settings))) as database:
        return kept_generations(database)


def restore(settings: Settings, number: int, progress: ProgressListener = ignore_progress) -> IngestReport:
    """Publish an earlier generation of the index again; raise UsageError if it is not kept."""
    from qa_bot.ingestion import restoring

    settings = locate(settings)
    embedder = load_embedder(settings.embedding, settings.models_dir)
    options, servers = _ingest_options(settings), servers_of(settings)
    return restoring.restore(settings.corpus_dir, settings.index_dir, embedder, number, options, progress, servers)


def _ingest_options(settings: Settings) -> "IngestOptions":
    from qa_bot.ingestion.planning import IngestOptions

    return IngestOptions(
        chunk_tokens=settings.chunk_tokens,
        max_file_bytes=_most_bytes(settings),
        lock_timeout_s=settings.lock_timeout_s,
        keep_days=settings.keep_days,
        keep_generations=settings.keep_generations,
    )


def _crew(settings: Settings, ray: str | None) -> "AbstractContextManager[Crew | None]":
    if ray is None:
        return nullcontext()
    from qa_bot.ingestion.ray_crew import Recipe, ray_crew

    return ray_crew(ray, Recipe(settings.embedding, settings.models_dir, settings.chunk_tokens))


def open_sources(settings: Settings) -> "Sources":
    """Return the sources of the corpus; raise DependencyError if what fetches them is not installed."""
    try:
        from qa_bot.sources.refresh import Sources
        from qa_bot.sources.web.client import WebLimits
    except ModuleNotFoundError as error:
        raise DependencyError(f"sources need the package {error.name}: pip install 'qa-bot[sources]'") from error
    limits = WebLimits(settings.source_delay_s, _most_bytes(settings), settings.source_pages)
    return Sources(locate(settings).corpus_dir, limits)


def _most_bytes(settings: Settings) -> int:
    return int(settings.max_file_mb * 1024 * 1024)
