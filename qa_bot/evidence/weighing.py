"""Search and grade the documents for one question."""

from collections.abc import Callable, Sequence

from qa_bot.evidence.grading import Graded, grade_alone, grade_in_passages
from qa_bot.evidence.pieces import gather_evidence, inverse_document_frequency, shortlist
from qa_bot.evidence.read_once import ReadOnce
from qa_bot.evidence.second_look import look_again
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.retrieval.search import Candidate, Candidates, Index, Query, Searches, find_candidates, find_in_conversation
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.stems import content_stems

# How many passages are candidates; the pieces to quote come from the first EVIDENCE_FROM.
CANDIDATES = 40
EVIDENCE_FROM = 24
# A reader that does not locate answers reads this many single pieces in place of each whole passage.
PIECES_A_PASSAGE = 2
# How a reader that locates answers grades passages for a question; the last are the stems to look for.
Grade = Callable[[Reader, str, Sequence[Candidate], frozenset[str]], tuple[Graded, ...]]


class Weighing:
    """The search of an index and the reading of what is found, for one question in all its wordings.

    Each wording is searched once, each word is looked up once, each text is read once a wording; `watch` measures the time.
    """

    def __init__(self, index: Index, embedder: Embedder, reader: Reader, watch: Stopwatch) -> None:
        self.index = index
        self._searches = Searches(index, embedder)
        self._reader = ReadOnce(reader)
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
        """Return the candidates for several wordings of a question; `cited` are the weight and the chunks of earlier citations."""
        with self._watch.measure("retrieve"):
            return find_in_conversation(self._searches, queries, cited, meant, CANDIDATES)

    def weigh(
        self,
        question: str,
        candidates: Sequence[Candidate],
        passages: int,
        wanted: frozenset[str] | None = None,
        grade: Grade = grade_in_passages,
    ) -> tuple[Graded, ...]:
        """Return the pieces of the first `passages` candidates, graded for a question, best first.

        A reader that does not locate answers instead reads single pieces, those that share most with the question: `wanted`
        are the stems to look for, by default those of the question.
        """
        wanted = content_stems(question) if wanted is None else wanted
        with self._watch.measure("rerank"):
            if self._reader.locates:
                graded = grade(self._reader, question, candidates[:passages], wanted)
                return look_again(self._reader, question, graded)
            pieces = gather_evidence(candidates[:EVIDENCE_FROM])
            return grade_alone(self._reader, question, shortlist(pieces, wanted, self.weight, passages * PIECES_A_PASSAGE))
