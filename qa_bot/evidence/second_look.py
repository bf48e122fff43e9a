"""Read the best pieces once more, each by itself under its headings: in a whole passage, what stands around a piece counts too."""

from collections.abc import Sequence

from qa_bot.evidence.grading import Graded, mean_evidence, ordered, score_of, signs_of
from qa_bot.evidence.pieces import Evidence
from qa_bot.models.protocols import HeadedText, Reader, Reading
from qa_bot.passage import MOST_HEADING_CHARS, MOST_LEAD_CHARS

# How many pieces are read again, and the weight of the score that they get by themselves beside the one inside their passage.
LOOKED_AT = 3
OF_LOOK = 0.5


def look_again(reader: Reader, question: str, graded: Sequence[Graded]) -> tuple[Graded, ...]:
    """Return pieces, best first, the best of them graded also by how they answer by themselves; `graded` is best first.

    No piece that is not read again comes before the best of those that are.
    """
    first = graded[:LOOKED_AT]
    readings = reader.read(question, [_by_itself(piece.evidence) for piece in first])
    looked = [_graded_again(piece, reading) for piece, reading in zip(first, readings, strict=True)]
    most = max((piece.score for piece in looked), default=0.0)
    rest = [piece.model_copy(update={"score": min(piece.score, most)}) for piece in graded[LOOKED_AT:]]
    return ordered([*looked, *rest])


def _by_itself(evidence: Evidence) -> HeadedText:
    """Return a piece under its title, its date and its own headings, and then a table's header, a question or an introduction."""
    passage = evidence.passage
    headings = [place.text[:MOST_HEADING_CHARS] for place in evidence.places if place.kind == "heading"]
    lead = [place.text[:MOST_LEAD_CHARS] for place in evidence.places if place.kind != "heading"]
    above = dict.fromkeys(" ".join(part.split()) for part in (passage.title, passage.date, *headings) if part)
    return HeadedText("\n".join(line for line in (" | ".join(above), *lead) if line), evidence.text)


def _graded_again(piece: Graded, reading: Reading) -> Graded:
    signs = signs_of(reading)
    assert reading.tokens is not None
    answering = mean_evidence(reading.tokens, 0, len(piece.evidence.text)) if len(reading.tokens.offsets) else 0.0
    score = (piece.score + OF_LOOK * score_of(signs.span, answering, signs.relevance)) / (1 + OF_LOOK)
    return piece.model_copy(update={"score": score, "alone": signs})
