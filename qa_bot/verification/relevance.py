"""Whether a sentence tells more than the question did."""

import re

from qa_bot.text.english import AUXILIARY
from qa_bot.verification.statement import statement_of

_YES_OR_NO = re.compile(rf"^\W*(?:{AUXILIARY}|am)\b", re.I)


def tells_more(question: str, sentence: str) -> bool:
    """Tell whether a sentence has a word, number or date that the question does not.

    A question that wants a yes or a no is answered by a sentence of its own words.
    """
    if _YES_OR_NO.match(question):
        return True
    asked, claimed = statement_of(question), statement_of(sentence)
    figures = {*claimed.amounts, *claimed.dates} - {*asked.amounts, *asked.dates}
    return bool(figures or claimed.stems - asked.stems)
