"""Score one answer by rule: is an acceptable answer in it, was it rightly refused, does it name a right file."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from qa_bot.evaluation.text_match import containment

# Who answers with a page holds every answer: only so many words of an answer count.
MOST_WORDS = 50
# And only so many of the files that it names.
MOST_FILES = 3


class Scored(NamedTuple):
    """The score of an answer; what cannot be asked of a question is None.

    `right`: an acceptable answer is in its first words; `somewhere`: anywhere in it; `refused`: nothing was answered where there is
    nothing; `cited`: one of the first files is a right one, of what was answered right; `trusted`: what was answered is right, whether
    or not there is an answer.
    """

    right: bool | None
    somewhere: bool | None
    refused: bool | None
    cited: bool | None
    trusted: bool | None
    words: int | None
    cpu_ms: float


def score(gold: Mapping[str, Any], given: Mapping[str, Any]) -> Scored:
    """Return the score of what was given to a question."""
    text = given["answer"]
    words = text.split() if text is not None else []
    if gold["answer"] is None:
        refused = text is None
        return Scored(None, None, refused, None, None if refused else False, len(words) or None, given["cpu_ms"])
    acceptable = [gold["answer"]] if isinstance(gold["answer"], str) else gold["answer"]
    right = containment(" ".join(words[:MOST_WORDS]), acceptable) == 1.0
    cited = bool({*given["sources"][:MOST_FILES]} & {*gold["sources"]}) if right else None
    somewhere = containment(" ".join(words), acceptable) == 1.0
    return Scored(right, somewhere, None, cited, right if words else None, len(words) or None, given["cpu_ms"])
