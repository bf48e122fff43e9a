"""Whether a sentence tells more than the question did."""

import re
from collections.abc import Sequence

from qa_bot.text.questions import answer_type, holds_answer_of_type
from qa_bot.text.stems import content_stems

_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\b", re.I
)


def tells_more(question: str, sentence: str, quotes: Sequence[str]) -> bool:
    """Tell whether a sentence says, with its quotes, something that the question asks for and does not say itself.

    A question that wants a yes or a no is answered by a sentence of its own words.
    """
    if _YES_OR_NO.match(question):
        return True
    fresh = (content_stems(sentence) & content_stems(" ".join(quotes))) - content_stems(question)
    return bool(fresh) and holds_answer_of_type(answer_type(question), sentence, question)
