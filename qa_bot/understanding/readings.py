"""How a question depends on its conversation, and the questions that it may be written out as."""

from typing import Literal

from qa_bot.frozen import Frozen
from qa_bot.understanding.demands import NOTHING, Demand

Kind = Literal[
    "standalone", "choice", "correction", "what_about", "question_word", "sequence", "ordinal", "pronoun", "ellipsis"
]


class Rewriting(Frozen):
    """How a question depends on the conversation, and its written-out readings, likeliest first; none if it stands alone.

    `are_rivals` says that the readings are equally likely: "he" after a question about two persons; `are_wordings` that they are
    wordings of one question, of which the one that is answered best is taken. `demand` is what a piece must have to answer them.
    `is_bound` says that it means nothing without the conversation: "and on Sundays?".
    `topical` is a short question that seems to stand alone with what the previous one was about, in case it depends on that.
    """

    kind: Kind
    readings: tuple[str, ...] = ()
    are_rivals: bool = False
    are_wordings: bool = False
    demand: Demand = NOTHING
    is_bound: bool = False
    topical: str | None = None


ALONE = Rewriting(kind="standalone")
