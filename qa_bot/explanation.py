"""How an answer came about, for --explain and for those who reword it."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_bot.answer import Answer
from qa_bot.answering.absence import Absence, absence, unknown_words
from qa_bot.document_name import parse_name
from qa_bot.evidence.grading import Graded
from qa_bot.frozen import Frozen
from qa_bot.llm.written import DroppedSentence
from qa_bot.retrieval.search import Candidates
from qa_bot.stopwatch import Stopwatch
from qa_bot.understanding.understood import Understood

# How many pieces an explanation names, best first.
EXPLAINED = 16


class ConsideredPiece(Frozen):
    """A piece that was graded, with its score; `used` says whether it is in the answer."""

    source: str
    text: str
    score: float
    used: bool


class Explanation(Frozen):
    """How an answer came about: the readings tried, the pieces graded, what the confidence was computed from.

    `dropped` are the sentences of a language model that no quote supports; `reckoned` says from which table an answer was reckoned,
    and how ('' if it was quoted): its confidence is that of all reckoned answers, not computed from the signs.
    """

    readings: tuple[str, ...]
    unknown_words: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    threshold: float
    features: dict[str, float]
    pieces: tuple[ConsideredPiece, ...]
    dropped: tuple[DroppedSentence, ...] = ()
    reckoned: str = ""


class Attempt(NamedTuple):
    """The best answer, however unsure, with how it came about and what a writer needs to reword it."""

    answer: Answer
    explanation: Explanation
    understood: Understood
    chosen: tuple[Graded, ...]
    watch: Stopwatch

    @property
    def absence(self) -> Absence:
        """Return what the question asks for that the documents lack, for use if the answer is not given."""
        if not self.answer.index.documents:
            return Absence("empty_index")
        if self.answer.filters and not self.answer.filters.documents:
            return Absence("no_match", self.answer.filters.told())
        understood = self.understood
        return absence(understood.question, unknown_words(understood.candidates), understood.graded)


def explain(
    understood: Understood, chosen: Sequence[Graded], threshold: float, inputs: dict[str, float], reckoned: str = ""
) -> Explanation:
    """Return how an answer came about; `inputs` are the signs of its confidence, by name."""
    used = {id(piece) for piece in chosen}
    candidates = understood.candidates
    return Explanation(
        readings=understood.readings or (understood.question,),
        unknown_words=candidates.unknown,
        corrections=tuple((typed, nearest[0]) for typed, nearest in understood.corrections),
        threshold=threshold,
        features={name: round(value, 4) for name, value in inputs.items()},
        pieces=tuple(
            ConsideredPiece(
                source=parse_name(piece.evidence.passage.source).seen_from(None),
                text=" ".join(piece.evidence.text.split()),
                score=round(piece.score, 3),
                used=id(piece) in used,
            )
            for piece in understood.graded[:EXPLAINED]
        ),
        reckoned=reckoned,
    )


def replied(answer: Answer, chosen: tuple[Graded, ...], threshold: float, watch: Stopwatch) -> Attempt:
    """Return the attempt at what was no question for a fact: nothing was searched that is to be explained."""
    understood = Understood(question=answer.question, candidates=Candidates(passages=()), graded=chosen)
    timed = answer.model_copy(update={"timings_ms": watch.timings_ms()})
    return Attempt(timed, explain(understood, chosen, threshold, {}), understood, chosen, watch)
