"""The vectors of an index in a shared database without a Chroma server: they are in the database alone."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from qa_bot.errors import SettingsError
from qa_bot.models.protocols import Vectors
from qa_bot.storage.exact import MOST_EXACT
from qa_bot.storage.vectors import VectorStore


class UnkeptVectors(NamedTuple):
    """The place of vectors that are kept nowhere but in the database, from which few are read and searched exactly."""

    index_dir: Path

    @property
    def address(self) -> str:
        """Return nothing, as there is no server."""
        return ""

    def has(self, build: int) -> bool:
        """Return True: nothing is missing."""
        return True

    def prepare(self, build: int, is_new: bool, mark: str) -> None:
        """Do nothing."""

    def open(self, build: int) -> VectorStore:
        """Raise SettingsError: the vectors are too many to read."""
        raise SettingsError(
            f"the index {self.index_dir.name} has more than {MOST_EXACT:,} chunks: to search them, start a Chroma server, set "
            "QA_BOT_CHROMA_URL and run `qa-bot ingest`"
        )

    def open_to_write(self, build: int) -> "UnkeptVectors":
        """Return what takes vectors and keeps none."""
        return self

    def is_marked(self, build: int, marks: str) -> bool:
        """Return True: nobody else writes there."""
        return True

    def remove_others(self, build: int) -> None:
        """Do nothing."""

    def add(self, chunk_ids: Sequence[int], vectors: Vectors) -> None:
        """Do nothing."""

    def delete(self, chunk_ids: Iterable[int]) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
