"""Fetch the sources of a corpus again when their time has come."""

import logging
from collections.abc import Callable
from datetime import datetime

from qa_bot.application import open_sources
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import QaBotError
from qa_bot.sources.places import names_of
from qa_bot.sources.refresh import Refreshed
from qa_bot.sources.schedule import is_due

Tell = Callable[[str], None]
_logger = logging.getLogger(__name__)


def refresh_due(settings: LocatedSettings, now: datetime, tell: Tell) -> bool:
    """Fetch every source of a corpus whose time has come; tell whether any file came, changed or went."""
    if not names_of(settings.corpus_dir):
        return False
    sources = open_sources(settings)
    due = [name for name, manifest in sources.manifests().items() if is_due(manifest, now)]
    is_new = False
    for name in due:
        try:
            done = sources.refresh(name)
        except QaBotError as error:
            _logger.debug("refreshing %s failed", name, exc_info=True)
            tell(f"{name}: {error}; what was fetched before stays")
        else:
            is_new |= bool(done.added or done.changed or done.removed)
            tell(said_of(done))
    return is_new


def said_of(done: Refreshed) -> str:
    """Return what a refresh did, on one line."""
    return f"{done.name}: {done.added} added, {done.changed} changed, {done.removed} removed"
