"""What the documents say about a topic: which files are about it, and their most central sentences."""

from typing import NamedTuple

from qa_bot.evidence.grading import Graded
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
# A passage that is less relevant than the best one by more than this is not summed up.
NEARLY_AS_RELEVANT = 5.0


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
    asked, unknown = content_stems(subject), content_stems(" ".join(found.unknown))
    is_absent = not asked or 2 * len(unknown) > len(asked) or bool(set(names(f"about {subject}")) & set(found.unknown))
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


def passages_about(weighing: Weighing, topic: Topic) -> tuple[Passage, ...]:
    """Return the passages that are about a topic; those of the most relevant document first, each document's in order."""
    graded = weighing.weigh(topic.text, topic.candidates, MOST_PASSAGES)
    found = {piece.evidence.passage.chunk_id: piece for piece in graded if is_about(topic.text, piece, TOUCHED)}
    if not found:
        return ()
    ordered = sorted(found.values(), key=lambda piece: -piece.relevance)
    kept = [piece for piece in ordered if piece.relevance >= ordered[0].relevance - NEARLY_AS_RELEVANT]
    rank = {document: place for place, document in enumerate(dict.fromkeys(p.evidence.passage.document_id for p in kept))}
    return tuple(sorted((p.evidence.passage for p in kept), key=lambda passage: (rank[passage.document_id], passage.start)))


def is_about(topic: str, piece: Graded, relevance: float = ABOUT) -> bool:
    """Tell whether the passage of a piece has some relevance to a topic, or all of its words."""
    passage = piece.evidence.passage
    return piece.relevance >= relevance or content_stems(topic) <= content_stems(f"{passage.heading()}\n{passage.text}")


def _file_of(weighing: Weighing, passage: Passage) -> str:
    """Return the file of a passage: for an entry of a file, not the entry."""
    return next(iter(weighing.index.files_of((passage.source,))), passage.source)
