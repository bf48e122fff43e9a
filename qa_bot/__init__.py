"""Answer questions over a folder of documents, every sentence backed by a verbatim quote.

What is listed in `__all__` is public: docs/library.md says how it is used and what stays as it is. It is imported when it is
first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.2.0"

__all__ = [
    "Answer",
    "AnswerSpan",
    "Bot",
    "Citation",
    "ContextQuote",
    "Conversation",
    "CorpusError",
    "DependencyError",
    "FilterError",
    "Filters",
    "FoundPassage",
    "IndexDamagedError",
    "IndexInfo",
    "IndexLockedError",
    "IndexMissingError",
    "IndexStaleError",
    "IndexUnusableError",
    "ListedDocument",
    "ModelError",
    "NearestQuote",
    "QaBotError",
    "RetrievedPassage",
    "ServiceError",
    "SettingsError",
    "StorageError",
    "Turn",
    "Usage",
    "UsageError",
    "__version__",
    "open_bot",
]

if TYPE_CHECKING:
    from qa_bot.answer import Answer, AnswerSpan, Citation, ContextQuote, IndexInfo, NearestQuote, RetrievedPassage, Usage
    from qa_bot.bot import Bot
    from qa_bot.conversation import Conversation, Turn
    from qa_bot.errors import (
        CorpusError,
        DependencyError,
        FilterError,
        IndexDamagedError,
        IndexLockedError,
        IndexMissingError,
        IndexStaleError,
        IndexUnusableError,
        ModelError,
        QaBotError,
        ServiceError,
        SettingsError,
        StorageError,
        UsageError,
    )
    from qa_bot.filters import Filters
    from qa_bot.library import open_bot
    from qa_bot.listing import FoundPassage, ListedDocument

_MODULES = {
    "answer": ("Answer", "AnswerSpan", "Citation", "ContextQuote", "IndexInfo", "NearestQuote", "RetrievedPassage", "Usage"),
    "bot": ("Bot",),
    "conversation": ("Conversation", "Turn"),
    "filters": ("Filters",),
    "library": ("open_bot",),
    "listing": ("FoundPassage", "ListedDocument"),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((module for module, names in _MODULES.items() if name in names), "errors")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
