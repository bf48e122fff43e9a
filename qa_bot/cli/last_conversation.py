"""The last one-shot conversation of a directory, kept so that `qa-bot ask --continue` can go on with it."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from qa_bot.atomic_file import write_atomically
from qa_bot.conversation import Conversation
from qa_bot.frozen import Frozen

VERSION = 1
FOLDER = "conversations"


class _Kept(Frozen):
    version: int
    directory: str
    saved_at: datetime
    conversation: Conversation


class LastConversation:
    """Keep one conversation for a directory, for at most `max_age_h` hours; with 0 hours nothing is ever written."""

    def __init__(self, state_dir: Path, directory: Path, max_age_h: float) -> None:
        self._directory = str(directory.resolve())
        digest = hashlib.sha256(self._directory.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._folder = state_dir / FOLDER
        self._path = self._folder / f"{digest}.json"
        self._max_age = timedelta(hours=max_age_h)

    def load(self, now: datetime | None = None) -> Conversation | None:
        """Return the conversation; None where there is none, or it is too old or of another version."""
        try:
            kept = _Kept.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return None
        is_fresh = kept.version == VERSION and (now or datetime.now(UTC)) - kept.saved_at <= self._max_age
        return kept.conversation if is_fresh and kept.directory == self._directory else None

    def save(self, conversation: Conversation) -> None:
        """Keep a conversation, readable by its owner alone; raise StorageError where that is not possible."""
        if not self._max_age:
            return
        kept = _Kept(version=VERSION, directory=self._directory, saved_at=datetime.now(UTC), conversation=conversation)
        write_atomically(self._path, kept.model_dump_json(), 0o600)
        self._forget_old(datetime.now(UTC) - self._max_age)

    def forget(self) -> bool:
        """Delete the conversation; tell whether there was one."""
        existed = self._path.exists()
        self._path.unlink(missing_ok=True)
        return existed

    def _forget_old(self, oldest: datetime) -> None:
        """Delete what other directories left and nobody may continue any more."""
        for path in self._folder.glob("*.json"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink(missing_ok=True)
