"""Let the reader read the likeliest passages whole, and say how well each of their sentences and lists answers."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from qa_bot.evidence.pieces import Evidence, asks_the_same, gather_evidence, inverse_document_frequency
from qa_bot.frozen import Frozen
from qa_bot.models.protocols import HeadedText, Reader, Reading, TokenScores
from qa_bot.passage import UnitKind
from qa_bot.retrieval.search import Candidate
from qa_bot.text.sentences import Span
from qa_bot.text.stems import content_stems

# The reader was not trained to mark answers longer than this.
LONGEST_SPAN_TOKENS = 30
# Larger signs are cut to these values: they mean nothing more.
MOST_LOGIT, MOST_SPAN = 12.0, 20.0
# The weights of a piece's best span, its own evidence and its passage's relevance, chosen by benchmarks/choice.py.
OF_SPAN, OF_EVIDENCE, OF_PASSAGE = 0.2, 0.22, 0.45
# The weight of the question's words in a row, a record or another piece of a series.
OF_WORDS = 4.0
ROWS: tuple[UnitKind, ...] = ("row", "record")
SERIES: tuple[UnitKind, ...] = (*ROWS, "field", "log_line")
# A passage needs at least this many fields for them to be a series.
FEWEST_ALIKE = 3
# Subtracted from the score of a header, a badge or another piece of a page's furniture.
OF_FURNITURE = 3.0
# What a sentence that a message repeats of an earlier one has less than one of the message itself.
OF_REPEATED = 1.0
# What an answer has more than others where its own question is asked word for word.
OF_OWN_QUESTION = 6.0
# All of a field but its label: the comments above it, and what follows.
_LABEL = re.compile(r"\A(?:[^\S\n]*(?:[#;]|//)[^\n]*\n)+|[:=].*\Z", re.S)
# From these log odds on, the reader says clearly that a text answers.
CLEAR = 2.0
# A span below this score is not marked as the answer, though its sentence may be shown.
LEAST_SPAN = -2.0


class PassageSigns(Frozen):
    """What the reader says about a text, a passage or a piece of one.

    Its relevance, the log odds that it answers, its best span's score, and the log odds that it refutes what the question
    takes for granted.
    """

    relevance: float
    answerable: float
    span: float
    refuted: float


class Graded(Frozen):
    """A piece with its score; the higher, the better it answers.

    When its passage is read whole, `span` is the score of the best span within the piece, `answer` is that span in offsets of
    the document, `answering` is the mean log odds that its tokens belong to an answer, and `passage` is what the reader says
    about the passage. All are None if the reader does not locate answers. `alone` is what it says about the piece by itself, if
    it was read again.
    """

    evidence: Evidence
    score: float
    span: float | None = None
    answer: Span | None = None
    answering: float | None = None
    passage: PassageSigns | None = None
    alone: PassageSigns | None = None

    @property
    def answers(self) -> tuple[Span, ...]:
        """Return the places within the piece that answer; none if the reader saw no answer in it."""
        return (self.answer,) if self.answer and (self.span or 0.0) >= LEAST_SPAN else ()

    @property
    def answers_clearly(self) -> bool:
        """Tell whether the reader sees an answer in the piece by itself, and in the passage that it stands in."""
        read = (self.alone, self.passage)
        return all(signs is not None and signs.answerable >= CLEAR for signs in read)

    @property
    def relevance(self) -> float:
        """Return how relevant the text that was read is: the passage, or the piece if it was read alone."""
        return self.passage.relevance if self.passage else self.score / OF_PASSAGE


def grade_in_passages(
    reader: Reader, question: str, candidates: Sequence[Candidate], wanted: frozenset[str]
) -> tuple[Graded, ...]:
    """Return the pieces of passages that are read whole, graded, best first; `wanted` are the stems of the question's words."""
    return grade_readings(question, candidates, read_passages(reader, question, candidates), wanted)


def read_passages(reader: Reader, question: str, candidates: Sequence[Candidate]) -> tuple[Reading, ...]:
    """Return what the reader says about each passage as a whole."""
    return reader.read(question, [HeadedText(c.passage.heading(), c.passage.text) for c in candidates])


def grade_readings(
    question: str, candidates: Sequence[Candidate], readings: Sequence[Reading], wanted: frozenset[str]
) -> tuple[Graded, ...]:
    """Return the pieces of passages, graded by the readings of these passages, best first."""
    signs = [signs_of(reading) for reading in readings]
    graded = [_placed(piece, readings[piece.rank], signs[piece.rank]) for piece in gather_evidence(candidates)]
    told = _told_apart([piece for piece in graded if piece is not None], wanted)
    return ordered([_under_its_question(question, piece) for piece in told])


def grade_alone(reader: Reader, question: str, pieces: Sequence[Evidence]) -> tuple[Graded, ...]:
    """Return pieces that are read one by one, graded by their relevance alone, best first."""
    readings = reader.read(question, [HeadedText(p.passage.heading(), p.text) for p in pieces])
    return ordered([Graded(evidence=p, score=OF_PASSAGE * r.relevance) for p, r in zip(pieces, readings, strict=True)])


def best_piece(graded: Sequence[Graded]) -> Graded:
    """Return the best piece that is not a whole list, else the best; `graded` is in order of score and not empty."""
    return next((piece for piece in graded if not piece.evidence.is_list), graded[0])


def best_score(graded: Sequence[Graded]) -> float:
    """Return the score of the best piece that is not a whole list; `graded` is in order of score and not empty."""
    return best_piece(graded).score


def best_span(tokens: TokenScores, start: int, end: int) -> tuple[float, Span] | None:
    """Return the score and the place of the best answer within text[start:end]; None if no token lies in it.

    The score is the largest sum of a start logit and a later end logit, at most LONGEST_SPAN_TOKENS apart, minus the score
    for "no answer". Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019, section 4.3.
    """
    inside = np.flatnonzero((tokens.offsets[:, 0] >= start) & (tokens.offsets[:, 1] <= end))
    if not len(inside):
        return None
    first, last = inside[0], inside[-1] + 1
    later = np.concatenate([tokens.ends[first:last], np.full(LONGEST_SPAN_TOKENS - 1, -np.inf, tokens.ends.dtype)])
    sums = tokens.starts[first:last, None] + np.lib.stride_tricks.sliding_window_view(later, LONGEST_SPAN_TOKENS)
    begin, length = divmod(int(sums.argmax()), LONGEST_SPAN_TOKENS)
    stop = begin + length
    place = int(tokens.offsets[first + begin, 0]), int(tokens.offsets[first + stop, 1])
    return float(sums[begin, length]) - tokens.none, place


def mean_evidence(tokens: TokenScores, start: int, end: int) -> float:
    """Return the mean log odds that the tokens of text[start:end] belong to an answer; it must hold at least one token."""
    inside = (tokens.offsets[:, 0] >= start) & (tokens.offsets[:, 1] <= end)
    return float(tokens.evidence[inside].mean())


def score_of(span: float, answering: float, relevance: float) -> float:
    """Return the score of a piece by its best span, its own evidence and the relevance of the text that was read."""
    return OF_SPAN * span + OF_EVIDENCE * answering + OF_PASSAGE * relevance


def signs_of(reading: Reading) -> PassageSigns:
    """Return what a reader that locates answers says about a text."""
    assert reading.answerable is not None
    assert reading.refuted is not None
    assert reading.tokens is not None
    best = best_span(reading.tokens, 0, int(reading.tokens.offsets[-1, 1])) if len(reading.tokens.offsets) else None
    return PassageSigns(
        relevance=_bounded(reading.relevance, MOST_LOGIT),
        answerable=_bounded(reading.answerable, MOST_LOGIT),
        span=_bounded(best[0] if best else -MOST_SPAN, MOST_SPAN),
        refuted=_bounded(reading.refuted, MOST_LOGIT),
    )


def _placed(evidence: Evidence, reading: Reading, signs: PassageSigns) -> Graded | None:
    """Return a piece as the reader grades it inside its passage; None if no token lies in the piece."""
    assert reading.tokens is not None
    offset = evidence.passage.start
    found = best_span(reading.tokens, evidence.start - offset, evidence.end - offset)
    if found is None:
        return None
    span = _bounded(found[0], MOST_SPAN)
    answering = mean_evidence(reading.tokens, evidence.start - offset, evidence.end - offset)
    for place in evidence.places:
        # The line above a command says what the command is for, so the reader may find the answer in that line.
        if evidence.kind == "code" and place.kind == "introduction" and place.start >= offset:
            answering = max(answering, mean_evidence(reading.tokens, place.start - offset, place.end - offset))
            above = best_span(reading.tokens, place.start - offset, place.end - offset)
            span = max(span, _bounded(above[0], MOST_SPAN)) if above else span
    less = {"furniture": OF_FURNITURE, "repeated": OF_REPEATED}.get(evidence.kind, 0.0)
    return Graded(
        evidence=evidence,
        score=score_of(span, answering, signs.relevance) - less,
        span=span,
        answering=answering,
        answer=(found[1][0] + offset, found[1][1] + offset),
        passage=signs,
    )


def _told_apart(graded: Sequence[Graded], wanted: frozenset[str]) -> list[Graded]:
    """Return pieces; the score of those in a series is raised by the share of the question's words that they have.

    Rows and settings look alike to the reader. Their names tell them apart, most of all the words that few of them have.
    """
    alike = Counter((piece.evidence.kind, piece.evidence.passage.chunk_id) for piece in graded)
    series = [
        piece
        for piece in graded
        if piece.evidence.kind in ROWS
        or (piece.evidence.kind in SERIES and alike[piece.evidence.kind, piece.evidence.passage.chunk_id] >= FEWEST_ALIKE)
    ]
    held = {id(piece): _shared(piece.evidence, wanted) for piece in series}
    count = Counter(stem for stems in held.values() for stem in stems)
    rarity = {stem: inverse_document_frequency(number, len(held)) for stem, number in count.items()}
    total = sum(rarity.values()) or 1.0
    return [
        piece.model_copy(update={"score": piece.score + OF_WORDS * sum(rarity[stem] for stem in held[id(piece)]) / total})
        if held.get(id(piece))
        else piece
        for piece in graded
    ]


def _under_its_question(question: str, piece: Graded) -> Graded:
    more = OF_OWN_QUESTION if asks_the_same(question, piece.evidence) else 0.0
    return piece.model_copy(update={"score": piece.score + more}) if more else piece


def _shared(evidence: Evidence, wanted: frozenset[str]) -> frozenset[str]:
    """Return the question's words that a piece of a series is called by: all of a field's label, or any of a row or a line."""
    if evidence.kind != "field":
        return wanted & content_stems(evidence.text)
    label = content_stems(_LABEL.sub("", evidence.text))
    return label if label <= wanted else frozenset()


def _bounded(value: float, most: float) -> float:
    return max(-most, min(value, most))


def ordered(graded: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return pieces best first; at equal score, a whole list comes after its best item."""
    return tuple(sorted(graded, key=lambda piece: (-piece.score, piece.evidence.is_list)))
