"""What a question means, and what the documents have on it: readings, candidates, graded pieces."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from qa_bot.answer import RetrievedPassage
from qa_bot.answering.confidence import Confidence
from qa_bot.answering.evidence import gather_evidence, inverse_document_frequency, shortlist
from qa_bot.answering.grading import Graded, best_sentence, grade
from qa_bot.answering.readings import corrected, depends_on_history, in_context, topic_terms
from qa_bot.conversation import Turn
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Reranker
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.retrieval.fusion import reciprocal_rank_fusion
from qa_bot.retrieval.search import Candidate, Candidates, Index, find_candidates
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.stems import content_stems

# How many passages are candidates; the pieces to quote come from the first of them.
CANDIDATES = 40
EVIDENCE_FROM = 24
# How many pieces the reranker reads: on the development sets more find no more answers (benchmarks/README.md).
SHORTLIST = 16
# A follow-up is read twice, as typed and in its context: the second time fewer pieces, so that it takes little longer.
FOLLOW_UP_SHORTLIST = 8
RETRIEVED = 20
RETRIEVED_FILES = 5
# A question that seems to stand alone is read in its context only where that answers better by this many logits.
FOLLOW_UP_MARGIN = 2.0
# In a conversation the order of passages follows the reranker more than the searches.
FOLLOW_UP_RERANK_WEIGHT = 4
# What an earlier answer said already counts this many logits less, from this share of common four-word runs on.
SAID_PENALTY = 3.0
SAID_BEFORE = 0.7
# A respelt question must be answered better by this many logits than the one that was typed.
RESPELLING_MARGIN = 0.5


class Understood(Frozen):
    """Be one reading of a question with everything that was found for it.

    `passage_order` are the chunks in the reranker's order where that is not the order of `graded`, `rerank_weight` how much
    it counts beside the order of the searches.
    """

    question: str
    candidates: Candidates
    graded: tuple[Graded, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    passage_order: tuple[int, ...] | None = None
    rerank_weight: int = 1

    @property
    def best_logit(self) -> float:
        """Return the logit of the best piece."""
        return best_sentence(self.graded).logit if self.graded else float("-inf")


class Searchable(Index, Protocol):
    """What answering needs of a published index, beyond retrieval: how many chunks it has."""

    @property
    def chunk_count(self) -> int: ...  # noqa: D102


class Models(NamedTuple):
    """Be the models that answer."""

    embedder: Embedder
    reranker: Reranker
    confidence: Confidence


def understand(index: Searchable, models: Models, question: str, history: Sequence[Turn], watch: Stopwatch) -> Understood:
    """Return how a question is understood, and what was found for it."""
    if not history:
        return read_question(index, models, question, watch)
    return read_follow_up(index, models, question, history, watch)


def read_follow_up(index: Searchable, models: Models, question: str, history: Sequence[Turn], watch: Stopwatch) -> Understood:
    """Read a question as typed and in the context of the last turns, and keep the reading that the documents answer better.

    A question that seems to stand alone is kept as typed unless its context answers much better. The passages are searched
    for both readings and for the question joined to the one before it, and ranked by both gradings together.
    """
    alone = read_question(index, models, question, watch)
    weight = weight_of(index)
    with watch.measure("retrieve"):
        terms = topic_terms(history, weight, lambda word: bool(index.document_frequency(word)))
        reading = in_context(alone.question, terms)
        joined = f"{history[-1].question} {alone.question}"
        candidates = find_candidates(index, models.embedder, alone.question, CANDIDATES, (reading, joined))
        evidence = gather_evidence(candidates.passages[:EVIDENCE_FROM])
        wanted = content_stems(question) | content_stems(reading)
        pieces = shortlist(evidence, wanted, weight, FOLLOW_UP_SHORTLIST)
    if not pieces:
        return alone
    with watch.measure("rerank"):
        framed = _without_what_was_said(grade(models.reranker, reading, pieces), history)
    margin = 0.0 if depends_on_history(question) else FOLLOW_UP_MARGIN
    shifted = best_sentence(framed).logit > alone.best_logit + margin
    return Understood(
        question=reading if shifted else alone.question,
        candidates=candidates if shifted else alone.candidates.model_copy(update={"passages": candidates.passages}),
        graded=framed if shifted else alone.graded,
        corrections=() if shifted else alone.corrections,
        passage_order=_order_by_both(alone.graded, framed),
        rerank_weight=FOLLOW_UP_RERANK_WEIGHT,
    )


def _without_what_was_said(graded: Sequence[Graded], history: Sequence[Turn]) -> tuple[Graded, ...]:
    """Put pieces that an earlier answer already said behind others that answer nearly as well."""
    said = [shingles(turn.answer) for turn in history if turn.answer]

    def penalised(piece: Graded) -> Graded:
        own = shingles(piece.evidence.text)
        if any(containment(own, earlier) >= SAID_BEFORE for earlier in said):
            return piece.model_copy(update={"logit": piece.logit - SAID_PENALTY})
        return piece

    return tuple(sorted((penalised(piece) for piece in graded), key=lambda piece: -piece.logit))


def _order_by_both(first: Sequence[Graded], second: Sequence[Graded]) -> tuple[int, ...]:
    """Return the chunks in order of their best piece under either reading."""
    together = sorted((*first, *second), key=lambda piece: -piece.logit)
    return tuple(dict.fromkeys(piece.evidence.passage.chunk_id for piece in together))


def read_question(index: Searchable, models: Models, question: str, watch: Stopwatch) -> Understood:
    """Find the candidates for a question that stands alone, and grade the pieces of them that may answer it.

    A word that no document contains is replaced by the word that it resembles only where that is answered better: it may
    be misspelt, or simply a word that the documents do not use.
    """
    with watch.measure("retrieve"):
        candidates = find_candidates(index, models.embedder, question, CANDIDATES)
        respelt = corrected(question, candidates.corrections)
        evidence = gather_evidence(candidates.passages[:EVIDENCE_FROM])
        wanted = content_stems(question) | content_stems(respelt)
        pieces = shortlist(evidence, wanted, weight_of(index), SHORTLIST)
    with watch.measure("rerank"):
        graded = grade(models.reranker, question, pieces) if pieces else ()
        as_typed = Understood(question=question, candidates=candidates, graded=graded)
        if respelt == question or not pieces:
            return as_typed
        graded = grade(models.reranker, respelt, pieces)
    as_respelt = Understood(question=respelt, candidates=candidates, graded=graded, corrections=candidates.corrections)
    return as_respelt if as_respelt.best_logit > as_typed.best_logit + RESPELLING_MARGIN else as_typed


def weight_of(index: Searchable) -> Callable[[str], float]:
    """Return the function that gives the inverse document frequency of a stem, each looked up once."""
    known: dict[str, float] = {}

    def weight(stem: str) -> float:
        if stem not in known:
            known[stem] = inverse_document_frequency(index.stem_frequency(stem), index.chunk_count)
        return known[stem]

    return weight


def rank_passages(understood: Understood) -> tuple[RetrievedPassage, ...]:
    """Return the best passages, by fused rank and reranked rank together: 20, and more until five files are there.

    Near-copies follow the passage that stands for them.
    """
    passages = understood.candidates.passages
    by_chunk = {candidate.passage.chunk_id: candidate for candidate in passages}
    # Passages of which no sentence was read get nothing from the reranker, rather than a place behind all that were.
    reranked = understood.passage_order
    if reranked is None:
        reranked = tuple(dict.fromkeys(piece.evidence.passage.chunk_id for piece in understood.graded))
    fused = [candidate.passage.chunk_id for candidate in passages]
    ranked: list[RetrievedPassage] = []
    for chunk_id, score in reciprocal_rank_fusion(
        [fused, *[[i for i in reranked if i in by_chunk]] * understood.rerank_weight]
    ):
        ranked.extend(_retrieved(by_chunk[chunk_id], score))
    kept = ranked[:RETRIEVED]
    files = {passage.source for passage in kept}
    for passage in ranked[RETRIEVED:]:
        if len(files) < RETRIEVED_FILES and passage.source not in files:
            files.add(passage.source)
            kept.append(passage)
    return tuple(kept)


def _retrieved(candidate: Candidate, score: float) -> Iterator[RetrievedPassage]:
    for passage in (candidate.passage, *candidate.copies):
        yield RetrievedPassage(source=passage.source, start=passage.start, end=passage.end, score=round(score, 6))
