"""Find the passages that may answer a question: dense and lexical candidates, fused."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Vectors
from qa_bot.passage import Hit, LexicalHits, Passage
from qa_bot.retrieval.duplicates import group_duplicates
from qa_bot.retrieval.fusion import convex_combination, normalised, reciprocal_rank_fusion

if TYPE_CHECKING:
    from qa_bot.storage.stored import StoredDocument

# Depth of each search before fusion: a greater depth gains nothing on the development sets.
SEARCH_DEPTH = 60


class Index(Protocol):
    """What retrieval needs of an index reader."""

    @property
    def chunk_count(self) -> int: ...  # noqa: D102

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        """Return the chunks whose vectors are nearest, best first."""
        ...

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        """Return the chunks that share words with the question, best first, and what was corrected."""
        ...

    def passages(self, chunk_ids: Sequence[int]) -> tuple[Passage, ...]:
        """Return the passages of the living chunks, in the order given."""
        ...

    def document_frequency(self, word: str) -> int:
        """Return in how many chunks a folded word, or another word with its stem, occurs."""
        ...

    def chunks_around(self, source: str, start: int, end: int) -> tuple[int, ...]:
        """Return the chunks of a document that overlap a stretch of its text, and their neighbours."""
        ...

    def files_of(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Return the files that hold documents, in the order of the documents, each once."""
        ...

    def documents_of(self, file: str, most: int) -> "tuple[StoredDocument, ...]":
        """Return the documents of a file, in its order; none if there are more than `most`."""
        ...

    def stem_frequency(self, stem: str) -> int:
        """Return in how many chunks a word with this stem occurs."""
        ...


class Candidate(Frozen):
    """A passage found for a question; `score` is its fused score, `copies` are the near-copies that it represents.

    `similarity` is the cosine of question and passage if the dense search found it.
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
    """What retrieval found, best first, and the question's words that no document contains."""

    passages: tuple[Candidate, ...]
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Query(NamedTuple):
    """One wording to search for: its weight, and the share of the lexical search in that weight."""

    text: str
    weight: float
    lexical_share: float


class Searches:
    """Searches of an index that run only once for each wording."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self.index = index
        self._embedder = embedder
        self._lexical: dict[str, LexicalHits] = {}
        self._dense: dict[str, tuple[Hit, ...]] = {}

    def lexical(self, text: str) -> LexicalHits:
        """Return the chunks that share words with a text."""
        if text not in self._lexical:
            self._lexical[text] = self.index.search_lexical(text, SEARCH_DEPTH)
        return self._lexical[text]

    def dense(self, text: str) -> tuple[Hit, ...]:
        """Return the chunks with a meaning similar to a text's."""
        if text not in self._dense:
            self._dense[text] = self.index.search_dense(self._embedder.embed_query(text), SEARCH_DEPTH)
        return self._dense[text]


def find_candidates(searches: Searches, question: str, limit: int) -> Candidates:
    """Return at most `limit` candidates for a question, near-copies collapsed into the best one."""
    lexical = _ids(searches.lexical(question).hits)
    dense = _ids(searches.dense(question))
    return _collapsed(searches, reciprocal_rank_fusion([lexical, dense])[: 2 * limit], question, limit)


def find_in_conversation(
    searches: Searches, queries: Sequence[Query], cited: tuple[float, Sequence[int]], meant: str, limit: int
) -> Candidates:
    """Return at most `limit` candidates for several wordings of a question; `meant` is the wording that is understood.

    `cited` are the weight and the chunks of the last answer's citations.

    Scores are combined, not ranks: on the development conversations this puts the right file first more often.
    """
    scorings = []
    for query in queries:
        lexical = normalised({hit.chunk_id: hit.score for hit in searches.lexical(query.text).hits}, 0.0)
        dense = normalised({hit.chunk_id: hit.score for hit in searches.dense(query.text)})
        scorings.append((query.weight * query.lexical_share, lexical))
        scorings.append((query.weight * (1 - query.lexical_share), dense))
    scorings.append((cited[0] if cited[1] else 0.0, dict.fromkeys(cited[1], 1.0)))
    return _collapsed(searches, convex_combination(scorings)[: 2 * limit], meant, limit)


def _collapsed(searches: Searches, fused: Sequence[tuple[int, float]], question: str, limit: int) -> Candidates:
    scores = dict(fused)
    similarities = {hit.chunk_id: hit.score for hit in searches.dense(question)}
    passages = searches.index.passages(tuple(scores))
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
    lexical = searches.lexical(question)
    return Candidates(passages=collapsed, unknown=lexical.unknown, corrections=lexical.corrections)


def _ids(hits: Sequence[Hit]) -> list[int]:
    return [hit.chunk_id for hit in hits]
