"""Find the passages that may answer a question: dense and lexical candidates, fused."""

from collections.abc import Sequence
from typing import Protocol

from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Vectors
from qa_bot.passage import Hit, LexicalHits, Passage
from qa_bot.retrieval.duplicates import group_duplicates
from qa_bot.retrieval.fusion import reciprocal_rank_fusion

# Depth of each search before fusion: beyond it the development sets gain nothing.
SEARCH_DEPTH = 60


class Index(Protocol):
    """What retrieval needs of an index reader."""

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the chunks whose vectors are nearest, best first."""
        ...

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the chunks that share words with the question, best first, and what was corrected."""
        ...

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the chunks that are alive, in the order given."""
        ...

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        ...

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        ...


class Candidate(Frozen):
    """Be a passage found for a question; `score` is its fused score, `copies` are the near-copies it stands for.

    `similarity` is the cosine of question and passage where the dense search found it.
    """

    passage: Passage
    score: float
    similarity: float | None = None
    copies: tuple[Passage, ...] = ()

    @property
    def also_in(self) -> tuple[str, ...]:
        """Return the other names under which this passage, or a near-copy, is in the corpus."""
        names = (*self.passage.names, *(name for copy in self.copies for name in copy.names))
        return tuple(name for name in dict.fromkeys(names) if name != self.passage.source)


class Candidates(Frozen):
    """Be what retrieval found, best first, and the question's words that no document contains."""

    passages: tuple[Candidate, ...]
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()


def find_candidates(index: Index, embedder: Embedder, question: str, limit: int, readings: Sequence[str] = ()) -> Candidates:
    """Return at most `limit` candidates for a question, near-copies collapsed into the best one.

    Where there are other readings of the question, their hits are fused in too; the question itself then counts twice.
    """
    lexical = index.search_lexical(question, SEARCH_DEPTH)
    dense = index.search_dense(embedder.embed_query(question), SEARCH_DEPTH)
    rankings = [_ids(lexical.hits), _ids(dense)] * (2 if readings else 1)
    for reading in readings:
        rankings.append(_ids(index.search_lexical(reading, SEARCH_DEPTH).hits))
        rankings.append(_ids(index.search_dense(embedder.embed_query(reading), SEARCH_DEPTH)))
    fused = reciprocal_rank_fusion(rankings)
    scores = dict(fused[: 2 * limit])
    similarities = {hit.chunk_id: hit.score for hit in dense}
    passages = index.passages(tuple(scores))
    groups = group_duplicates([passage.text for passage in passages])
    collapsed = tuple(
        Candidate(
            passage=passages[group[0]],
            score=scores[passages[group[0]].chunk_id],
            similarity=similarities.get(passages[group[0]].chunk_id),
            copies=tuple(passages[i] for i in group[1:]),
        )
        for group in groups[:limit]
    )
    return Candidates(passages=collapsed, unknown=lexical.unknown, corrections=lexical.corrections)


def _ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.chunk_id for hit in hits]
