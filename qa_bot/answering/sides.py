"""Find the contradictions that an answer leaves out."""

from collections.abc import Sequence

from qa_bot.answer import Citation
from qa_bot.answering.copies import SAME_SENTENCE
from qa_bot.answering.disagreement import asks_for_amount, counts_differ, dates_differ, differ_in_wording_alone
from qa_bot.retrieval.duplicates import containment, shingles
from qa_bot.text.questions import answer_type


def unsaid_sides(question: str, told: Sequence[Citation], known: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the known citations that contradict a told one and overlap none, in their order."""
    return tuple(
        other
        for other in known
        if not any(_overlap(citation, other) for citation in told)
        and any(citation.source != other.source and _contradict(question, citation.quote, other.quote) for citation in told)
    )


def _contradict(question: str, first: str, second: str) -> bool:
    """Tell whether two quotes are contradicting versions of a sentence, or give different amounts or times as the answer."""
    if containment(shingles(first), shingles(second)) >= SAME_SENTENCE:
        return not differ_in_wording_alone(first, second)
    by_count = asks_for_amount(question) and counts_differ(first, second)
    return by_count or (answer_type(question) == "time" and dates_differ(first, second))


def _overlap(first: Citation, second: Citation) -> bool:
    return first.source == second.source and first.start < second.end and second.start < first.end
