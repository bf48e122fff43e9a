"""An overview of documents in their own most central sentences."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qa_bot.answering.collection.centrality import Weights, centrality, choose_diverse, scaled
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import Evidence, gather_evidence
from qa_bot.models.protocols import Embedder, Vectors
from qa_bot.passage import ContextKind, Passage, UnitKind
from qa_bot.retrieval.search import Candidate
from qa_bot.storage.contents import AnyIndex, evenly, vectors

# How many sentences an overview has; one of a short text has half of its sentences.
FEWEST_SENTENCES, MOST_SENTENCES = 3, 4
# How many passages are read for sentences, and how many sentences are compared: this bounds the time.
MOST_PASSAGES, MOST_COMPARED = 10, 64
# A sentence with fewer words tells little, one with more is no overview.
FEWEST_WORDS, MOST_WORDS = 8, 60
# A sentence about the very topic that is asked for may be shorter.
FEWEST_OF_A_TOPIC = 5
# The weights of what a sentence has in common with the title or the topic, and of standing at the beginning.
OF_TITLE, OF_TOPIC, OF_BEGINNING = 0.8, 1.5, 0.6
# From the first sentence on, the weight of the beginning is halved every so many sentences.
HALVED_AFTER = 2
_GOES_ON = re.compile(r"(?:it|they|he|she|this|these|those|its|their|his|her)\b", re.I)
_OPENS_A_SECTION: tuple[ContextKind, ...] = ("heading", "question")
_SENTENCES: tuple[UnitKind, ...] = ("prose", "item", "answer", "message")
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
    pieces: Sequence[Evidence],
    embedder: Embedder,
    subject: Subject,
    has_beginning: bool = False,
    most: int = MOST_SENTENCES,
) -> tuple[Graded, ...]:
    """Return at most `most` of some sentences, the most central in their order.

    `has_beginning` says that they are of a text from its beginning on: then of as many of its sections as can be.
    """
    if not pieces:
        return ()
    embedded = embedder.embed_passages([piece.text for piece in pieces])
    weights = centrality(embedded)
    if subject.text:
        weights += subject.weight * _likeness(embedded, embedder, subject.text)
    covering: list[int] = []
    if has_beginning:
        weights += OF_BEGINNING * 0.5 ** (np.arange(len(pieces)) / HALVED_AFTER)
        best = _best_of_each(sections_of(pieces), weights)
        covering = [best[place] for place in choose_diverse(embedded[best], weights[best], most)]
    chosen = sorted(choose_diverse(embedded, weights, most, covering))
    return tuple(Graded(evidence=pieces[place], score=float(weights[place])) for place in chosen)


def length_of_overview(pieces: Sequence[Evidence]) -> int:
    """Return how many of the sentences of a text its overview has: half of a short one, one of each section if there is room."""
    return min(MOST_SENTENCES, max(FEWEST_SENTENCES, len(set(sections_of(pieces))), len(pieces) // 2))


def sections_of(pieces: Sequence[Evidence]) -> tuple[tuple[str, ...], ...]:
    """Return the section of each piece: of several documents the document, else the headings down to where they first differ."""
    paths = [
        (str(piece.passage.document_id), *(place.text for place in piece.places if place.kind in _OPENS_A_SECTION))
        for piece in pieces
    ]
    depth = next(
        (depth for depth in range(1, max(map(len, paths), default=0) + 1) if len({path[:depth] for path in paths}) > 1), 1
    )
    return tuple(path[:depth] for path in paths)


def told(passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Return the pieces that may stand in an overview: no headings, code or furniture, nothing too short or too long.

    Where most begin with a capital letter, one that does not is the rest of a sentence.
    """
    found = gather_evidence([Candidate(passage=passage, score=0.0) for passage in passages])
    telling = [piece for piece in found if piece.kind in _TOLD]
    fitting = _by_themselves([piece for piece in telling if len(piece.text.split()) <= MOST_WORDS])
    whole = [piece for piece in fitting if not piece.text.lstrip()[:1].islower()]
    return once(whole if 2 * len(whole) > len(fitting) else fitting or telling or found)


def may_tell_of_a_topic(piece: Evidence) -> bool:
    """Tell whether a piece that is about a topic may stand in its summary."""
    count = len(piece.text.split())
    fewest = FEWEST_OF_A_TOPIC if piece.kind in _SENTENCES else FEWEST_WORDS
    return piece.kind in _TOLD and fewest <= count <= MOST_WORDS


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence begins with a word for what the one before it names."""
    return bool(_GOES_ON.match(sentence))


def once(pieces: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return pieces without those that repeat an earlier one's words; of more than can be compared, those at even distances."""
    first = {" ".join(piece.text.split()): piece for piece in reversed(pieces)}
    different = tuple(reversed(first.values()))
    return tuple(different[place] for place in evenly(range(len(different)), MOST_COMPARED))


def _likeness(embedded: Vectors, embedder: Embedder, subject: str) -> Weights:
    return scaled((embedded @ embedder.embed_query(subject)).astype(np.float64))


def _best_of_each(sections: Sequence[tuple[str, ...]], weights: Weights) -> list[int]:
    """Return the place of the weightiest piece of each section."""
    best: dict[tuple[str, ...], int] = {}
    for place, section in enumerate(sections):
        if section not in best or weights[place] > weights[best[section]]:
            best[section] = place
    return list(best.values())


def _by_themselves(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Return the pieces that tell enough by themselves; of a section that has none of them, also its short sentences."""
    sections = sections_of(pieces)
    telling = [len(piece.text.split()) >= FEWEST_WORDS and not goes_on(piece.text) for piece in pieces]
    filled = {section for section, tells in zip(sections, telling, strict=True) if tells}
    return [
        piece
        for section, tells, piece in zip(sections, telling, pieces, strict=True)
        if tells or (section not in filled and may_tell_of_a_topic(piece))
    ]
