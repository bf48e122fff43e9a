"""Tell what a document says of itself, its title and the fields at its top, from what it says."""

from qa_bot.documents.front_matter import find_front_matter
from qa_bot.documents.metadata import header_blocks, read_metadata
from qa_bot.evidence.pieces import Evidence
from qa_bot.passage import Passage
from qa_bot.text.terms import words

# What may stand before the first passage of a document: the line that opens front matter.
LONGEST_OPENING = 8


def is_of_the_head(evidence: Evidence) -> bool:
    """Tell whether a piece is a document's title, one of its headings, or a field of its front matter or header lines."""
    passage = evidence.passage
    own = words(evidence.text)
    if any(own == words(heading) for heading in (passage.title or "", *(place.text for place in passage.layout.path))):
        return True
    return evidence.end <= passage.start + _head_length(passage)


def _head_length(passage: Passage) -> int:
    """Return how much of a passage is the head of its document; 0 where there is nothing else in it, as in a file of settings."""
    if passage.start > LONGEST_OPENING:
        return 0
    # A passage begins behind the line that opens front matter.
    behind = (find_front_matter(f"{mark}\n{passage.text}") for mark in ("---", "+++"))
    ends = [front.end - len("---\n") for front in behind if front] if passage.start else []
    length = max([header_blocks(passage.text, read_metadata(passage.text).body_start)[1], *ends])
    return length if passage.text[length:].strip() else 0
