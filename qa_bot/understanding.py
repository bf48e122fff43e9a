"""What a question means, and what the documents say about it: readings, candidates, graded pieces."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from qa_bot.answer import RetrievedPassage
from qa_bot.answering.confidence import Confidence
from qa_bot.answering.evidence import inverse_document_frequency
from qa_bot.answering.grading import Graded, best_score, weigh
from qa_bot.answering.readings import corrected
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Reader
from qa_bot.retrieval.fusion import reciprocal_rank_fusion
from qa_bot.retrieval.search import Candidate, Candidates, Index, Searches, find_candidates
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.stems import content_stems

# How many passages are candidates; the pieces to quote come from the first EVIDENCE_FROM.
CANDIDATES = 40
EVIDENCE_FROM = 24
# How many passages are read for a question that stands alone (benchmarks/README.md measures other numbers).
STANDALONE = 8
RETRIEVED = 20
RETRIEVED_FILES = 5
# A respelt question must score higher by this much, if the reader cannot say whether it is answered.
RESPELLING_MARGIN = 0.5


class Understood(Frozen):
    """One reading of a question with everything that was found for it.

    `ranking` pairs the candidates' chunks with scores, best first, if they are not ranked by the usual fusion of search and
    reranking. `readings` are all that were considered; `rivals` are those that the documents answer equally well.
    """

    question: str
    candidates: Candidates
    graded: tuple[Graded, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ranking: tuple[tuple[int, float], ...] | None = None
    readings: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class Models(NamedTuple):
    """The models that answer."""

    embedder: Embedder
    reader: Reader
    confidence: Confidence


def read_question(
    index: Index, models: Models, question: str, watch: Stopwatch, searches: Searches | None = None
) -> Understood:
    """Find the candidates for a question that stands alone, and grade their pieces that may answer it.

    A word that neither the documents nor English have may be misspelt, or a name that the documents lack. It is replaced by a
    similar word only if that question is answered and the question as typed is not.
    """
    searches = searches or Searches(index, models.embedder)
    with watch.measure("retrieve"):
        candidates = find_candidates(searches, question, CANDIDATES)
        respelt = corrected(question, candidates.corrections)
    with watch.measure("rerank"):
        wanted, weight = content_stems(question) | content_stems(respelt), weight_of(index)
        near = candidates.passages[:EVIDENCE_FROM]
        meant, graded = question, weigh(models.reader, question, near, wanted, weight, STANDALONE)
        if graded and respelt != question:
            regraded = weigh(models.reader, respelt, near, wanted, weight, STANDALONE)
            if _is_better_read(regraded, graded):
                meant, graded = respelt, regraded
    corrections = candidates.corrections if meant != question else ()
    return Understood(question=meant, candidates=candidates, graded=graded, corrections=corrections)


def _is_better_read(respelt: Sequence[Graded], typed: Sequence[Graded]) -> bool:
    """Tell whether a respelt question finds an answer and the typed one does not."""
    if respelt[0].passage is None:
        return best_score(respelt) > best_score(typed) + RESPELLING_MARGIN
    return _finds_answer(respelt) and not _finds_answer(typed)


def _finds_answer(graded: Sequence[Graded]) -> bool:
    return any(piece.passage is not None and piece.passage.answerable > 0 for piece in graded)


def weight_of(index: Index) -> Callable[[str], float]:
    """Return the function that gives the inverse document frequency of a stem, each looked up once."""
    known: dict[str, float] = {}

    def weight(stem: str) -> float:
        if stem not in known:
            known[stem] = inverse_document_frequency(index.stem_frequency(stem), index.chunk_count)
        return known[stem]

    return weight


def rank_passages(understood: Understood) -> tuple[RetrievedPassage, ...]:
    """Return the best passages, by fused and reranked rank together: 20, or more until they come from five files.

    Near-copies follow the passage that represents them.
    """
    by_chunk = {candidate.passage.chunk_id: candidate for candidate in understood.candidates.passages}
    ranked: list[RetrievedPassage] = []
    for chunk_id, score in understood.ranking or _ranking(understood):
        ranked.extend(_retrieved(by_chunk[chunk_id], score))
    kept = ranked[:RETRIEVED]
    files = {passage.source for passage in kept}
    for passage in ranked[RETRIEVED:]:
        if len(files) < RETRIEVED_FILES and passage.source not in files:
            files.add(passage.source)
            kept.append(passage)
    return tuple(kept)


def _ranking(understood: Understood) -> tuple[tuple[int, float], ...]:
    fused = [candidate.passage.chunk_id for candidate in understood.candidates.passages]
    # Passages of which no sentence was read get no rank from the reader; they are not put behind all that were read.
    reranked = dict.fromkeys(piece.evidence.passage.chunk_id for piece in understood.graded)
    return reciprocal_rank_fusion([fused, list(reranked)])


def _retrieved(candidate: Candidate, score: float) -> Iterator[RetrievedPassage]:
    for passage in (candidate.passage, *candidate.copies):
        yield RetrievedPassage(source=passage.source, start=passage.start, end=passage.end, score=round(score, 6))
