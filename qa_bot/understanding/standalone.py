"""Read a question that stands alone."""

from collections.abc import Sequence

from qa_bot.evidence.grading import Graded, best_score
from qa_bot.evidence.weighing import Weighing
from qa_bot.text.spelling import corrected
from qa_bot.text.stems import content_stems
from qa_bot.understanding.understood import Understood

# How many passages are read for a question that stands alone (benchmarks/README.md says what more and less would do).
STANDALONE = 8
# A respelt question must be answered better by this much where the reader does not tell whether it is answered.
RESPELLING_MARGIN = 0.5


def read_question(weighing: Weighing, question: str) -> Understood:
    """Find the candidates for a question that stands alone, and grade the pieces of them that may answer it.

    A word that neither a document nor English has is replaced by the word that it resembles only where that is answered and
    the question as typed is not: it may be misspelt, or a name that the documents do not have.
    """
    candidates = weighing.find(question)
    respelt = corrected(question, candidates.corrections)
    wanted = content_stems(question) | content_stems(respelt)
    meant, graded = question, weighing.weigh(question, candidates.passages, STANDALONE, wanted)
    if graded and respelt != question:
        regraded = weighing.weigh(respelt, candidates.passages, STANDALONE, wanted)
        if _is_better_read(regraded, graded):
            meant, graded = respelt, regraded
    corrections = candidates.corrections if meant != question else ()
    return Understood(question=meant, candidates=candidates, graded=graded, corrections=corrections)


def _is_better_read(respelt: Sequence[Graded], typed: Sequence[Graded]) -> bool:
    """Tell whether a respelt question finds an answer where the typed one finds none."""
    if respelt[0].passage is None:
        return best_score(respelt) > best_score(typed) + RESPELLING_MARGIN
    return _finds_answer(respelt) and not _finds_answer(typed)


def _finds_answer(graded: Sequence[Graded]) -> bool:
    return any(piece.passage is not None and piece.passage.answerable > 0 for piece in graded)
