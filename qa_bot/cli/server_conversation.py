"""The last conversation with a server, kept for `ask --server --continue` without loading what answers."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from qa_bot.atomic_file import PRIVATE, write_atomically

VERSION = 1
FOLDER = "server-conversations"


class ServerConversation:
    """One conversation for each directory and server, kept for at most `max_age_h` hours; with 0 hours nothing is ever written."""

    def __init__(self, state_dir: Path, directory: Path, url: str, max_age_h: float) -> None:
        self._place = f"{directory.resolve()} {url}"
        digest = hashlib.sha256(self._place.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._folder = state_dir / FOLDER
        self._path = self._folder / f"{digest}.json"
        self.max_age_h = max_age_h

    def read(self, now: datetime | None = None) -> dict[str, Any] | None:
        """Return the conversation; None if there is none, or if it is too old or of another version."""
        try:
            kept = json.loads(self._path.read_bytes())
            age = (now or datetime.now(UTC)) - datetime.fromisoformat(kept["saved_at"])
            is_own = kept["version"] == VERSION and kept["place"] == self._place
            return dict(kept["conversation"]) if is_own and age <= timedelta(hours=self.max_age_h) else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, conversation: dict[str, Any]) -> None:
        """Keep a conversation, readable only by its owner; raise StorageError if that is not possible."""
        if not self.max_age_h:
            return
        now = datetime.now(UTC)
        kept = {"version": VERSION, "place": self._place, "saved_at": now.isoformat(), "conversation": conversation}
        write_atomically(self._path, json.dumps(kept), PRIVATE)
        self._forget_old(now - timedelta(hours=self.max_age_h))

    def forget(self) -> bool:
        """Delete the conversation; tell whether there was one."""
        existed = self._path.exists()
        self._path.unlink(missing_ok=True)
        return existed

    def _forget_old(self, oldest: datetime) -> None:
        """Delete the conversations that are too old to continue."""
        for path in self._folder.glob("*.json"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink(missing_ok=True)
