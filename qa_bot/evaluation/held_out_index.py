"""An index from which some chunks are hidden, to make a question truly unanswerable."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from qa_bot.passage import Hit, Passage
from qa_bot.storage.database import Generation
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.snapshot import Snapshot
from qa_bot.text.stems import stem
from qa_bot.text.terms import STOP_WORDS, words


class PartialSnapshot(Snapshot):
    """An index from which some chunks are hidden as if they had never been there: neither hits nor words remain."""

    def __init__(self, index_dir: Path, generation: Generation, servers: Servers = LOCAL) -> None:
        super().__init__(index_dir, generation, servers)
        rows = self.select("SELECT id FROM chunks WHERE died IS NULL")
        self.every = super().passages([row[0] for row in rows])
        self._hidden: frozenset[int] = frozenset()
        self._hidden_words: Counter[str] = Counter()
        self._hidden_stems: Counter[str] = Counter()

    def hide(self, passages: Sequence[Passage]) -> None:
        """Hide exactly these passages."""
        self._hidden = frozenset(passage.chunk_id for passage in passages)
        self._hidden_words = Counter(w for p in passages for w in set(words(p.text)) | set(words(p.title or "")))
        self._hidden_stems = Counter(s for p in passages for s in {stem(w) for w in words(p.text) if w not in STOP_WORDS})

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages that are not hidden."""
        return super().passages([i for i in chunk_ids if i not in self._hidden])

    def document_frequency(self, word: str) -> int:
        """Return in how many visible chunks a word or its stem occurs."""
        lexical = self._open_lexical()
        plain = lexical.document_frequency(word) - self._hidden_words[word]
        return max(plain, self.stem_frequency(stem(word)))

    def stem_frequency(self, stem: str) -> int:
        """Return in how many visible chunks a word with this stem occurs."""
        return max(super().stem_frequency(stem) - self._hidden_stems[stem], 0)

    def _living(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        return super()._living([hit for hit in hits if hit.chunk_id not in self._hidden])
