"""Whether a sentence tells more than the question did."""

import re

from qa_bot.text.stems import content_stems
from qa_bot.verification.facts import facts_of

_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)\b", re.I
)


def tells_more(question: str, sentence: str) -> bool:
    """Tell whether a sentence has a word, number or date that the question does not.

    A question that wants a yes or a no is answered by a sentence of its own words.
    """
    if _YES_OR_NO.match(question):
        return True
    asked, claimed = facts_of(question), facts_of(sentence)
    figures = {*claimed.amounts, *claimed.dates} - {*asked.amounts, *asked.dates}
    return bool(figures or content_stems(sentence) - content_stems(question))
