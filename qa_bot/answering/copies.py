"""Compare a piece with the near-copies of its passage: which of them say the same, and which say otherwise."""

from qa_bot.answering.disagreement import differ_in_wording_alone
from qa_bot.evidence.pieces import Evidence, sentences_of
from qa_bot.passage import Passage
from qa_bot.retrieval.duplicates import containment, shingles

# From this share of common four-word runs on, sentences of near-copies are versions of one: a changed number breaks four runs.
SAME_SENTENCE = 0.4


def also_in(piece: Evidence) -> tuple[str, ...]:
    """Return the other names under which the corpus has what a piece says: copies of its file, near-copies that agree."""
    names = list(piece.passage.names)
    for copy in piece.copies:
        version = _version(piece, copy)
        if version is None or differ_in_wording_alone(piece.text, version.text):
            names.extend(copy.names)
    return tuple(name for name in dict.fromkeys(names) if name != piece.passage.source)


def other_versions(piece: Evidence) -> tuple[Evidence, ...]:
    """Return the sentences of near-copies in other documents that have other numbers, dates or names, each version once."""
    found: list[Evidence] = []
    for copy in piece.copies:
        version = _version(piece, copy) if copy.document_id != piece.passage.document_id else None
        if version and not any(differ_in_wording_alone(known.text, version.text) for known in (piece, *found)):
            found.append(version)
    return tuple(found)


def _version(piece: Evidence, copy: Passage) -> Evidence | None:
    """Return the sentence of a near-copy that is the piece in perhaps other words; None where there is none."""
    places = [place for place in sentences_of(copy) if place[0].kind != "list"]
    if piece.is_list or not places:
        return None
    own = shingles(piece.text)
    shared = [containment(own, shingles(copy.slice(*span))) for _, span in places]
    if max(shared) < SAME_SENTENCE:
        return None
    unit, (start, end) = places[shared.index(max(shared))]
    found = {"passage": copy, "copies": (), "start": start, "end": end, "text": copy.slice(start, end)}
    return piece.model_copy(update={**found, "kind": unit.kind, "places": unit.context, "before": ""})
