"""Let the reader read the likeliest passages whole, then their likeliest sentences alone, and say how well each answers."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from qa_bot.answering.evidence import Evidence, gather_evidence, shortlist
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText, Reader, Reading, TokenScores
from qa_bot.retrieval.search import Candidate
from qa_bot.text.sentences import Span

# An answer longer than this many tokens is none that the reader was taught to point at.
LONGEST_SPAN_TOKENS = 30
# What a piece gets that holds no token of its passage.
NO_SPAN = -30.0
# What the signs count for the choice of a piece; benchmarks/choice.py chose them with whole sets left out.
OF_RELEVANCE, OF_SPAN = 0.25, 0.4
# What the passage's relevance counts beside the span for the choice of what is read alone.
FIRST_LOOK_PASSAGE = 0.5


class Budget(NamedTuple):
    """How much is read for a question: so many passages whole, and so many pieces of them alone.

    A reader that does not tell where the answer stands reads `pieces_unlocated` pieces alone, and no passage.
    """

    passages: int
    pieces: int
    pieces_unlocated: int


class PassageSigns(Frozen):
    """What the reader makes of a whole passage: its relevance, the log odds that it answers, its best span's score."""

    relevance: float
    answerable: float
    span: float


class Graded(Frozen):
    """A piece with its score; the higher, the better it answers.

    `relevance` and `answerable` are what the reader makes of the piece alone, `span` the score of the best span within it
    when its passage is read whole, `answer` that span, in offsets of the document. None where the reader does not tell.
    """

    evidence: Evidence
    score: float
    relevance: float | None = None
    answerable: float | None = None
    span: float | None = None
    answer: Span | None = None
    passage: PassageSigns | None = None


def weigh(
    reader: Reader,
    question: str,
    candidates: Sequence[Candidate],
    wanted: frozenset[str],
    weight: Callable[[str], float],
    budget: Budget,
) -> tuple[Graded, ...]:
    """Return the pieces of the candidates that most likely answer, graded, best first.

    `wanted` are the stems of the question's words; `weight` gives the inverse document frequency of a stem.
    """
    evidence = gather_evidence(candidates)
    if not reader.locates:
        likely = shortlist(evidence, wanted, weight, budget.pieces_unlocated)
        return _ordered(_read_alone(reader, question, [Graded(evidence=piece, score=0.0) for piece in likely]))
    passages = candidates[: budget.passages]
    readings = reader.read(question, [_headed(candidate) for candidate in passages])
    inside = [_placed(piece, readings[piece.rank]) for piece in evidence if piece.rank < len(passages)]
    single = [piece for piece in inside if not piece.evidence.is_list]
    likely = sorted(single, key=lambda piece: -_first_look(piece))[: budget.pieces]
    read = _read_alone(reader, question, likely)
    return _ordered([*read, *_lists([piece for piece in inside if piece.evidence.is_list], read)])


def best_piece(graded: Sequence[Graded]) -> Graded:
    """Return the best piece that is not a whole list, else the best; `graded` is in order of score and not empty."""
    return next((piece for piece in graded if not piece.evidence.is_list), graded[0])


def best_score(graded: Sequence[Graded]) -> float:
    """Return the score of the best piece that is not a whole list; `graded` is in order of score and not empty."""
    return best_piece(graded).score


def best_span(tokens: TokenScores, start: int, end: int) -> tuple[float, Span] | None:
    """Return the score and the place of the best answer within text[start:end]; None where no token lies in it.

    The score is the largest sum of a start's and a later end's logit, at most LONGEST_SPAN_TOKENS apart, less the one of no
    answer. Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019, section 4.3.
    """
    inside = np.flatnonzero((tokens.offsets[:, 0] >= start) & (tokens.offsets[:, 1] <= end))
    if not len(inside):
        return None
    first, last = inside[0], inside[-1] + 1
    sums = tokens.starts[first:last, None] + tokens.ends[None, first:last]
    allowed = np.triu(np.ones(sums.shape, bool)) & ~np.triu(np.ones(sums.shape, bool), LONGEST_SPAN_TOKENS)
    begin, stop = divmod(int(np.where(allowed, sums, -np.inf).argmax()), len(sums))
    place = int(tokens.offsets[first + begin, 0]), int(tokens.offsets[first + stop, 1])
    return float(sums[begin, stop]) - tokens.none, place


def _headed(candidate: Candidate) -> HeadedText:
    return HeadedText(candidate.passage.heading(), candidate.passage.text)


def _placed(evidence: Evidence, reading: Reading) -> Graded:
    """Return a piece with what the reader makes of it inside its passage."""
    tokens = reading.tokens
    assert tokens is not None
    offset = evidence.passage.start
    found = best_span(tokens, evidence.start - offset, evidence.end - offset)
    whole = best_span(tokens, 0, len(evidence.passage.text))
    return Graded(
        evidence=evidence,
        score=0.0,
        span=found[0] if found else NO_SPAN,
        answer=(found[1][0] + offset, found[1][1] + offset) if found else None,
        passage=PassageSigns(
            relevance=reading.relevance, answerable=reading.answerable or 0.0, span=whole[0] if whole else NO_SPAN
        ),
    )


def _first_look(piece: Graded) -> float:
    """Return how likely a piece answers by the reading of its passage alone: what decides whether it is read alone too."""
    assert piece.passage is not None
    return (piece.span or 0.0) + FIRST_LOOK_PASSAGE * piece.passage.relevance


def _read_alone(reader: Reader, question: str, pieces: Sequence[Graded]) -> list[Graded]:
    readings = reader.read(question, [HeadedText(p.evidence.passage.heading(), p.evidence.text) for p in pieces])
    read = []
    for piece, reading in zip(pieces, readings, strict=True):
        signs = {"relevance": reading.relevance, "answerable": reading.answerable}
        read.append(_scored(piece.model_copy(update=signs)))
    return read


def _scored(piece: Graded) -> Graded:
    """Return a piece with its score: its relevance and its span joined, or its relevance where that is all there is."""
    if piece.span is None or piece.relevance is None:
        return piece.model_copy(update={"score": piece.relevance or 0.0})
    return piece.model_copy(update={"score": OF_RELEVANCE * piece.relevance + OF_SPAN * piece.span})


def _lists(lists: Sequence[Graded], read: Sequence[Graded]) -> list[Graded]:
    """Return the whole lists, each scored as its best item or introduction that was read."""
    found = []
    for whole in lists:
        inside = [p for p in read if p.evidence.rank == whole.evidence.rank and _within(p.evidence, whole.evidence)]
        if inside:
            best = max(inside, key=lambda piece: piece.score)
            signs = {"score": best.score, "relevance": best.relevance, "answerable": best.answerable}
            found.append(whole.model_copy(update=signs))
    return found


def _within(inner: Evidence, outer: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _ordered(graded: Sequence[Graded]) -> tuple[Graded, ...]:
    return tuple(sorted(graded, key=lambda piece: -piece.score))
