"""A conversation as it grows, kept after each turn."""

import logging

from qa_bot.cli.kept_conversations import Kept, KeptConversations, new_name
from qa_bot.conversation import Conversation
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import StorageError
from qa_bot.settings import state_folder

_logger = logging.getLogger(__name__)


def conversations_with(settings: LocatedSettings) -> KeptConversations:
    """Return the conversations with the corpora that are asked."""
    return KeptConversations(state_folder(settings), [one.corpus_dir for one in settings.each], settings.continue_h)


def last_kept(conversations: KeptConversations) -> Kept | None:
    """Return the newest conversation; if there is none to continue, say so and return None."""
    newest = next(iter(conversations.listed()), None)
    if newest is None:
        hours = f"{conversations.max_age_h:g}"
        _logger.warning("no conversation of the last %s hours is kept for this corpus: this begins a new one", hours)
    return newest


class Keeping:
    """Keeps a conversation; where that is not possible, the answers are still given.

    `earlier` is a conversation to go on with; a new one is kept under a name, by default a name of its own.
    """

    def __init__(self, conversations: KeptConversations, earlier: Kept | None = None, name: str | None = None) -> None:
        self._conversations = conversations
        self._kept = earlier
        self._is_told = False
        self._name = earlier.name if earlier else name or new_name()

    @property
    def conversation(self) -> Conversation:
        """Return the conversation as it was kept last."""
        return self._kept.conversation if self._kept else Conversation()

    def keep(self, conversation: Conversation) -> None:
        """Keep a conversation with a new turn."""
        try:
            self._kept = self._conversations.save(conversation, self._name, self._kept)
        except StorageError as error:
            if not self._is_told:
                _logger.warning("the conversation is not kept, so --continue will not know it: %s", error)
            self._is_told = True

    def begin(self) -> None:
        """Begin another conversation; the one before stays as it is."""
        self._kept, self._name = None, new_name()
