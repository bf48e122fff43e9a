"""The words of the chunks: tantivy in the folder of the index, or tables of the shared database."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from qa_bot.errors import IndexDamagedError
from qa_bot.passage import Hit
from qa_bot.storage.layout import BUILD_FOLDER, lexical_path
from qa_bot.storage.lexical import LexicalEntry, LexicalStore
from qa_bot.storage.servers import Servers


class Words(Protocol):
    """The words of the chunks of a build; scores are BM25's. The implementations say what each method does."""

    def write(self, added: Iterable[LexicalEntry], removed: Iterable[int] = ()) -> None:
        """Remove and add chunks in one commit."""

    def search(
        self, question_words: Sequence[str], similar: Sequence[str], limit: int, only: Sequence[int] | None = None
    ) -> tuple[Hit, ...]:
        """Return the chunks that share folded words with a question, best first."""

    def has_word(self, word: str, only: Sequence[int]) -> bool:
        """Tell whether one of some chunks has a word."""

    def similar_chunks(self, word: str, distance: int, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word within an edit distance of another."""

    def chunks_with_prefix(self, prefix: str, limit: int) -> tuple[int, ...]:
        """Return chunks that hold a word with a prefix."""

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a word occurs."""

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""

    def count(self) -> int:
        """Return how many chunks there are."""

    def close(self) -> None:
        """Close what is open."""


class WordPlace(Protocol):
    """Where the words of an index are."""

    def open(self, build: int, create: bool = False) -> Words:
        """Open the words of a build; with `create` they are made where they are missing."""

    def has(self, build: int) -> bool:
        """Tell whether there are sound words of a build."""

    def clear(self, build: int) -> None:
        """Delete what an interrupted ingest left of a new build."""

    def remove_others(self, build: int) -> None:
        """Delete the words of every build but one."""


class WordFolders(NamedTuple):
    """Folders of tantivy in the folder of the index."""

    index_dir: Path

    def open(self, build: int, create: bool = False) -> Words:
        """Open the words of a build; with `create` they are made where they are missing."""
        return LexicalStore.open(lexical_path(self.index_dir, build), create)

    def has(self, build: int) -> bool:
        """Tell whether the folder of a build exists and holds what was written."""
        try:
            self.open(build).close()
        except IndexDamagedError:
            return False
        return True

    def clear(self, build: int) -> None:
        """Do nothing: a new build has a new folder."""

    def remove_others(self, build: int) -> None:
        """Delete the folders of every build but one."""
        for path in self.index_dir.glob("lexical-*"):
            if (match := BUILD_FOLDER.fullmatch(path.name)) and int(match[2]) != build:
                shutil.rmtree(path, ignore_errors=True)


def word_place(index_dir: Path, servers: Servers) -> WordPlace:
    """Return where the words of an index are."""
    if servers.database:
        from qa_bot.storage.postgres_words import WordTables

        return WordTables(servers.database, index_dir)
    return WordFolders(index_dir)
