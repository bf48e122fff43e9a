"""What a language model has written so far: its sentences judged, and which of them are shown."""

from typing import NamedTuple

from qa_bot.answer import Answer, Citation
from qa_bot.answering.contradictions import unsaid_sides
from qa_bot.evidence.grading import Graded
from qa_bot.frozen import Frozen
from qa_bot.llm.judging import Judged
from qa_bot.llm.showing import Shown, VerifiedSentence, overlap, place_of


class DroppedSentence(Frozen):
    """A sentence that is not shown, and why, in readable words."""

    text: str
    missing: tuple[str, ...]


class Written(NamedTuple):
    """A draft up to one of its sentences. Nothing of it is shown until one sentence may begin an answer: then it stands."""

    judged: tuple[Judged, ...] = ()
    verified: Shown = Shown()

    @property
    def stands(self) -> bool:
        """Tell whether the draft is an answer, so that its verified sentences are shown."""
        return any(one.is_supported and not one.lacks for one in self.judged)

    @property
    def is_answered(self) -> bool:
        """Tell whether a sentence answers the question by itself."""
        return any(one.answers for one in self.judged)

    @property
    def shown(self) -> tuple[VerifiedSentence, ...]:
        """Return the sentences that are shown."""
        return self.verified.sentences if self.stands else ()

    @property
    def dropped(self) -> tuple[DroppedSentence, ...]:
        """Return the sentences that are withheld: those without support, or all if the draft does not stand."""
        withheld = (one for one in self.judged if not (one.is_supported and self.stands))
        return tuple(DroppedSentence(text=one.text, missing=tuple(lack.words for lack in one.lacks)) for one in withheld)

    def with_sentence(self, one: Judged) -> "Written":
        """Return the draft with its next sentence."""
        verified = self.verified.with_sentence(one.text, one.quotes) if one.is_supported else self.verified
        return Written((*self.judged, one), verified)

    def completed(self, extractive: Answer, best: Graded) -> "Written":
        """Return the draft with quotes of what it left out: the sides that contradict it, and the best piece.

        The best piece is quoted also if it was told but no sentence surely answers.
        """
        verified = self.verified
        for side in unsaid_sides(extractive.standalone_question, verified.citations, extractive.citations):
            verified = verified.with_quote(side)
        for citation in extractive.citations:
            is_told = any(overlap(place_of(citation), place_of(told)) for told in verified.citations)
            if _is_of(citation, best) and not (is_told and self.is_answered):
                verified = verified.with_quote(citation)
        return self._replace(verified=verified)


def _is_of(citation: Citation, best: Graded) -> bool:
    """Tell whether a citation quotes the piece that answers best."""
    piece = best.evidence
    return overlap(place_of(citation), (piece.passage.source, piece.start, piece.end))
