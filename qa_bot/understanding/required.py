"""What alone can answer some questions, however well the words of something else fit: an age, an event of the day that is meant."""

from collections.abc import Sequence

from qa_bot.evidence.grading import Graded, best_piece
from qa_bot.evidence.pieces import Evidence
from qa_bot.understanding.ages import is_age_of, somebody_aged
from qa_bot.understanding.events import day_of_events, is_of_day

# This much is subtracted from the score of a piece that lacks what is required.
LACKING_PENALTY = 10.0


def lacks_required(question: str, evidence: Evidence) -> bool:
    """Tell whether a piece has not what alone can answer a question."""
    if person := somebody_aged(question):
        return not is_age_of(person, evidence.text)
    day = day_of_events(question)
    return day is not None and not is_of_day(day, evidence)


def required_first(graded: Sequence[Graded], question: str) -> tuple[Graded, ...]:
    """Lower the score of pieces that lack what is required, so that they come last."""
    lacking = {id(piece) for piece in graded if lacks_required(question, piece.evidence)}
    lowered = (
        piece.model_copy(update={"score": piece.score - LACKING_PENALTY}) if id(piece) in lacking else piece for piece in graded
    )
    return tuple(sorted(lowered, key=lambda piece: -piece.score)) if lacking else tuple(graded)


def none_has_required(graded: Sequence[Graded], question: str) -> bool:
    """Tell whether no piece can answer a question; `graded` is what `required_first` returned."""
    return bool(graded) and lacks_required(question, best_piece(graded).evidence)
