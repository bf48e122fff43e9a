"""An overview of documents in their own most central sentences."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qa_bot.answering.collection.centrality import Weights, centrality, choose_diverse, scaled
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import Evidence, gather_evidence
from qa_bot.models.protocols import Embedder, Vectors
from qa_bot.passage import Passage, UnitKind
from qa_bot.retrieval.search import Candidate
from qa_bot.storage.contents import AnyIndex, vectors

# How many sentences an overview has; one of a short text has half of its sentences.
FEWEST_SENTENCES, MOST_SENTENCES = 3, 4
# How many passages are read for sentences, and how many sentences are compared: this bounds the time.
MOST_PASSAGES, MOST_COMPARED = 10, 64
# A sentence with fewer words tells little, one with more is no overview.
FEWEST_WORDS, MOST_WORDS = 8, 60
# The weights of what a sentence has in common with the title or the topic, and of standing at the beginning.
OF_TITLE, OF_TOPIC, OF_BEGINNING = 0.8, 1.5, 0.6
# From the first sentence on, the weight of the beginning is halved every so many sentences.
HALVED_AFTER = 2
_TOLD: frozenset[UnitKind] = frozenset({"prose", "broken", "item", "answer", "definition", "message", "field", "record", "row"})


class Subject(NamedTuple):
    """The title or topic that sentences should be about, or '', and the weight of being about it."""

    text: str
    weight: float = OF_TITLE


def central_passages(index: AnyIndex, chunk_ids: Sequence[int], most: int = MOST_PASSAGES) -> tuple[Passage, ...]:
    """Return the first of some chunks and the most central and diverse others, in their order."""
    if len(chunk_ids) > most:
        known = vectors(index, chunk_ids)
        weights = centrality(known)
        weights[0] = 2.0
        chunk_ids = [chunk_ids[place] for place in sorted(choose_diverse(known, weights, most))]
    return index.passages(chunk_ids)


def central_sentences(
    passages: Sequence[Passage], embedder: Embedder, subject: Subject, has_beginning: bool = False, most: int = MOST_SENTENCES
) -> tuple[Graded, ...]:
    """Return the most central sentences of passages, in the order of the passages.

    `has_beginning` says that the first passage is where the text begins.
    """
    pieces = _told(passages)
    if not pieces:
        return ()
    embedded = embedder.embed_passages([piece.text for piece in pieces])
    weights = centrality(embedded)
    if subject.text:
        weights += subject.weight * _likeness(embedded, embedder, subject.text)
    if has_beginning:
        weights += OF_BEGINNING * 0.5 ** (np.arange(len(pieces)) / HALVED_AFTER)
    chosen = sorted(choose_diverse(embedded, weights, min(most, max(FEWEST_SENTENCES, len(pieces) // 2))))
    return tuple(Graded(evidence=pieces[place], score=float(weights[place])) for place in chosen)


def _likeness(embedded: Vectors, embedder: Embedder, subject: str) -> Weights:
    return scaled((embedded @ embedder.embed_query(subject)).astype(np.float64))


def _told(passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Return the pieces that may stand in an overview: no headings, code or furniture, nothing too short or too long.

    Where most begin with a capital letter, one that does not is the rest of a sentence.
    """
    found = gather_evidence([Candidate(passage=passage, score=0.0) for passage in passages])
    telling = [piece for piece in found if piece.kind in _TOLD]
    fitting = [piece for piece in telling if FEWEST_WORDS <= len(piece.text.split()) <= MOST_WORDS]
    whole = [piece for piece in fitting if not piece.text.lstrip()[:1].islower()]
    best = whole if 2 * len(whole) > len(fitting) else fitting or telling or found
    once = {" ".join(piece.text.split()): piece for piece in reversed(best)}
    return tuple(reversed(once.values()))[:MOST_COMPARED]
