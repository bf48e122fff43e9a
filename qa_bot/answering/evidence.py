"""The sentences that may be quoted as an answer, and the likeliest of them for a reader that reads them one by one."""

import math
from collections.abc import Callable, Iterator, Sequence

from qa_bot.frozen import Frozen
from qa_bot.passage import Passage
from qa_bot.retrieval.search import Candidate
from qa_bot.text.instructions import gives_orders
from qa_bot.text.litter import is_item, quotable_sentences
from qa_bot.text.sentences import Span
from qa_bot.text.stems import content_stems

# An introduction and its items are offered as one piece up to this size.
MAX_LIST_CHARS = 1200


class Evidence(Frozen):
    """Be a piece of a document that may be quoted: text == document[start:end].

    `copies` are the near-copies of its passage, `rank` is its passage's place among the candidates, from 0, `similarity` the cosine of question and passage where the dense
    search found it; `context` is the piece with the sentence before it, or with
    the line that introduces the list it is an item of; `is_list` marks an introduction together with its items.
    """

    passage: Passage
    copies: tuple[Passage, ...]
    rank: int
    similarity: float | None
    start: int
    end: int
    text: str
    context: str
    is_list: bool = False

    def with_heading(self, text: str) -> str:
        """Return a text as the reader reads it: the document's title and date first."""
        heading = self.passage.heading()
        return f"{heading}\n{text}" if heading else text


def gather_evidence(candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
    """Return every quotable piece of the candidates, passage by passage; one that orders a language model about is none."""
    return tuple(piece for rank, candidate in enumerate(candidates) for piece in _pieces(candidate, rank))


def shortlist(
    evidence: Sequence[Evidence], question_stems: frozenset[str], weight: Callable[[str], float], limit: int
) -> tuple[Evidence, ...]:
    """Return the `limit` pieces most likely to answer, by shared words and the rank of their passage.

    `weight` gives the inverse document frequency of a stem. A piece scores the share of the question's weight that it
    holds, plus 5 / (5 + rank): on the development sets 16 pieces chosen so lose nothing against reading all of them.
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


def _pieces(candidate: Candidate, rank: int) -> Iterator[Evidence]:
    passage = candidate.passage
    spans = quotable_sentences(passage.text)
    introductions = _introductions(passage.text, spans)
    orders = {i for i, (start, end) in enumerate(spans) if gives_orders(passage.text[start:end])}

    def piece(start: int, end: int, lead: Span | None, is_list: bool = False) -> Evidence:
        text = passage.text[start:end]
        return Evidence(
            passage=passage,
            copies=candidate.copies,
            rank=rank,
            similarity=candidate.similarity,
            start=passage.start + start,
            end=passage.start + end,
            text=text,
            context=f"{passage.text[slice(*lead)]} {text}" if lead else text,
            is_list=is_list,
        )

    for i, (start, end) in enumerate(spans):
        lead = introductions.get(i, i - 1)
        if i not in orders:
            yield piece(start, end, spans[lead] if lead >= 0 else None)
    for first in dict.fromkeys(introductions.values()):
        last = max(item for item, introduction in introductions.items() if introduction == first)
        if spans[last][1] - spans[first][0] <= MAX_LIST_CHARS and orders.isdisjoint(range(first, last + 1)):
            yield piece(spans[first][0], spans[last][1], None, is_list=True)


def _introductions(text: str, spans: Sequence[Span]) -> dict[int, int]:
    """Map each list item, by position, to the sentence that ends in a colon and introduces its list."""
    found: dict[int, int] = {}
    introduction: int | None = None
    for i, (start, end) in enumerate(spans):
        if text[start:end].rstrip().endswith(":") and not is_item(text[start:end]):
            introduction = i
        elif introduction is not None and _starts_item(text, start, end, spans[i - 1]):
            found[i] = introduction
        elif introduction is not None and not (i - 1 in found and "\n" not in text[spans[i - 1][1] : start]):
            introduction = None
        elif introduction is not None:
            found[i] = introduction
    return found


def _starts_item(text: str, start: int, end: int, before: Span) -> bool:
    return "\n" in text[before[1] : start] and is_item(text[start:end])
