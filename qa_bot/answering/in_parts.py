"""Answer each part of a question that joins several, and say which part the documents do not answer."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from qa_bot.answer import AnswerSpan, Citation
from qa_bot.answering.composition import compose, markers
from qa_bot.answering.confidence import ConfidenceModel
from qa_bot.answering.plain import PlainAnswer, answer_plainly, assess_fully
from qa_bot.conversation import CitedPassage, Conversation, Turn
from qa_bot.evidence.grading import Graded
from qa_bot.evidence.weighing import Weighing
from qa_bot.retrieval.search import Candidate, Candidates
from qa_bot.understanding.antecedents import has_pronoun, points_back
from qa_bot.understanding.follow_up import Condense, understand
from qa_bot.understanding.parts import parts_of
from qa_bot.understanding.rewriting import rewrite
from qa_bot.understanding.understood import Understood


class Judging(NamedTuple):
    """How it is judged whether the documents answer: the model of the confidence, and the threshold that an answer needs."""

    model: ConfidenceModel
    threshold: float


class Found(NamedTuple):
    """What was found for a question, with the signs of its confidence by name; `unanswered` are the parts without an answer."""

    understood: Understood
    plain: PlainAnswer
    signs: dict[str, float]
    unanswered: tuple[str, ...] = ()


def find(
    weighing: Weighing,
    question: str,
    conversation: Conversation,
    judging: Judging,
    condense: Condense | None = None,
    has_parts: bool = True,
) -> Found:
    """Return what is found for a question in its conversation: for each of its parts (`has_parts`), or for it as a whole."""
    found = find_in_parts(weighing, question, conversation, judging) if has_parts else None
    return found or find_answer(weighing, understand(weighing, question, conversation, condense), judging)


def find_answer(weighing: Weighing, understood: Understood, judging: Judging) -> Found:
    """Return the answer to a question as it is understood, and how sure it is."""
    understood, assessed = assess_fully(understood, weighing, judging.model, judging.threshold)
    return Found(understood, answer_plainly(understood, weighing, assessed.confidence), assessed.features)


def find_in_parts(weighing: Weighing, question: str, conversation: Conversation, judging: Judging) -> Found | None:
    """Return the answers to the parts of a question as one; None where it has no parts, or no part is answered for sure.

    A question that depends on the conversation is taken as a whole, and so is one with a part that depends on another and finds
    nothing, or on one that finds nothing.
    """
    parts = parts_of(question)
    if not parts or rewrite(question, conversation.turns).readings:
        return None
    found: list[Found] = []
    for part in parts:
        found.append(_find_part(weighing, part, found, judging))
        if found[-1].understood.rivals or (_depends(part) and not all(_is_sure(one, judging) for one in found)):
            return None
    sure = [one for one in found if _is_sure(one, judging)]
    unanswered = tuple(part for part, one in zip(parts, found, strict=True) if not _is_sure(one, judging))
    return _joined(question, parts, sure)._replace(unanswered=unanswered) if sure else None


def _find_part(weighing: Weighing, part: str, before: Sequence[Found], judging: Judging) -> Found:
    """Return what is found for a part alone; where that is nothing, or it points back, for it after the parts before it."""
    if not _depends(part):
        alone = find_answer(weighing, understand(weighing, part, Conversation()), judging)
        if _is_sure(alone, judging) or not before:
            return alone
    turns = tuple(_turn(one) for one in before if _is_sure(one, judging))
    return find_answer(weighing, understand(weighing, part, Conversation(turns=turns)), judging)


def _depends(part: str) -> bool:
    """Tell whether a part has words that stand for something in a part before it."""
    return has_pronoun(part) or points_back(part)


def _turn(found: Found) -> Turn:
    cited = tuple(map(CitedPassage.of, found.plain.citations))
    return Turn(question=found.understood.question, answer=found.plain.text, cited=cited)


def _is_sure(found: Found, judging: Judging) -> bool:
    return bool(found.plain.citations) and found.plain.confidence >= judging.threshold


def _joined(question: str, parts: tuple[str, ...], found: Sequence[Found]) -> Found:
    """Return several answers as one, which is as sure as the least sure of them."""
    least = min(found, key=lambda one: one.plain.confidence)
    text = ""
    citations: tuple[Citation, ...] = ()
    chosen: tuple[Graded, ...] = ()
    for one in found:
        fresh = tuple(piece for piece in one.plain.chosen if not _is_cited(piece, citations))
        citations = tuple(_with_spans(citation, one.plain.citations) for citation in citations)
        more, cited = _numbered(one, fresh, len(citations) + 1)
        text = "\n".join(filter(None, (text, more)))
        citations, chosen = (*citations, *cited), (*chosen, *fresh)
    reckoned = " ".join(one.plain.reckoned for one in found if one.plain.reckoned)
    plain = PlainAnswer(text, citations, chosen, least.plain.confidence, reckoned)
    return Found(_as_one(question, parts, [one.understood for one in found]), plain, least.signs)


def _numbered(found: Found, fresh: Sequence[Graded], first: int) -> tuple[str, tuple[Citation, ...]]:
    """Return the text and the citations of an answer, numbered from `first`; of a quoted one, those of the `fresh` pieces."""
    if found.plain.chosen:
        return compose(found.understood.question, fresh, first)
    cited = tuple(c.model_copy(update={"number": number}) for number, c in enumerate(found.plain.citations, first))
    return found.plain.text.removesuffix(markers(found.plain.citations)) + markers(cited), cited


def _is_cited(piece: Graded, citations: Sequence[Citation]) -> bool:
    evidence = piece.evidence
    return any(c.name == evidence.passage.source and c.start <= evidence.start and evidence.end <= c.end for c in citations)


def _with_spans(citation: Citation, others: Sequence[Citation]) -> Citation:
    """Return a citation with what other citations of the same place mark as answers."""
    spans: set[AnswerSpan] = set(citation.spans)
    for other in others:
        if other.name == citation.name:
            spans |= {span for span in other.spans if citation.start <= span.start and span.end <= citation.end}
    return citation.model_copy(update={"spans": tuple(sorted(spans, key=lambda span: (span.start, span.end)))})


def _as_one(question: str, parts: tuple[str, ...], understood: Sequence[Understood]) -> Understood:
    """Return a question as it is understood in its parts: what was found for these, in turn."""
    taken: dict[int, Candidate] = {}
    for row in zip_longest(*(one.candidates.passages for one in understood)):
        for candidate in filter(None, row):
            taken.setdefault(candidate.passage.chunk_id, candidate)
    unknown = dict.fromkeys(word for one in understood for word in one.candidates.unknown)
    graded = sorted((piece for one in understood for piece in one.graded), key=lambda piece: -piece.score)
    best = {(g.evidence.passage.chunk_id, g.evidence.start, g.evidence.end): g for g in reversed(graded)}
    return Understood(
        question=question,
        candidates=Candidates(passages=tuple(taken.values()), unknown=tuple(unknown)),
        graded=tuple(sorted(best.values(), key=lambda piece: -piece.score)),
        readings=parts,
    )
