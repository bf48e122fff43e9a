"""Tell what a document says of itself, its title and the fields at its top, from what it says."""

from qa_bot.documents.metadata import header_blocks, read_metadata
from qa_bot.evidence.pieces import Evidence
from qa_bot.passage import Passage
from qa_bot.text.terms import words


def is_of_the_head(evidence: Evidence) -> bool:
    """Tell whether a piece is a document's title, one of its headings, or a field of its front matter or header lines."""
    passage = evidence.passage
    own = words(evidence.text)
    if any(own == words(heading) for heading in (passage.title or "", *(place.text for place in passage.layout.path))):
        return True
    return evidence.end <= passage.start + _head_length(passage)


def _head_length(passage: Passage) -> int:
    """Return how much of a passage is the head of its document; 0 where there is nothing else in it, as in a file of settings."""
    if passage.start:
        return 0
    length = header_blocks(passage.text, read_metadata(passage.text).body_start)[1]
    return length if passage.text[length:].strip() else 0
