"""One way to understand a question, with what the documents say about it."""

from collections.abc import Iterator

from qa_bot.answer import RetrievedPassage
from qa_bot.document_name import parse_name
from qa_bot.evidence.grading import Graded
from qa_bot.frozen import Frozen
from qa_bot.retrieval.fusion import reciprocal_rank_fusion
from qa_bot.retrieval.search import Candidate, Candidates

RETRIEVED = 20
RETRIEVED_FILES = 5


class Understood(Frozen):
    """A reading of a question, with everything that was found for it.

    `ranking` pairs the candidates' chunks with scores, best first, if they are not ranked by the usual fusion of search and
    reranking. `readings` are all that were considered; `rivals` are those that the documents answer equally well.
    `is_unmet` says that nothing found can answer the question, however well it fits the words.
    """

    question: str
    candidates: Candidates
    graded: tuple[Graded, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ranking: tuple[tuple[int, float], ...] | None = None
    readings: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    is_unmet: bool = False


def rank_passages(understood: Understood) -> tuple[RetrievedPassage, ...]:
    """Return the best passages, by fused and reranked rank together: 20, or more until they come from five files.

    Near-copies follow the passage that represents them.
    """
    ranked = [passage for candidate, score in ranked_candidates(understood) for passage in _retrieved(candidate, score)]
    kept = ranked[:RETRIEVED]
    files = {(passage.corpus, passage.source) for passage in kept}
    for passage in ranked[RETRIEVED:]:
        if len(files) < RETRIEVED_FILES and (passage.corpus, passage.source) not in files:
            files.add((passage.corpus, passage.source))
            kept.append(passage)
    return tuple(kept)


def ranked_candidates(understood: Understood) -> tuple[tuple[Candidate, float], ...]:
    """Return the candidates with their scores, by fused and reranked rank together, best first."""
    by_chunk = {candidate.passage.chunk_id: candidate for candidate in understood.candidates.passages}
    return tuple((by_chunk[chunk_id], score) for chunk_id, score in understood.ranking or _ranking(understood))


def _ranking(understood: Understood) -> tuple[tuple[int, float], ...]:
    fused = [candidate.passage.chunk_id for candidate in understood.candidates.passages]
    # Passages of which no sentence was read get no rank from the reader; they are not put behind all that were read.
    reranked = dict.fromkeys(piece.evidence.passage.chunk_id for piece in understood.graded)
    return reciprocal_rank_fusion([fused, list(reranked)])


def _retrieved(candidate: Candidate, score: float) -> Iterator[RetrievedPassage]:
    for passage in (candidate.passage, *candidate.copies):
        corpus, source = parse_name(passage.source)
        yield RetrievedPassage(corpus=corpus, source=source, start=passage.start, end=passage.end, score=round(score, 6))
