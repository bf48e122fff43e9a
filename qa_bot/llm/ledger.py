"""What the language model used, day by day, and whether the day's limit is reached."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from qa_bot.atomic_file import PRIVATE, make_private_folder
from qa_bot.frozen import Frozen
from qa_bot.llm.language_model import TokenUse

MILLION = 1_000_000
_logger = logging.getLogger(__name__)
_SCHEMA = """CREATE TABLE IF NOT EXISTS use (
    day TEXT, model TEXT, calls INTEGER, prompt_tokens INTEGER, completion_tokens INTEGER, PRIMARY KEY (day, model))"""


class Prices(Frozen):
    """What a million tokens cost, in and out, and the daily limit: in that currency, or in tokens if there are no prices."""

    per_million_in: float | None = None
    per_million_out: float | None = None
    daily_limit: float | None = None

    def cost_of(self, used: TokenUse) -> float | None:
        """Return the cost of tokens; None without prices."""
        if self.per_million_in is None and self.per_million_out is None:
            return None
        paid = used.prompt_tokens * (self.per_million_in or 0.0) + used.completion_tokens * (self.per_million_out or 0.0)
        return paid / MILLION


def today() -> str:
    """Return the day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


class Ledger:
    """A file that adds up the use of one model per day (UTC); several processes may share it."""

    def __init__(self, path: Path, model: str, prices: Prices, day: Callable[[], str] = today) -> None:
        self._path = path
        self._model = model
        self._prices = prices
        self._day = day

    def cost_of(self, used: TokenUse) -> float | None:
        """Return what tokens cost; None without prices."""
        return self._prices.cost_of(used)

    def add(self, used: TokenUse) -> None:
        """Add the use of one call; if the file cannot be written, only log a warning, so that no answer is lost."""
        try:
            with closing(self._open()) as connection, connection:
                connection.execute(
                    """INSERT INTO use VALUES (?, ?, 1, ?, ?) ON CONFLICT (day, model) DO UPDATE SET calls = calls + 1,
                    prompt_tokens = prompt_tokens + excluded.prompt_tokens,
                    completion_tokens = completion_tokens + excluded.completion_tokens""",
                    (self._day(), self._model, used.prompt_tokens, used.completion_tokens),
                )
        except (sqlite3.Error, OSError) as error:
            _logger.warning("the model's use cannot be written to %s: %s", self._path, error)

    def used_today(self) -> TokenUse:
        """Return what was used today."""
        with closing(self._open()) as connection:
            row = connection.execute(
                "SELECT prompt_tokens, completion_tokens FROM use WHERE day = ? AND model = ?", (self._day(), self._model)
            ).fetchone()
        return TokenUse(prompt_tokens=row[0], completion_tokens=row[1]) if row else TokenUse()

    def is_spent(self) -> bool:
        """Tell whether the day's limit is reached; if the file cannot be read, it counts as reached."""
        if self._prices.daily_limit is None:
            return False
        try:
            used = self.used_today()
        except (sqlite3.Error, OSError) as error:
            _logger.warning("the model's use cannot be read from %s: %s", self._path, error)
            return True
        cost = self.cost_of(used)
        return (used.prompt_tokens + used.completion_tokens if cost is None else cost) >= self._prices.daily_limit

    def _open(self) -> sqlite3.Connection:
        make_private_folder(self._path.parent)
        self._path.touch(mode=PRIVATE)
        connection = sqlite3.connect(self._path, timeout=10.0)
        connection.execute(_SCHEMA)
        return connection
