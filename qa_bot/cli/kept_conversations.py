"""The conversations with a corpus, kept in the state folder so that `ask --continue` and `chat --continue` can go on with them."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from qa_bot.atomic_file import PRIVATE, write_atomically
from qa_bot.conversation import Conversation
from qa_bot.frozen import Frozen

VERSION = 2
FOLDER = "conversations"
# One-shot questions have one conversation a corpus, which the next question that continues nothing replaces.
OF_ASK = "ask"


class Kept(Frozen):
    """A conversation as it is kept: with its first question and the number of its turns, as it holds only the last of them."""

    version: int = VERSION
    corpora: str
    name: str
    saved_at: datetime
    first_question: str
    count: int
    conversation: Conversation


class KeptConversations:
    """The conversations with one corpus, or with the same ones, kept for at most `max_age_h` hours; with 0 hours none is written."""

    def __init__(self, state_dir: Path, corpora: Sequence[Path], max_age_h: float) -> None:
        self._corpora = "\n".join(sorted(os.fspath(corpus) for corpus in corpora))
        self._all = state_dir / FOLDER
        self._folder = self._all / hashlib.sha256(os.fsencode(self._corpora)).hexdigest()[:32]
        self._max_age = timedelta(hours=max_age_h)
        self.max_age_h = max_age_h

    def listed(self, now: datetime | None = None) -> tuple[Kept, ...]:
        """Return the conversations, the newest first, without those that are too old or of another version."""
        oldest = (now or datetime.now(UTC)) - self._max_age
        fresh = [kept for kept in self._read() if kept.saved_at >= oldest]
        return tuple(sorted(fresh, key=lambda kept: kept.saved_at, reverse=True))

    def save(self, conversation: Conversation, name: str, earlier: Kept | None = None) -> Kept | None:
        """Keep a conversation with a new turn under its name, readable by its owner alone; return None if nothing may be kept.

        `earlier` is what was kept of it before the turn. Raise StorageError if it cannot be written.
        """
        if not self._max_age:
            return None
        kept = Kept(
            corpora=self._corpora,
            name=name,
            saved_at=datetime.now(UTC),
            first_question=earlier.first_question if earlier else conversation.turns[0].question,
            count=earlier.count + 1 if earlier else len(conversation.turns),
            conversation=conversation,
        )
        write_atomically(self._folder / f"{name}.json", kept.model_dump_json(), PRIVATE)
        self._forget_old(datetime.now(UTC) - self._max_age)
        return kept

    def forget(self) -> bool:
        """Delete the conversations with the corpus; tell whether there were any."""
        paths = list(self._folder.glob("*.json"))
        for path in paths:
            path.unlink(missing_ok=True)
        return bool(paths)

    def _read(self) -> Iterator[Kept]:
        for path in self._folder.glob("*.json"):
            try:
                kept = Kept.model_validate_json(path.read_bytes())
            except (OSError, ValidationError):
                continue
            if kept.version == VERSION and kept.corpora == self._corpora:
                yield kept

    def _forget_old(self, oldest: datetime) -> None:
        """Delete the conversations with any corpus that are too old to continue, those of earlier versions too."""
        for path in (*self._all.glob("*.json"), *self._all.glob("*/*.json")):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink(missing_ok=True)


def new_name() -> str:
    """Return a name for a new conversation of a chat."""
    return secrets.token_hex(8)
