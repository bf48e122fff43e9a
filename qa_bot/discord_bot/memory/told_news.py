"""Which channels get the news every day, at which hour, and up to which generations they were told."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.choices import GuildConfig


class Told(NamedTuple):
    """The last day on which a channel's turn was, and the generation of each corpus that it was told of."""

    day: date
    generations: Mapping[str, int]


class ToldNews:
    """The daily news of channels, in the file of a store; days and hours are those of UTC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def guilds(self) -> list[tuple[int, GuildConfig]]:
        """Return what the managers of each server chose."""
        with self._store.using() as connection:
            rows = connection.execute("SELECT guild_id, config FROM guilds ORDER BY guild_id").fetchall()
        return [(row["guild_id"], GuildConfig.model_validate_json(row["config"])) for row in rows]

    def begin(self, channel_id: int, hour: int) -> None:
        """Let the news begin at the next time that it is this hour."""
        now = self._store.now()
        self.keep(channel_id, Told(now.date() - timedelta(days=now.hour < hour), {}))

    def told(self, channel_id: int) -> Told:
        """Return what a channel was told last."""
        with self._store.using() as connection:
            row = connection.execute("SELECT day, generations FROM told_news WHERE channel_id = ?", (channel_id,)).fetchone()
        return Told(date.fromisoformat(row["day"]), json.loads(row["generations"])) if row else Told(date.min, {})

    def keep(self, channel_id: int, told: Told) -> None:
        """Remember what a channel was told."""
        row = (channel_id, told.day.isoformat(), json.dumps(dict(told.generations)))
        with self._store.changing() as connection:
            connection.execute("INSERT OR REPLACE INTO told_news VALUES (?, ?, ?)", row)

    def is_due(self, channel_id: int, hour: int) -> bool:
        """Tell whether it is a channel's turn: its hour has come today, and it had none today."""
        now = self._store.now()
        return now.hour >= hour and self.told(channel_id).day < now.date()
