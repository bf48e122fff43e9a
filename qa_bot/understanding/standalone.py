"""Read a question that stands alone."""

from collections.abc import Sequence

from qa_bot.evidence.grading import Graded, best_piece, best_score
from qa_bot.evidence.settling import grade_if_answering, grade_until_settled
from qa_bot.evidence.weighing import Weighing
from qa_bot.text.spelling import corrected
from qa_bot.text.stems import content_stems
from qa_bot.text.terms import fold
from qa_bot.text.word_families import are_related
from qa_bot.understanding.ages import begun_thing
from qa_bot.understanding.ambiguity import rival_readings
from qa_bot.understanding.required import none_has_required, required_first
from qa_bot.understanding.understood import Understood

# How many passages are read at most for a question that stands alone (benchmarks/README.md measures other numbers).
STANDALONE = 8
# How many more are read where those do not answer.
READ_ON = 4
# So many are read for an age in other words.
OF_AGE = 4
# A respelt question must score higher by this much, if the reader cannot say whether it is answered.
RESPELLING_MARGIN = 0.5


def read_question(weighing: Weighing, question: str) -> Understood:
    """Find the candidates for a question that stands alone, and grade their pieces that may answer it.

    A word that neither the documents nor English have may be misspelt, or a name that the documents lack. It is replaced by a
    similar word only if that question is answered, and the question as typed is not, or less surely by the same piece.
    """
    candidates = weighing.find(question)
    respelt = corrected(question, candidates.corrections)
    wanted = content_stems(question) | content_stems(respelt)
    meant, graded = question, weighing.weigh(question, candidates.passages, STANDALONE, wanted, grade_until_settled)
    if graded and respelt != question:
        regraded = weighing.weigh(respelt, candidates.passages, STANDALONE, wanted, grade_until_settled)
        if _is_better_read(regraded, graded, _are_slips(candidates.corrections)):
            meant, graded = respelt, regraded
    corrections = candidates.corrections if meant != question else ()
    if (thing := begun_thing(meant)) and graded and not best_piece(graded).answers_clearly:
        asked = tuple(f"When was {thing} {done}?" for done in ("founded", "built"))
        begun = tuple((other, weighing.weigh(other, candidates.passages, OF_AGE, wanted)) for other in asked)
        meant, graded = _begun(thing, begun) or (meant, graded)
    graded = required_first(graded, meant)
    is_unmet = none_has_required(graded, meant)
    return Understood(question=meant, candidates=candidates, graded=graded, corrections=corrections, is_unmet=is_unmet)


def _begun(thing: str, begun: Sequence[tuple[str, tuple[Graded, ...]]]) -> tuple[str, tuple[Graded, ...]] | None:
    """Return the question for when a thing began that is answered clearly; None unless all find the same piece, which names the thing."""
    clear = [(asked, found) for asked, found in begun if found and best_piece(found).answers_clearly]
    agree = clear and len({_place(found) for _, found in begun if found}) == 1
    return clear[0] if agree and content_stems(thing) <= content_stems(best_piece(clear[0][1]).evidence.text) else None


def read_on(weighing: Weighing, understood: Understood) -> Understood:
    """Return a question with the next passages read too, if one may answer: what is said in other words is often found late."""
    read = {piece.evidence.passage.chunk_id for piece in understood.graded}
    fresh = [found for found in understood.candidates.passages if found.passage.chunk_id not in read]
    more = weighing.weigh(understood.question, fresh, READ_ON, grade=grade_if_answering)
    if not more:
        return understood
    graded = tuple(sorted((*understood.graded, *required_first(more, understood.question)), key=lambda piece: -piece.score))
    return understood.model_copy(update={"graded": graded, "rivals": rival_readings(understood.question, graded)})


def _is_better_read(respelt: Sequence[Graded], typed: Sequence[Graded], is_slip: bool) -> bool:
    """Tell whether a respelt question finds an answer, and the typed one finds none, or the same one with a lower score.

    Where only endings are respelt (`is_slip`), the typed question may also find another one with a lower score.
    """
    if respelt[0].passage is None:
        return best_score(respelt) > best_score(typed) + RESPELLING_MARGIN
    if not _finds_answer(respelt):
        return False
    if not _finds_answer(typed):
        return True
    return (is_slip or _place(respelt) == _place(typed)) and best_score(respelt) > best_score(typed)


def _are_slips(corrections: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether the words of the documents differ from the typed ones in their endings alone: "trailor", "privat"."""
    return all(are_related(fold(typed), nearest[0]) for typed, nearest in corrections)


def _finds_answer(graded: Sequence[Graded]) -> bool:
    return any(piece.passage is not None and piece.passage.answerable > 0 for piece in graded)


def _place(graded: Sequence[Graded]) -> tuple[int, int, int]:
    """Return the place of the best piece."""
    best = best_piece(graded).evidence
    return best.passage.document_id, best.start, best.end
