"""Simulate promises: how many answers should the first test use, and how often is a promise broken?

python benchmarks/promise.py [RUN]

For risk curves that fall with the confidence, and one that does not, it prints how often each rule for the first test leads to a
promise, and the mean share of the questions that it answers. Then it prints how often the promise of the current rule is broken.
With the folder of a run of `qa-bot eval`, it does the same for questions drawn from that run with replacement.
"""

import math
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from qa_bot.answering import promise
from qa_bot.answering.promise import KeptAnswer, threshold_for
from qa_bot.evaluation.run import read_records

DRAWS = 300
DRAWS_FROM_RUN = 1000
Risk = Callable[[float], float]
# How often an answer is wrong if its confidence is higher than that of a share u of all answers.
CURVES: dict[str, Risk] = {
    "steep": lambda u: 0.01 + 0.9 * (1 - u) ** 3,
    "medium": lambda u: 0.02 + 0.5 * (1 - u) ** 2,
    "flat": lambda u: 0.03 + 0.2 * (1 - u),
    "good": lambda u: 0.02 + 0.05 * (1 - u),
    "worst at the top": lambda u: 0.5 if u > 0.97 else 0.02 + 0.5 * (1 - u) ** 2,
}
FIRST: dict[str, float] = {"the fewest": 0.0, "a quarter": 0.25, "a third": 1 / 3, "a half": 0.5}


def risk_above(risk: Risk, threshold: float) -> float:
    """Return the share of wrong answers above a threshold, by the midpoint rule."""
    middles = threshold + (np.arange(2000) + 0.5) / 2000 * (1 - threshold)
    return float(np.mean([risk(u) for u in middles]))


def draw(rng: np.random.Generator, risk: Risk, size: int) -> tuple[KeptAnswer, ...]:
    scores = rng.random(size)
    return tuple(KeptAnswer(confidence=float(s), right=bool(rng.random() >= risk(s))) for s in scores)


def draw_from(folder: Path) -> None:
    """Print how often a promise can be made from questions of a run, and how often the run's share of wrong answers breaks it."""
    scored = [record.scored for record in read_records(folder)]
    confidence, right = np.array([s.confidence for s in scored]), np.array([s.right for s in scored])
    print("| questions drawn | at most wrong | promised | broken |\n|---|---|---|---|")
    for size in (100, 250):
        for target in (0.05, 0.1, 0.2, 0.3):
            rng = np.random.default_rng(3)
            promised, broken = 0, 0
            for _ in range(DRAWS_FROM_RUN):
                drawn = rng.integers(0, len(scored), size)
                # Questions drawn twice count as two, like those of people.
                kept = tuple(KeptAnswer(confidence=confidence[i] + 1e-9 * rng.random(), right=bool(right[i])) for i in drawn)
                threshold = threshold_for(kept, target)
                if threshold is not None:
                    given = confidence >= threshold
                    promised += 1
                    broken += bool(given.any() and (~right[given]).mean() > target)
            print(f"| {size} | {target:g} | {promised / DRAWS_FROM_RUN:.3f} | {broken / DRAWS_FROM_RUN:.3f} |", flush=True)


def main() -> None:
    if len(sys.argv) > 1:
        draw_from(Path(sys.argv[1]))
        return
    shipped = promise.FIRST_TESTED
    print("| questions | at most wrong | risk | " + " | ".join(FIRST) + " | broken, by the rule in use |")
    print("|---|---|---|" + "---|" * (len(FIRST) + 1))
    for size in (100, 200, 400):
        for target in (0.05, 0.1, 0.2):
            for name, risk in CURVES.items():
                cells, broken = [], 0
                for share in FIRST.values():
                    promise.FIRST_TESTED = share
                    rng = np.random.default_rng(5)
                    thresholds = [threshold_for(draw(rng, risk, size), target) for _ in range(DRAWS)]
                    promised = [threshold for threshold in thresholds if threshold is not None]
                    answered = math.fsum(1 - threshold for threshold in promised) / DRAWS
                    cells.append(f"{len(promised) / DRAWS:.2f} ({answered:.2f})")
                    if share == shipped:
                        broken = sum(risk_above(risk, threshold) > target for threshold in promised)
                print(f"| {size} | {target:g} | {name} | " + " | ".join(cells) + f" | {broken / DRAWS:.3f} |", flush=True)
    promise.FIRST_TESTED = shipped


if __name__ == "__main__":
    main()
