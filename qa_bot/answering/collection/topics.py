"""What the documents say about a topic: which files are about it, and which sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qa_bot.answering.collection.overview import FEWEST_SENTENCES, goes_on, may_tell_of_a_topic, once
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.pieces import Evidence
from qa_bot.evidence.weighing import Weighing
from qa_bot.passage import Passage
from qa_bot.retrieval.search import Candidate
from qa_bot.text.question_form import names
from qa_bot.text.spelling import corrected
from qa_bot.text.stems import content_stems

# A file is about a topic if a passage of it has at least this relevance, or all of the topic's words.
ABOUT = -5.0
# A topic can be summed up if some passage has at least this relevance. Of 27 topics that three sets of documents have, the best
# passage of the worst has -8.3; of 19 that they lack, -9.4 is the highest.
TOUCHED = -8.8
# How many files, and how many passages, are read for a topic.
MOST_FILES, MOST_PASSAGES = 8, 8
# A sentence names a topic with at least this share of the weight of its words, and of what the best one has.
NAMED, NAMED_AS_WELL = 0.5, 0.75
# Where fewer sentences than an overview has name a topic, the reader may find others, from this mean log odds of their tokens on. On 15
# topics of five small folders it finds three so that are about the topic, and no other; from -2.5 on three more, and three others.
FOUND = -1.5
# What is said of a topic, not the topic: "the position on smoking", "the rules about dogs".
_SAID_OF = content_stems(
    "position policy stance view opinion attitude situation rule regulation information details facts news"
)


class Topic(NamedTuple):
    """A topic as it is understood, and what was found for it, best first."""

    text: str
    candidates: tuple[Candidate, ...]


def find_topic(weighing: Weighing, subject: str) -> Topic | None:
    """Return a topic, its words respelt if need be; None if no document has a name in it, or most of its words."""
    found = weighing.find(subject)
    respelt = corrected(subject, found.corrections)
    if respelt != subject:
        found, subject = weighing.find(respelt), respelt
    asked, unknown = own_words(subject), content_stems(" ".join(found.unknown))
    is_absent = not asked or 2 * len(unknown & asked) > len(asked) or bool(set(names(f"about {subject}")) & set(found.unknown))
    return None if is_absent else Topic(subject, found.passages)


def files_about(weighing: Weighing, topic: Topic) -> tuple[Graded, ...]:
    """Return the best piece of each file that is about a topic, the most relevant file first."""
    first: dict[str, Candidate] = {}
    for candidate in topic.candidates:
        first.setdefault(_file_of(weighing, candidate.passage), candidate)
    graded = weighing.weigh(topic.text, list(first.values())[:MOST_FILES], MOST_FILES)
    best: dict[int, Graded] = {}
    for piece in graded:
        if not piece.evidence.is_list:
            best.setdefault(piece.evidence.passage.chunk_id, piece)
    about = [piece for piece in best.values() if is_about(topic.text, piece)]
    return tuple(sorted(about, key=lambda piece: -piece.relevance))


def sentences_about(weighing: Weighing, topic: Topic) -> tuple[Evidence, ...]:
    """Return the sentences about a topic: that name it, stand under a heading that does or go on from such; if few do, what is found.

    Those of the most relevant document come first, each document's in order.
    """
    graded = weighing.weigh(topic.text, topic.candidates, MOST_PASSAGES)
    touched = {piece.evidence.passage.chunk_id for piece in graded if is_about(topic.text, piece, TOUCHED)}
    telling = [p for p in graded if p.evidence.passage.chunk_id in touched and may_tell_of_a_topic(p.evidence)]
    weights = {word: weighing.weight(word) for word in own_words(topic.text) if weighing.index.stem_frequency(word)}
    shares = {id(piece): _share_named(piece.evidence, weights) for piece in telling}
    least = max(NAMED, NAMED_AS_WELL * max(shares.values(), default=0.0))
    named = [piece for piece in telling if shares[id(piece)] >= least]
    about = [*named, *_going_on(named, telling)]
    found = [piece for piece in telling if _is_found(piece)] if len(about) < FEWEST_SENTENCES else []
    return _in_order([*about, *found])


def is_about(topic: str, piece: Graded, relevance: float = ABOUT) -> bool:
    """Tell whether the passage of a piece has some relevance to a topic, or all of its words."""
    passage = piece.evidence.passage
    return piece.relevance >= relevance or own_words(topic) <= content_stems(f"{passage.heading()}\n{passage.text}")


def own_words(topic: str) -> frozenset[str]:
    """Return the stems of a topic's words without those that only say what is told of it, if it has others."""
    stems = content_stems(topic)
    return stems - _SAID_OF or stems


def _share_named(piece: Evidence, weights: Mapping[str, float]) -> float:
    """Return the share of the weight of a topic's words that a piece has, with its headings and what introduces it.

    A document's title counts only if no other heading stands between.
    """
    headings = [place for place in piece.places if place.kind == "heading"]
    above = [place.text for place in piece.places if place in headings[-1:] or place.text != piece.passage.title]
    said = content_stems("\n".join([piece.text, *above]))
    return sum(weight for word, weight in weights.items() if word in said) / (sum(weights.values()) or 1.0)


def _is_found(piece: Graded) -> bool:
    """Tell whether the reader finds a piece to be about the topic that it was read for."""
    return piece.relevance >= ABOUT if piece.answering is None else piece.answering >= FOUND


def _going_on(about: Sequence[Graded], telling: Sequence[Graded]) -> Iterator[Graded]:
    """Yield the pieces that stand behind one that is about the topic, or behind such a piece, and begin with "it" or the like."""
    known = {(piece.evidence.passage.chunk_id, piece.evidence.text) for piece in about}
    for piece in sorted(telling, key=lambda piece: piece.evidence.start):
        chunk, said = piece.evidence.passage.chunk_id, piece.evidence.text
        if (chunk, said) not in known and goes_on(said) and (chunk, piece.evidence.before) in known:
            known.add((chunk, said))
            yield piece


def _in_order(about: Sequence[Graded]) -> tuple[Evidence, ...]:
    """Return pieces by their documents, the most relevant first, and in each by their place."""
    by_relevance = sorted(about, key=lambda piece: -piece.relevance)
    documents = list(dict.fromkeys(piece.evidence.passage.document_id for piece in by_relevance))
    pieces = [piece.evidence for piece in by_relevance]
    return once(sorted(pieces, key=lambda piece: (documents.index(piece.passage.document_id), piece.start)))


def _file_of(weighing: Weighing, passage: Passage) -> str:
    """Return the file of a passage: for an entry of a file, not the entry."""
    return next(iter(weighing.index.files_of((passage.source,))), passage.source)
