"""Understand a question in its conversation: let the search and the reader choose between its readings."""

from collections.abc import Sequence
from typing import Protocol

from qa_bot.answering.evidence import Evidence
from qa_bot.answering.grading import Graded, best_score, weigh
from qa_bot.conversation import Conversation, Turn
from qa_bot.dialogue.ambiguity import rival_readings
from qa_bot.dialogue.rewriting import Rewriting, rewrite
from qa_bot.dialogue.topic import in_context, topic_terms
from qa_bot.retrieval.duplicates import shingles
from qa_bot.retrieval.fusion import convex_combination, normalised
from qa_bot.retrieval.search import Candidates, Index, Query, Searches, find_in_conversation
from qa_bot.stopwatch import Stopwatch
from qa_bot.text.questions import answer_type, holds_answer_of_type
from qa_bot.text.stems import content_stems
from qa_bot.understanding import CANDIDATES, EVIDENCE_FROM, Models, Understood, read_question, weight_of

# How many passages are read for a question that depends on the conversation: for it as understood, and for it as typed.
AS_UNDERSTOOD, TYPED = 8, 4
# How many are read for each other reading, for example each other person that "he" may be.
RIVAL = 3
# How many more are read for a question that stands alone: passages found through the topic of the conversation.
TOPICAL = 2
# The weight of each query, and the share of the lexical search in it (benchmarks/follow_ups.py): the question as typed, the
# question with the topic, and the reading.
AS_TYPED, WITH_TOPIC, AS_READ = (2.0, 0.4), (2.0, 0.3), (1.0, 0.4)
# The weight in the search of passages that the last answer cited, and of those around them.
CITED = 0.5
# The weight of the reader's score when passages are ranked; the searches have weight 1.
RERANKED = 0.2
# The question as typed is used if its best piece scores more than this above the best piece of the question as understood.
AS_TYPED_MARGIN = 0.5
# A reading whose score is within this much of the best one's is answered equally well.
UNDECIDED_MARGIN = 1.0
# This much is subtracted from the score of a piece that an earlier answer already said: one with at least this share of the
# piece's four-word runs.
SAID_PENALTY = 10.0
SAID_BEFORE = 0.7


class Condense(Protocol):
    """A function that writes a follow-up out by other means than rules; it returns None if that fails."""

    def __call__(self, question: str, turns: Sequence[Turn], rewriting: Rewriting, /) -> str | None: ...  # noqa: D102


def understand(
    index: Index,
    models: Models,
    question: str,
    conversation: Conversation,
    watch: Stopwatch,
    condense: Condense | None = None,
) -> Understood:
    """Return how a question is understood after the turns before it, and what was found for it."""
    rewriting = rewrite(question, conversation.turns)
    if condense and rewriting.kind not in ("standalone", "choice"):
        condensed = condense(question, conversation.turns, rewriting)
        rewriting = Rewriting(kind=rewriting.kind, readings=(condensed,)) if condensed else rewriting
    if rewriting.kind == "choice":
        return read_question(index, models, rewriting.readings[0], watch)
    if not conversation.turns:
        understood = read_question(index, models, question, watch)
    elif not rewriting.readings:
        understood = _beside_topic(index, models, question, conversation.turns, watch)
    else:
        understood = _as_read(index, models, question, rewriting, conversation.turns, watch)
    rivals = understood.rivals or rival_readings(understood.question, understood.graded)
    return understood.model_copy(update={"rivals": rivals})


def _beside_topic(index: Index, models: Models, question: str, turns: Sequence[Turn], watch: Stopwatch) -> Understood:
    """Read a question that stands alone, and also some passages that are found through the topic of the conversation."""
    searches = Searches(index, models.embedder)
    alone = read_question(index, models, question, watch, searches)
    with watch.measure("retrieve"):
        candidates = _find(searches, alone.question, f"{turns[-1].question} {question}", turns, alone.question)
        read = {piece.evidence.passage.chunk_id for piece in alone.graded}
        fresh = [found for found in candidates.passages[:EVIDENCE_FROM] if found.passage.chunk_id not in read]
    with watch.measure("rerank"):
        wanted = content_stems(alone.question)
        more = weigh(models.reader, alone.question, fresh, wanted, weight_of(index), TOPICAL)
        graded = tuple(sorted((*alone.graded, *more), key=lambda piece: -piece.score))
    return alone.model_copy(update={"candidates": candidates, "graded": graded, "ranking": _rank(candidates, [graded])})


def _as_read(
    index: Index, models: Models, question: str, rewriting: Rewriting, turns: Sequence[Turn], watch: Stopwatch
) -> Understood:
    """Read a question that depends on the conversation, both as typed and as written out."""
    reading = rewriting.readings[0]
    searches = Searches(index, models.embedder)
    with watch.measure("retrieve"):
        candidates = _find(searches, question, reading, turns, reading)
        near = candidates.passages[:EVIDENCE_FROM]
    with watch.measure("rerank"):
        wanted, weight = content_stems(question) | content_stems(reading), weight_of(index)
        said = () if rewriting.kind == "ordinal" else turns
        typed = _without_what_was_said(question, weigh(models.reader, question, near, wanted, weight, TYPED), said)
        read = _without_what_was_said(reading, weigh(models.reader, reading, near, wanted, weight, AS_UNDERSTOOD), said)
        if not read:
            return Understood(question=reading, candidates=candidates, graded=())
        rivals = rewriting.readings[1:] if rewriting.are_rivals else ()
        readings = [(reading, read)]
        for rival in rivals:
            graded = weigh(models.reader, rival, near, content_stems(rival), weight, RIVAL)
            readings.append((rival, _without_what_was_said(rival, graded, said)))
        meant, graded = max(readings, key=lambda pair: best_score(pair[1]))
        if best_score(typed) > best_score(graded) + AS_TYPED_MARGIN:
            meant, graded = question, typed
    return Understood(
        question=meant,
        candidates=candidates,
        graded=graded,
        ranking=_rank(candidates, [typed, read]),
        readings=(question, *rewriting.readings[: 1 + len(rivals)]),
        rivals=_undecided(readings) if meant != question else (),
    )


def _undecided(readings: Sequence[tuple[str, Sequence[Graded]]]) -> tuple[str, ...]:
    """Return the readings that different pieces answer about equally well, best first; () if one is answered best."""
    ordered = sorted(readings, key=lambda pair: -best_score(pair[1]))
    threshold = best_score(ordered[0][1]) - UNDECIDED_MARGIN
    by_place = {_place(graded[0].evidence): reading for reading, graded in reversed(ordered) if best_score(graded) >= threshold}
    return tuple(reversed(by_place.values())) if len(by_place) > 1 else ()


def _find(searches: Searches, question: str, reading: str, turns: Sequence[Turn], meant: str) -> Candidates:
    """Search for the question, the question with the topic, and its reading; add the passages that the last answer cited."""
    index = searches.index
    topic = topic_terms([turn.question for turn in turns], weight_of(index), lambda word: bool(index.document_frequency(word)))
    queries = (Query(question, *AS_TYPED), Query(in_context(question, topic), *WITH_TOPIC), Query(reading, *AS_READ))
    cited = tuple(i for passage in turns[-1].cited for i in index.chunks_around(passage.source, passage.start, passage.end))
    return find_in_conversation(searches, queries, (CITED, cited), meant, CANDIDATES)


def _rank(candidates: Candidates, gradings: Sequence[Sequence[Graded]]) -> tuple[tuple[int, float], ...]:
    """Rank the candidates by the searches and by the reader's mean score of their best pieces."""
    found = {candidate.passage.chunk_id: candidate.score for candidate in candidates.passages}
    best: dict[int, list[float]] = {}
    for graded in gradings:
        of_grading: dict[int, float] = {}
        for piece in graded:
            of_grading.setdefault(piece.evidence.passage.chunk_id, piece.score)
        for chunk_id, logit in of_grading.items():
            best.setdefault(chunk_id, []).append(logit)
    judged = normalised({chunk_id: sum(logits) / len(logits) for chunk_id, logits in best.items() if chunk_id in found})
    return convex_combination([(1.0, found), (RERANKED, judged)])


def _without_what_was_said(question: str, graded: Sequence[Graded], turns: Sequence[Turn]) -> tuple[Graded, ...]:
    """Lower the score of pieces that an earlier answer already said, so that they come last.

    The score stays if the piece holds what the question asks for, such as a date for a "when".
    """
    kind = answer_type(question)
    said = [shingles(turn.answer) for turn in turns if turn.answer]

    def penalised(piece: Graded) -> Graded:
        own = shingles(piece.evidence.text)
        was_said = any(len(own & earlier) >= SAID_BEFORE * len(own) for earlier in said)
        may_answer = kind not in ("reason", "other") and holds_answer_of_type(kind, piece.evidence.text, question)
        if was_said and not may_answer:
            return piece.model_copy(update={"score": piece.score - SAID_PENALTY})
        return piece

    return tuple(sorted((penalised(piece) for piece in graded), key=lambda piece: -piece.score))


def _place(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.passage.document_id, evidence.start, evidence.end
