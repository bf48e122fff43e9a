"""The documents as one question searches and reads them."""

from collections.abc import Sequence

from qa_bot.evidence.grading import Graded, grade_alone, grade_in_passages
from qa_bot.evidence.pieces import gather_evidence, inverse_document_frequency, shortlist
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.retrieval.search import Candidate, Candidates, Index, Query, Searches, find_candidates, find_in_conversation
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.stems import content_stems

# How many passages are candidates; the pieces to quote come from the first of them.
CANDIDATES = 40
EVIDENCE_FROM = 24
# How many pieces a reader that does not locate answers reads alone for each passage that another one reads whole.
PIECES_A_PASSAGE = 2


class Weighing:
    """Search an index and let the reader read what is found, for one question in all its wordings.

    Each wording is searched once, each word looked up once; `watch` is told how long that took.
    """

    def __init__(self, index: Index, embedder: Embedder, reader: Reader, watch: Stopwatch) -> None:
        self.index = index
        self._searches = Searches(index, embedder)
        self._reader = reader
        self._watch = watch
        self._weights: dict[str, float] = {}

    def weight(self, stem: str) -> float:
        """Return the inverse document frequency of a stem."""
        if stem not in self._weights:
            self._weights[stem] = inverse_document_frequency(self.index.stem_frequency(stem), self.index.chunk_count)
        return self._weights[stem]

    def find(self, question: str) -> Candidates:
        """Return the candidates for a question that stands alone."""
        with self._watch.measure("retrieve"):
            return find_candidates(self._searches, question, CANDIDATES)

    def find_in_conversation(self, queries: Sequence[Query], cited: tuple[float, Sequence[int]], meant: str) -> Candidates:
        """Return the candidates for several wordings of a question; `cited` are chunks found anyway, with what they count."""
        with self._watch.measure("retrieve"):
            return find_in_conversation(self._searches, queries, cited, meant, CANDIDATES)

    def weigh(
        self, question: str, candidates: Sequence[Candidate], passages: int, wanted: frozenset[str] | None = None
    ) -> tuple[Graded, ...]:
        """Return the pieces of the first `passages` candidates, graded for a question, best first.

        A reader that does not locate answers reads some pieces alone instead, those that share most with the question:
        `wanted` are the stems of its words, where they are not the question's own.
        """
        wanted = content_stems(question) if wanted is None else wanted
        with self._watch.measure("rerank"):
            if self._reader.locates:
                return grade_in_passages(self._reader, question, candidates[:passages], wanted)
            pieces = gather_evidence(candidates[:EVIDENCE_FROM])
            return grade_alone(self._reader, question, shortlist(pieces, wanted, self.weight, passages * PIECES_A_PASSAGE))
