"""Which pieces may answer a follow-up: not what was said already, and only what has what the follow-up demands."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.conversation import Turn
from qa_bot.evidence.grading import CLEAR, Graded, best_piece
from qa_bot.text.stems import content_stems
from qa_bot.understanding.demands import NOTHING, Demand, answers_kind, follows, holds_reason, kind_asked, meets, was_said
from qa_bot.understanding.events import day_of_events
from qa_bot.understanding.required import lacks_required
from qa_bot.understanding.times import times_told

# This much is subtracted from the score of a piece that an earlier answer already said, or that lacks what is demanded.
UNFIT_PENALTY = 10.0
# For a question word alone the old answer is better than one that is worse by more than this: "no, it loses its coating", "why?".
SAID_PENALTY = 5.0
# This much is added to the score of what stands right after what was said, where "and then?" or "who else?" asks for it.
FOLLOWING_BONUS = 4.0
# A piece with a lower score does not answer a follow-up that demands something.
LEAST = 0.0
# If the best piece is about another person, one about the right person must not be worse by more than this.
MOST_WORSE = 3.0


class Fit(NamedTuple):
    """What a follow-up wants: its kind, what it demands, and the turns before it, oldest first."""

    kind: str
    demand: Demand
    turns: Sequence[Turn]


def fitting_first(graded: Sequence[Graded], question: str, fit: Fit) -> tuple[Graded, ...]:
    """Lower the score of pieces that cannot answer a follow-up, so that they come last."""

    def fitted(piece: Graded) -> Graded:
        penalty = 0.0
        if not _meets(piece, question, fit):
            penalty = UNFIT_PENALTY
        elif fit.kind != "ordinal" and says_again(piece, question, fit):
            penalty = SAID_PENALTY if fit.kind == "question_word" else UNFIT_PENALTY
        elif fit.demand.follows and follows(piece.evidence, fit.turns[-1]):
            penalty = -FOLLOWING_BONUS
        return piece.model_copy(update={"score": piece.score - penalty}) if penalty else piece

    return tuple(sorted((_marked(fitted(piece), question, fit.demand) for piece in graded), key=lambda piece: -piece.score))


def _marked(piece: Graded, question: str, demand: Demand) -> Graded:
    """Return a piece whose marked answer is a time if one is demanded: the only one that it tells, else none."""
    evidence = piece.evidence
    if demand.kind != "time" or any(answers_kind("time", evidence.passage.slice(*span), question) for span in piece.answers):
        return piece
    told = times_told(evidence.text, question)
    only = (evidence.start + told[0][0], evidence.start + told[0][1]) if len(told) == 1 else None
    return piece.model_copy(update={"answer": only})


def is_unmet(graded: Sequence[Graded], question: str, fit: Fit) -> bool:
    """Tell whether no piece may answer a follow-up; `graded` is what `fitting_first` returned, and not empty.

    The old answer is none where another one is wanted. Unless it answers clearly, one that is much worse than the best that lacks
    something is none either.
    """
    best = best_piece(graded)
    is_old = says_again(best, question, fit)
    wants_new = fit.demand.is_new or fit.demand.kind not in ("other", "reason")
    if not _meets(best, question, fit) or (is_old and wants_new) or _is_stale(best, fit):
        return True
    if best.answers_clearly:
        return False
    # What is new of the day that is meant did happen on it, however the reader likes it.
    is_checked = fit.demand != NOTHING and not fit.demand.person and not day_of_events(question)
    score = best.score + (SAID_PENALTY if fit.kind == "question_word" and is_old else 0.0)
    if best.passage and is_checked and score < LEAST:
        return True
    of_person = fit._replace(demand=fit.demand.model_copy(update={"kind": "other"}))
    others = [piece for piece in graded if fit.demand.is_of_person and not _meets(piece, question, of_person)]
    lacking = [piece.score + UNFIT_PENALTY for piece in others]
    return max(lacking, default=best.score) > best.score + MOST_WORSE


def _is_stale(piece: Graded, fit: Fit) -> bool:
    """Tell whether an earlier answer said a piece, and the reader clearly sees no answer in it by itself now."""
    return piece.alone is not None and piece.alone.answerable <= -CLEAR and was_said(piece.evidence, fit.turns)


def says_again(piece: Graded, question: str, fit: Fit) -> bool:
    """Tell whether an earlier answer said a piece, and the piece does not hold what is asked for now.

    It does if it is of the kind that is asked for, such as a date for a "when", or has a word that nobody asked for before.
    """
    if fit.demand.words or fit.demand.person_step or not was_said(piece.evidence, fit.turns):
        return False
    if fit.demand.is_new:
        return True
    kind = fit.demand.kind if fit.demand.kind != "other" else kind_asked(question)
    text = piece.evidence.text
    if kind == "reason":
        return not holds_reason(text)
    asked = frozenset[str]().union(*(content_stems(f"{t.question} {t.standalone_question or ''}") for t in fit.turns))
    new = content_stems(question) - asked
    if kind != "other" and answers_kind(kind, text, question):
        # Any name would do for a "where" or "whose": what was said of somebody must speak of what is asked now.
        more = new - content_stems(fit.demand.person)
        return bool(fit.demand.person and more) and kind in ("person", "place") and not more & content_stems(text)
    return not new & content_stems(text)


def _meets(piece: Graded, question: str, fit: Fit) -> bool:
    """Tell whether a piece has what is demanded; one that clearly answers and was not said need not have the other thing's words."""
    demand = fit.demand
    if demand.words and piece.answers_clearly and not was_said(piece.evidence, fit.turns):
        demand = demand.model_copy(update={"words": frozenset()})
    return meets(demand, piece.evidence, question, fit.turns[-1]) and not lacks_required(question, piece.evidence)
