"""Find the threshold at which the share of wrong answers stays below a limit, from gold questions asked of a corpus.

The thresholds are tested from the strictest to the most lenient, and the tests stop at the first that fails. So no
correction for many tests is needed, and the threshold may be chosen with the same answers that test it. Source:
Angelopoulos, Bates, Candès, Jordan and Lei, "Learn then Test: calibrating predictive algorithms to achieve risk control",
2021 (fixed-sequence testing). Each test is the exact one of a binomial share, which passes if the upper limit of Clopper
and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 1934, lies below.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

from qa_bot.frozen import Frozen

CERTAINTY = 0.95
# The first test uses at least this share of the answers. With fewer, all must be right; with more, too many may already be
# wrong (benchmarks/promise.py).
FIRST_TESTED = 0.25


class KeptAnswer(Frozen):
    """An answer to a gold question: its confidence, and whether it was right."""

    confidence: float
    right: bool


class KeptGold(Frozen):
    """The answers given to a gold set, and the index they came from.

    `root`, `index_id` and `fingerprint` identify the index, `corpus_digest` its documents. `questions` includes those that
    got no answer.
    """

    root: str
    index_id: str
    fingerprint: str
    corpus_digest: str
    questions: int
    answers: tuple[KeptAnswer, ...]


def threshold_for(kept: Sequence[KeptAnswer], most_wrong: float, certainty: float = CERTAINTY) -> float | None:
    """Return the lowest threshold at which less than a share of the answers given is wrong; None if none can be promised.

    Of all sets of questions that might have been drawn, at most a share of 1 - certainty leads to a false promise. This holds
    if the questions are drawn independently, are like those to come, and surer answers are not wrong more often.
    """
    ordered = _surest_first(kept)
    wrong = _wrong_among(ordered)
    lowest = None
    for given in _tested(ordered, most_wrong, certainty):
        if binomial_tail(wrong[given], given, most_wrong) > 1 - certainty:
            break
        lowest = 0.0 if given == len(ordered) else math.nextafter(ordered[given].confidence, math.inf)
    return lowest


def cannot_promise(kept: Sequence[KeptAnswer], most_wrong: float, questions: int, certainty: float = CERTAINTY) -> str:
    """Return why no threshold can be promised, in words."""
    ordered = _surest_first(kept)
    fewest = fewest_right(most_wrong, certainty)
    first = next(_tested(ordered, most_wrong, certainty), None)
    needed = f"{fewest} right answers in a row would be needed"
    head = f"{100 * most_wrong:g}% cannot be promised with {questions} questions"
    if first is None:
        return f"{head}: {needed}, and {len(ordered)} answers were given"
    wrong = _wrong_among(ordered)[first]
    allowed = _most_wrong_allowed(first, most_wrong, certainty)
    verb = "was" if wrong == 1 else "were"
    return f"{head}: of the {first} surest answers {wrong} {verb} wrong, and {allowed} may be; {needed}"


def binomial_tail(wrong: int, given: int, risk: float) -> float:
    """Return the chance of at most so many wrong among the given, each wrong with probability `risk`, 0 < risk < 1."""
    log_risk, log_rest, log_all = math.log(risk), math.log1p(-risk), math.lgamma(given + 1)
    terms = (
        math.exp(log_all - math.lgamma(i + 1) - math.lgamma(given - i + 1) + i * log_risk + (given - i) * log_rest)
        for i in range(wrong + 1)
    )
    return min(1.0, math.fsum(terms))


def fewest_right(most_wrong: float, certainty: float = CERTAINTY) -> int:
    """Return how many answers must be right in a row to promise a share."""
    return math.ceil(math.log(1 - certainty) / math.log1p(-most_wrong))


def _surest_first(kept: Sequence[KeptAnswer]) -> list[KeptAnswer]:
    return sorted(kept, key=lambda answer: -answer.confidence)


def _wrong_among(ordered: Sequence[KeptAnswer]) -> list[int]:
    """Return how many are wrong among the first 0, 1, 2, ... answers."""
    return list(accumulate((not answer.right for answer in ordered), initial=0))


def _tested(ordered: Sequence[KeptAnswer], most_wrong: float, certainty: float) -> Iterator[int]:
    """Yield how many answers are given at each tested threshold, in order, without looking at whether they were right.

    These are the numbers from which one more wrong answer is allowed, and the number of all answers. A threshold lies just
    above one answer's confidence, and that answer is not among those given: the surer ones are then a fair sample of all
    answers above the threshold. Answers of equal confidence stay together.
    """
    first = max(fewest_right(most_wrong, certainty), math.ceil(FIRST_TESTED * len(ordered)))
    allowed = _most_wrong_allowed(first - 1, most_wrong, certainty)
    for given in range(first, len(ordered) + 1):
        allows_more = binomial_tail(allowed + 1, given, most_wrong) <= 1 - certainty
        allowed += allows_more
        if given == len(ordered) or (allows_more and ordered[given].confidence < ordered[given - 1].confidence):
            yield given


def _most_wrong_allowed(given: int, most_wrong: float, certainty: float) -> int:
    """Return how many of the given answers may be wrong; -1 if even none would be too many."""
    allowed = -1
    while allowed < given and binomial_tail(allowed + 1, given, most_wrong) <= 1 - certainty:
        allowed += 1
    return allowed
