import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from qa_bot.answering.promise import KeptAnswer, binomial_tail, cannot_promise, fewest_right, threshold_for

Risk = Callable[[float], float]


def answers(rights: str, confidences: Sequence[float] | None = None) -> tuple[KeptAnswer, ...]:
    """Return answers, surest first: "r" was right, "w" wrong."""
    found = confidences or [1 - (i + 1) / (len(rights) + 1) for i in range(len(rights))]
    return tuple(KeptAnswer(confidence=c, right=r == "r") for c, r in zip(found, rights, strict=True))


def given_at(kept: Sequence[KeptAnswer], threshold: float) -> int:
    return sum(answer.confidence >= threshold for answer in kept)


@pytest.mark.parametrize(
    ("wrong", "given", "risk", "tail"),
    [
        pytest.param(0, 2, 0.5, 0.25, id="two heads"),
        pytest.param(1, 2, 0.5, 0.75, id="at most one of two"),
        pytest.param(3, 3, 0.1, 1.0, id="all"),
        pytest.param(1, 4, 0.1, 0.9**4 + 4 * 0.1 * 0.9**3, id="one of four"),
        pytest.param(0, 5000, 0.01, 0.99**5000, id="many"),
    ],
)
def test_the_tail_of_the_binomial_distribution_is_exact(wrong, given, risk, tail):
    assert binomial_tail(wrong, given, risk) == pytest.approx(tail, rel=1e-9)


# The sample sizes of attribute sampling for 95 % confidence, in any table of Clopper-Pearson limits.
@pytest.mark.parametrize(("most_wrong", "fewest"), [(0.5, 5), (0.2, 14), (0.1, 29), (0.05, 59), (0.01, 299)])
def test_so_many_right_answers_in_a_row_are_needed(most_wrong, fewest):
    assert fewest_right(most_wrong) == fewest
    assert threshold_for(answers("r" * fewest), most_wrong) == 0.0
    assert threshold_for(answers("r" * (fewest - 1)), most_wrong) is None


@pytest.mark.parametrize(("given", "wrong"), [(93, 1), (124, 2), (153, 3)])
def test_more_answers_allow_some_wrong_ones(given, wrong):
    late = "r" * (given - wrong) + "w" * wrong
    assert threshold_for(answers(late), 0.05) == 0.0
    assert threshold_for(answers(late[1:]), 0.05) > 0.0


def test_the_threshold_lies_just_above_the_next_answer():
    kept = answers("r" * 30 + "w" * 10)
    threshold = threshold_for(kept, 0.1)
    assert given_at(kept, threshold) == 29
    assert threshold == math.nextafter(kept[29].confidence, math.inf)


def test_the_tests_stop_at_the_first_that_fails():
    # At 20 % none of 14 answers may be wrong, one of 22, and two of 30: that would pass, and is not tested.
    kept = answers("r" * 14 + "ww" + "r" * 20)
    assert given_at(kept, threshold_for(kept, 0.2)) == 14
    kept = answers("r" * 14 + "w" + "r" * 7 + "w" + "r" * 20)
    assert threshold_for(kept, 0.2) == 0.0


def test_the_first_test_is_chosen_by_the_number_of_answers_alone():
    # Of 200 answers a quarter is 50: 61 is the next number that allows one more wrong answer (2) at 10 %.
    early, clean = answers("wwr" + "r" * 197), answers("r" * 200)
    assert threshold_for(early, 0.1) == threshold_for(clean, 0.1) == 0.0
    assert threshold_for(answers("www" + "r" * 197), 0.1) is None


def test_answers_of_one_confidence_are_given_together_or_not_at_all():
    kept = answers("r" * 28 + "rwww", [1 - i / 100 for i in range(28)] + [0.5] * 4)
    assert threshold_for(kept, 0.1) is None
    kept = answers("r" * 29 + "rwww", [1 - i / 100 for i in range(29)] + [0.5] * 4)
    assert given_at(kept, threshold_for(kept, 0.1)) == 29


def test_the_order_in_which_the_questions_were_asked_does_not_matter():
    kept = answers("r" * 40 + "wrwrw" * 4)
    assert threshold_for(kept[::-1], 0.1) == threshold_for(kept, 0.1)


def test_what_is_missing_for_a_promise_is_said():
    assert cannot_promise(answers("r" * 31), 0.05, questions=40) == (
        "5% cannot be promised with 40 questions: 59 right answers in a row would be needed, and 31 answers were given"
    )
    assert cannot_promise(answers("w" + "r" * 79), 0.05, questions=80) == (
        "5% cannot be promised with 80 questions: of the 59 surest answers 1 was wrong, and 0 may be; "
        "59 right answers in a row would be needed"
    )


# For scores between 0 and 1, equally frequent: how often an answer of a score is wrong, and the share of wrong ones above it.
CURVES: dict[str, tuple[Risk, Risk]] = {
    "a little too much everywhere": (lambda s: 0.101, lambda t: 0.101),
    "straight": (lambda s: 0.4 * (1 - s), lambda t: 0.2 * (1 - t)),
    "steep": (lambda s: 0.02 + 0.9 * (1 - s) ** 3, lambda t: 0.02 + 0.225 * (1 - t) ** 3),
    "a step": (lambda s: 0.03 if s > 0.6 else 0.5, lambda t: 0.03 if t > 0.6 else (0.012 + 0.5 * (0.6 - t)) / (1 - t)),
}
DRAWS, TARGET = 1000, 0.1
# 72 of 1000 is what a chance of 0.05 exceeds once in a thousand.
MOST_BROKEN = 72


def draw(rng: np.random.Generator, risk: Risk, size: int) -> tuple[KeptAnswer, ...]:
    scores = rng.random(size)
    return tuple(KeptAnswer(confidence=float(s), right=bool(rng.random() >= risk(s))) for s in scores)


@pytest.mark.parametrize("size", [60, 250])
@pytest.mark.parametrize("curve", CURVES)
def test_the_promise_is_kept_in_at_least_95_of_100_draws(curve, size):
    risk, risk_above = CURVES[curve]
    rng = np.random.default_rng(20_201)
    thresholds = [threshold_for(draw(rng, risk, size), TARGET) for _ in range(DRAWS)]
    promised = [threshold for threshold in thresholds if threshold is not None]
    assert promised
    assert sum(risk_above(threshold) > TARGET for threshold in promised) <= MOST_BROKEN


def test_choosing_the_threshold_by_the_share_seen_breaks_the_promise_far_more_often():
    def lowest_that_looks_good(kept: Sequence[KeptAnswer]) -> float:
        ordered = sorted(kept, key=lambda answer: -answer.confidence)
        wrong = np.cumsum([not answer.right for answer in ordered])
        good = [i for i in range(len(ordered)) if wrong[i] <= TARGET * (i + 1)]
        return ordered[good[-1]].confidence if good else 1.0

    risk, risk_above = CURVES["straight"]
    rng = np.random.default_rng(20_201)
    broken = sum(risk_above(lowest_that_looks_good(draw(rng, risk, 250))) > TARGET for _ in range(DRAWS))
    assert broken > 300
