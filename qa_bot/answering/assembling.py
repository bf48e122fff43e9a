"""Assemble an answer from what was found or is replied."""

from collections.abc import Sequence

from qa_bot.answer import Answer, Citation, RetrievedPassage
from qa_bot.answering.collection.replies import Reply
from qa_bot.answering.in_parts import Found
from qa_bot.evidence.grading import Graded
from qa_bot.passage import Passage
from qa_bot.prompts import Prompts
from qa_bot.storage.contents import AnyIndex
from qa_bot.understanding.understood import Understood, rank_passages


def found_answer(asked: str, meant: str, found: Found, index: AnyIndex, prompts: Prompts) -> Answer:
    """Return what was found for a question as an answer; `meant` is the question without a greeting before it.

    Nobody needs to be told that the greeting was left out. Which parts have no answer is told.
    """
    understood, plain = found.understood, found.plain
    return Answer(
        question=asked,
        standalone_question=asked if understood.question == meant else understood.question,
        status="answered",
        text=plain.text,
        confidence=plain.confidence,
        citations=plain.citations,
        retrieved=rank_passages(understood),
        readings=understood.rivals,
        note="\n".join(prompts.say("part_missing", part=part) for part in found.unanswered) or None,
        index=index.info,
        indexes=index.infos,
        filters=index.filters,
    )


def reply_answer(asked: str, reply: Reply, index: AnyIndex) -> Answer:
    """Return a reply to what is no question for a fact as an answer: what it quotes is what was retrieved."""
    return Answer(
        question=asked,
        standalone_question=asked,
        status="abstained" if reply.reason else "answered",
        reason=reply.reason,
        text=reply.text,
        confidence=reply.confidence,
        citations=reply.citations,
        retrieved=tuple(_retrieved(citation) for citation in reply.citations),
        index=index.info,
        indexes=index.infos,
        filters=index.filters,
    )


def passages_to_write_from(understood: Understood, chosen: Sequence[Graded]) -> tuple[Passage, ...]:
    """Return the passages to write from: those of the plain answer first, then those with the best pieces, then the found ones.

    The plain answer may quote a near-copy that contradicts; of the others, only the first of a group of near-copies is given.
    """
    graded = [piece.evidence.passage for piece in (*chosen, *understood.graded)]
    found = [candidate.passage for candidate in understood.candidates.passages]
    return tuple({passage.chunk_id: passage for passage in (*graded, *found)}.values())


def _retrieved(citation: Citation) -> RetrievedPassage:
    place = citation.model_dump(include={"corpus", "source", "start", "end"})
    return RetrievedPassage(**place, score=1.0)
