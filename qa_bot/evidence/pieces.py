"""The pieces that may be quoted as an answer, and the likeliest of them for a reader that reads them one by one."""

import math
from collections.abc import Callable, Iterator, Sequence

from qa_bot.frozen import Frozen
from qa_bot.passage import Passage, Place, Unit, UnitKind
from qa_bot.retrieval.search import Candidate
from qa_bot.text.prompt_injection import addresses_a_model, gives_orders
from qa_bot.text.sentences import Span, split_sentences, trimmed, without_reply_marks
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import words

# Kinds of units that may be a forged turn of a chat with a model.
TURNS: tuple[UnitKind, ...] = ("prose", "repeated", "message", "field", "record", "log_line", "code")

BY_SENTENCE: tuple[UnitKind, ...] = ("prose", "repeated")


class Evidence(Frozen):
    """A piece of a document that may be quoted: text == document[start:end], a unit of its passage or a sentence of one.

    `copies` are the near-copies of its passage, `rank` is its passage's place among the candidates, from 0, `similarity` the
    cosine of question and passage if the dense search found it; `before` is the sentence before it, `places` are the places
    that a reader needs to understand it.
    """

    passage: Passage
    copies: tuple[Passage, ...]
    rank: int
    similarity: float | None
    start: int
    end: int
    text: str
    kind: UnitKind = "prose"
    before: str = ""
    places: tuple[Place, ...] = ()

    @property
    def is_list(self) -> bool:
        """Tell whether the piece is a whole list, with its introduction."""
        return self.kind == "list"

    @property
    def context(self) -> str:
        """Return the piece with the sentence before it, or with what introduces it."""
        lead = next((place.text for place in reversed(self.places) if place.kind != "heading"), self.before)
        return f"{lead} {self.text}" if lead else self.text

    def with_heading(self, text: str) -> str:
        """Return a text as the reader reads it: the document's title and date first."""
        heading = self.passage.heading()
        return f"{heading}\n{text}" if heading else text


def asks_the_same(question: str, evidence: Evidence) -> bool:
    """Tell whether a piece stands under the very question that is asked, as in a page of questions and answers."""
    asked = words(question)
    return any(place.kind == "question" and words(place.text) == asked for place in evidence.places)


def gather_evidence(candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Return every quotable piece of the candidates, passage by passage, without those that give orders to a language model."""
    return tuple(piece for rank, candidate in enumerate(candidates) for piece in _pieces(candidate, rank))


def shortlist(
    evidence: Sequence[Evidence], question_stems: frozenset[str], weight: Callable[[str], float], limit: int
) -> tuple[Evidence, ...]:
    """Return the `limit` pieces most likely to answer, by shared words and the rank of their passage.

    `weight` gives the inverse document frequency of a stem. A piece scores the share of the question's weight that it
    holds, plus 5 / (5 + rank). On the development sets, reading only 16 pieces chosen this way loses nothing.
    """
    total = sum(weight(stem) for stem in question_stems) or 1.0

    def score(piece: Evidence) -> float:
        shared = question_stems & content_stems(piece.text)
        around = question_stems & content_stems(piece.context)
        overlap = sum(weight(stem) for stem in shared) + 0.3 * sum(weight(stem) for stem in around - shared)
        return overlap / total + 5 / (5 + piece.rank)

    return tuple(sorted(evidence, key=score, reverse=True)[:limit])


def inverse_document_frequency(documents_with_term: int, documents: int) -> float:
    """Return ln(1 + (N - n + 0.5) / (n + 0.5)), the inverse document frequency of Lucene's BM25.

    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with 1 added.
    """
    return math.log((max(documents, documents_with_term) + 1) / (documents_with_term + 0.5))


def sentences_of(passage: Passage) -> Iterator[tuple[Unit, Span]]:
    """Yield each unit that may be quoted with its place, prose sentence by sentence; offsets are those of the document."""
    for unit in passage.layout.units:
        if unit.kind in BY_SENTENCE:
            offset = passage.start
            told = without_reply_marks(passage.text) if unit.kind == "repeated" else passage.text
            for start, end in split_sentences(told, unit.start - offset, unit.end - offset):
                yield unit, (start + offset, end + offset)
        else:
            yield unit, trimmed(passage.text, unit.start - passage.start, unit.end - passage.start, passage.start)


def _pieces(candidate: Candidate, rank: int) -> Iterator[Evidence]:
    passage = candidate.passage
    before = ""
    for unit, (start, end) in sentences_of(passage):
        text = passage.slice(start, end)
        if not any(character.isalnum() for character in text):
            continue
        is_attack = addresses_a_model if unit.kind in TURNS else gives_orders
        speaker = next((place.text for place in unit.context if place.kind == "speaker"), "")
        if not any(is_attack(line) for line in f"{speaker}: {text}".removeprefix(": ").splitlines()):
            yield Evidence(
                passage=passage,
                copies=candidate.copies,
                rank=rank,
                similarity=candidate.similarity,
                start=start,
                end=end,
                text=text,
                kind=unit.kind,
                before=before,
                places=unit.context,
            )
        before = text if unit.kind == "prose" else ""
