"""Who does not want their posts in forums to become documents."""

from qa_bot.discord_bot.memory.store import Store

_KEY = "opted out "


class OptedOut:
    """The people who opted out, by the hashes of their ids, in the file of a store; /forget-me leaves this as it is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def choose(self, user_id: int, is_out: bool) -> None:
        """Note what a person chose."""
        key = _KEY + self._store.hash_of(user_id)
        with self._store.changing() as connection:
            if is_out:
                connection.execute("INSERT OR IGNORE INTO meta VALUES (?, '')", (key,))
            else:
                connection.execute("DELETE FROM meta WHERE key = ?", (key,))

    def has(self, user_id: int) -> bool:
        """Tell whether a person opted out."""
        with self._store.using() as connection:
            key = _KEY + self._store.hash_of(user_id)
            return connection.execute("SELECT 1 FROM meta WHERE key = ?", (key,)).fetchone() is not None
