"""The straight line from a question to an answer."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from qa_bot.answer import Answer, RetrievedPassage
from qa_bot.answering.composition import compose
from qa_bot.answering.confidence import Confidence
from qa_bot.answering.evidence import gather_evidence, inverse_document_frequency, shortlist
from qa_bot.answering.features import FEATURES, Vocabulary, features
from qa_bot.answering.grading import Graded, best_sentence, grade
from qa_bot.answering.readings import clean_question, corrected, readings
from qa_bot.answering.selection import in_reading_order, select
from qa_bot.conversation import Turn
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import Embedder, Reranker
from qa_bot.prompts import Prompts
from qa_bot.retrieval.fusion import reciprocal_rank_fusion
from qa_bot.retrieval.search import Candidate, Candidates, Index, find_candidates
from qa_bot.storage.reader import IndexReader, index_info
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import fold

# How many passages are candidates; the pieces to quote come from the first of them.
CANDIDATES = 40
EVIDENCE_FROM = 24
# How many pieces the reranker reads: on the development sets more find no more answers (benchmarks/README.md).
SHORTLIST = 16
RETRIEVED = 20
RETRIEVED_FILES = 5
CLOSEST = 3
HISTORY_TURNS = 10
# A follow-up is read together with the question before it only where that answers better by this many logits.
FOLLOW_UP_MARGIN = 0.5
# A respelt question must be answered better by this many logits than the one that was typed.
RESPELLING_MARGIN = 0.5


class ConsideredPiece(Frozen):
    """Be a piece the reranker read, with its logit; `used` says whether it is in the answer."""

    source: str
    text: str
    logit: float
    used: bool


class Explanation(Frozen):
    """Say how an answer came about: the readings tried, the pieces weighed, what the confidence was computed from."""

    readings: tuple[str, ...]
    unknown_words: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    threshold: float
    features: dict[str, float]
    pieces: tuple[ConsideredPiece, ...]


class Understood(Frozen):
    """Be one reading of a question with everything that was found for it."""

    question: str
    candidates: Candidates
    graded: tuple[Graded, ...]
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()

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


class Stopwatch:
    """Add up how long each stage took."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._began = clock()
        self._spent: dict[str, float] = {}

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time the block takes to a stage."""
        began = self._clock()
        try:
            yield
        finally:
            self._spent[stage] = self._spent.get(stage, 0.0) + self._clock() - began

    def timings_ms(self) -> dict[str, float]:
        """Return the total and the time of each stage, in milliseconds."""
        total = self._clock() - self._began
        return {stage: round(1000 * spent, 1) for stage, spent in {"total": total, **self._spent}.items()}


class Bot:
    """Answer questions from a published index; safe to use from several threads.

    `min_confidence` replaces the fitted bar under which the bot abstains: 0 answers whenever anything was found.
    """

    def __init__(self, reader: IndexReader, models: Models, prompts: Prompts, min_confidence: float | None = None) -> None:
        self._reader = reader
        self._models = models
        self.prompts = prompts
        self._min_confidence = min_confidence

    def ask(self, question: str, history: Sequence[Turn] = (), question_id: str | int | None = None) -> Answer:
        """Return the answer to a question; raise UsageError when it is empty or far too long."""
        return self.explain(question, history, question_id)[0]

    def explain(
        self, question: str, history: Sequence[Turn] = (), question_id: str | int | None = None
    ) -> tuple[Answer, Explanation]:
        """Return the answer and how it came about."""
        answer, explanation = self.attempt(question, history, question_id)
        return (answer if answer.confidence >= self.threshold else self.withhold(answer)), explanation

    def attempt(
        self, question: str, history: Sequence[Turn] = (), question_id: str | int | None = None
    ) -> tuple[Answer, Explanation]:
        """Return the best answer however unsure, and how it came about; it abstains only where nothing was found."""
        asked = clean_question(question)
        watch = Stopwatch()
        with self._reader.snapshot() as index:
            understood = understand(index, self._models, asked, history[-HISTORY_TURNS:], watch)
            inputs, confidence = assess(index, self._models, understood)
            chosen = in_reading_order(select(understood.question, understood.graded)) if understood.graded else ()
            text, citations = compose(chosen)
            answer = Answer(
                id=question_id,
                question=asked,
                standalone_question=understood.question,
                status="answered",
                text=text,
                confidence=confidence,
                citations=citations,
                retrieved=rank_passages(understood),
                index=index_info(index.generation),
            )
        answer = answer.model_copy(update={"timings_ms": watch.timings_ms()})
        explanation = _explain(understood, chosen, self.threshold, inputs)
        return (answer if chosen else self.withhold(answer)), explanation

    def withhold(self, answer: Answer) -> Answer:
        """Return an answer without what it says: the documents do not say, and what was near."""
        near = tuple(dict.fromkeys(passage.source for passage in answer.retrieved))[:CLOSEST]
        return answer.model_copy(
            update={
                "status": "abstained",
                "reason": "not_in_corpus",
                "text": self.prompts.say("abstained"),
                "citations": (),
                "closest": near,
            }
        )

    @property
    def threshold(self) -> float:
        """Return the confidence below which the bot abstains."""
        if self._min_confidence is not None:
            return self._min_confidence
        return self._models.confidence.model_for(self._models.reranker.name).threshold


def understand(index: Searchable, models: Models, question: str, history: Sequence[Turn], watch: Stopwatch) -> Understood:
    """Return the reading of a question that the documents answer best, with a bias to the question as it stands."""
    best: Understood | None = None
    for reading in readings(question, history):
        found = read_question(index, models, reading, watch)
        if best is None or found.best_logit > best.best_logit + FOLLOW_UP_MARGIN:
            best = found
    assert best is not None
    return best


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


def assess(index: Searchable, models: Models, understood: Understood) -> tuple[dict[str, float], float]:
    """Return what the confidence is computed from, by name, and the confidence, between 0 and 1."""
    if not understood.graded:
        return {}, 0.0
    model = models.confidence.model_for(models.reranker.name)
    scalars = features(understood.question, understood.graded, vocabulary_of(understood.candidates), weight_of(index))
    named = dict(zip(FEATURES, (float(x) for x in scalars), strict=True))
    return named, model.probability(scalars, best_sentence(understood.graded))


def vocabulary_of(candidates: Candidates) -> Vocabulary:
    """Return what the corpus says of the question's words."""
    resembling = {fold(typed) for typed, _ in candidates.corrections}
    unknown = {fold(word) for word in candidates.unknown}
    return Vocabulary(unknown=frozenset(unknown - resembling), resembling=frozenset(resembling))


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
    reranked = list(dict.fromkeys(piece.evidence.passage.chunk_id for piece in understood.graded))
    fused = [candidate.passage.chunk_id for candidate in passages]
    ranked: list[RetrievedPassage] = []
    for chunk_id, score in reciprocal_rank_fusion([fused, reranked]):
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


def _explain(understood: Understood, chosen: Sequence[Graded], threshold: float, inputs: dict[str, float]) -> Explanation:
    used = {id(piece) for piece in chosen}
    candidates = understood.candidates
    return Explanation(
        readings=(understood.question,),
        unknown_words=candidates.unknown,
        corrections=tuple((typed, nearest[0]) for typed, nearest in understood.corrections),
        threshold=threshold,
        features={name: round(value, 4) for name, value in inputs.items()},
        pieces=tuple(
            ConsideredPiece(
                source=piece.evidence.passage.source,
                text=" ".join(piece.evidence.text.split()),
                logit=round(piece.logit, 3),
                used=id(piece) in used,
            )
            for piece in understood.graded
        ),
    )
