"""Understand a question in its conversation: let the search and the reader choose between its readings."""

from collections.abc import Sequence
from typing import Protocol

from qa_bot.conversation import Conversation, Turn
from qa_bot.evidence.grading import Graded, best_piece, best_score
from qa_bot.evidence.pieces import Evidence
from qa_bot.evidence.weighing import EVIDENCE_FROM, Weighing
from qa_bot.retrieval.fusion import convex_combination, normalised
from qa_bot.retrieval.search import Candidates, Query
from qa_bot.text.stems import content_stems
from qa_bot.understanding.ambiguity import rival_readings
from qa_bot.understanding.demands import was_said
from qa_bot.understanding.fitting import Fit, fitting_first, is_unmet
from qa_bot.understanding.phrases import noun_phrases
from qa_bot.understanding.readings import Rewriting
from qa_bot.understanding.required import none_has_required, required_first
from qa_bot.understanding.rewriting import rewrite
from qa_bot.understanding.standalone import read_question
from qa_bot.understanding.topic import in_context, topic_terms
from qa_bot.understanding.understood import Understood

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
# Only the questions of these kinds may be meant as they were typed.
MAY_BE_AS_TYPED = ("pronoun", "ordinal", "ellipsis", "what_about")


class Condense(Protocol):
    """A function that writes a follow-up out by other means than rules; it returns None if that fails."""

    def __call__(self, question: str, turns: Sequence[Turn], rewriting: Rewriting, /) -> str | None: ...  # noqa: D102


def understand(weighing: Weighing, question: str, conversation: Conversation, condense: Condense | None = None) -> Understood:
    """Return how a question is understood after the turns before it, and what was found for it."""
    rewriting = rewrite(question, conversation.turns)
    if condense and rewriting.kind not in ("standalone", "choice"):
        condensed = condense(question, conversation.turns, rewriting)
        rewriting = rewriting.model_copy(update={"readings": (condensed,)}) if condensed else rewriting
    if rewriting.kind == "choice":
        return read_question(weighing, rewriting.readings[0])
    if not conversation.turns:
        understood = read_question(weighing, question)
    elif not rewriting.readings:
        understood = _beside_topic(weighing, question, rewriting.topical, conversation.turns)
    else:
        understood = _as_read(weighing, question, rewriting, conversation.turns)
    rivals = understood.rivals or rival_readings(understood.question, understood.graded)
    return understood.model_copy(update={"rivals": rivals})


def _beside_topic(weighing: Weighing, question: str, topical: str | None, turns: Sequence[Turn]) -> Understood:
    """Read a question that stands alone, and also some passages that are found through the topic of the conversation."""
    alone = read_question(weighing, question)
    candidates = _find(weighing, alone.question, topical or f"{turns[-1].question} {question}", turns, alone.question)
    about = weighing.weigh(topical, candidates.passages, TYPED) if topical else ()
    if topical and about and _is_meant_so(about, alone.graded, question, turns):
        return Understood(
            question=topical, candidates=candidates, graded=about, ranking=_rank(candidates, [alone.graded, about])
        )
    read = {piece.evidence.passage.chunk_id for piece in alone.graded}
    fresh = [found for found in candidates.passages[:EVIDENCE_FROM] if found.passage.chunk_id not in read]
    more = required_first(weighing.weigh(alone.question, fresh, TOPICAL), alone.question)
    graded = tuple(sorted((*alone.graded, *more), key=lambda piece: -piece.score))
    known = {"graded": graded, "is_unmet": none_has_required(graded, alone.question)}
    return alone.model_copy(update={"candidates": candidates, "ranking": _rank(candidates, [graded]), **known})


def _is_meant_so(about: Sequence[Graded], alone: Sequence[Graded], question: str, turns: Sequence[Turn]) -> bool:
    """Tell whether a question is meant about the topic: it is answered so clearly, or better than alone.

    A question about a thing of its own is not meant so if it is answered with what was said.
    """
    best = best_piece(about)
    if was_said(best.evidence, turns) and any(phrase.determiner == "the" for phrase in noun_phrases(question)):
        return False
    return best.answers_clearly or best_score(about) > best_score(alone)


def _as_read(weighing: Weighing, question: str, rewriting: Rewriting, turns: Sequence[Turn]) -> Understood:
    """Read a question that depends on the conversation, both as typed and as written out."""
    reading = rewriting.readings[0]
    candidates = _find(weighing, question, reading, turns, reading)

    fit = Fit(rewriting.kind, rewriting.demand, turns)

    def weigh(wording: str, passages: int, wanted: frozenset[str] | None = None) -> tuple[Graded, ...]:
        return fitting_first(weighing.weigh(wording, candidates.passages, passages, wanted), wording, fit)

    wanted = content_stems(question) | content_stems(reading)
    typed = weigh(question, TYPED, wanted)
    read = weigh(reading, AS_UNDERSTOOD, wanted)
    if not read:
        return Understood(question=reading, candidates=candidates, graded=())
    others = rewriting.readings[1:] if rewriting.are_rivals or rewriting.are_wordings else ()
    readings = [(reading, read), *((other, weigh(other, RIVAL)) for other in others)]
    meant, graded = max(readings, key=lambda pair: best_score(pair[1]))
    may_be_as_typed = rewriting.kind in MAY_BE_AS_TYPED and not rewriting.is_bound
    if may_be_as_typed and best_score(typed) > best_score(graded) + AS_TYPED_MARGIN:
        meant, graded = question, typed
    return Understood(
        question=meant,
        candidates=candidates,
        graded=graded,
        ranking=_rank(candidates, [typed, read]),
        readings=(question, *rewriting.readings[: 1 + len(others)]),
        rivals=_undecided(readings) if rewriting.are_rivals and meant != question else (),
        is_unmet=is_unmet(graded, meant, fit),
    )


def _undecided(readings: Sequence[tuple[str, Sequence[Graded]]]) -> tuple[str, ...]:
    """Return the readings that different pieces answer about equally well, best first; () if one is answered best."""
    ordered = sorted(readings, key=lambda pair: -best_score(pair[1]))
    least = best_score(ordered[0][1]) - UNDECIDED_MARGIN
    by_place = {_place(graded[0].evidence): reading for reading, graded in reversed(ordered) if best_score(graded) >= least}
    return tuple(reversed(by_place.values())) if len(by_place) > 1 else ()


def _find(weighing: Weighing, question: str, reading: str, turns: Sequence[Turn], meant: str) -> Candidates:
    """Search for the question, the question with the topic, and its reading; add the passages that the last answer cited."""
    index = weighing.index
    topic = topic_terms([turn.question for turn in turns], weighing.weight, lambda word: bool(index.document_frequency(word)))
    queries = (Query(question, *AS_TYPED), Query(in_context(question, topic), *WITH_TOPIC), Query(reading, *AS_READ))
    cited = tuple(i for passage in turns[-1].cited for i in index.chunks_around(passage.name, passage.start, passage.end))
    return weighing.find_in_conversation(queries, (CITED, cited), meant)


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


def _place(evidence: Evidence) -> tuple[int, int, int]:
    return evidence.passage.document_id, evidence.start, evidence.end
