"""Open the bot of the command line's settings; index the corpus first if nothing is indexed yet."""

import logging
import sys

from qa_bot.application import first_change, index_if_missing, load_models, open_bot
from qa_bot.bot import Bot
from qa_bot.cli.console import printable, write
from qa_bot.cli.progress import showing_progress
from qa_bot.corpora import LocatedSettings
from qa_bot.corpus_folder import refused_folder
from qa_bot.errors import IndexMissingError, QaBotError
from qa_bot.models.load import Loaded, load_ahead

# For so long is looked for files that have changed.
LOOK_S = 0.05
_logger = logging.getLogger(__name__)


def open_or_index(settings: LocatedSettings, quiet: bool, is_llm_required: bool = False, loaded: Loaded | None = None) -> Bot:
    """Open the bot; if nothing is indexed yet, index the corpus first, and say so if its files have changed since.

    The models are loaded meanwhile, unless they are given.
    """
    loaded = loaded or load_ahead(settings.embedding, settings.reranker, settings.models_dir)
    models = load_models(settings, loaded)
    try:
        bot = open_bot(settings, models=models, is_llm_required=is_llm_required)
    except IndexMissingError:
        for one in settings.each:
            index_if_missing(one, showing_progress(quiet))
        return open_bot(settings, models=models, is_llm_required=is_llm_required)
    for one in settings.each:
        if not quiet and (told := _changed(one)):
            write(printable(told), sys.stderr)
    return bot


def _changed(settings: LocatedSettings) -> str | None:
    """Return what to tell of files that differ from the index; None if nothing is seen at once."""
    if refused_folder(settings.corpus_dir):
        return f"the corpus folder {settings.corpus_dir} may not be read: the answers come from what was indexed"
    if not settings.corpus_dir.is_dir():
        return f"the corpus folder {settings.corpus_dir} is not there any more: the answers come from what was indexed"
    try:
        name = first_change(settings, LOOK_S)
    except (QaBotError, OSError) as error:
        _logger.info("whether the documents have changed is not known: %s", error)
        return None
    return name and f"the documents have changed since they were indexed ({name}, for one): run `{settings.command('ingest')}`"
