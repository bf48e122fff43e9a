"""How well questions are grouped by meaning for `qa-bot feedback gaps`: pairwise F1 of 150 hand-written questions by threshold.

    python -m benchmarks.gaps

Each domain is grouped by itself, as the questions of one server are. A pair is right if both questions are of one group, which one
section of a document would answer.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from qa_bot.discord_bot.memory.gaps import NEAR, groups_of, topics_of
from qa_bot.models.bundled_embedder import BundledEmbedder

QUESTIONS = Path(__file__).parent / "sets" / "gaps" / "questions.jsonl"
THRESHOLDS = np.arange(0.30, 0.64, 0.02)


class Pairs(NamedTuple):
    """Of the pairs that were put together, those that belong together, and how many do in all."""

    right: int
    put: int
    belong: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.put + self.belong)


def pairs_of(found: Sequence[Sequence[int]], groups: Sequence[str]) -> Pairs:
    """Compare the groups that were found with the group that each question is of."""
    together = {pair for group in found for pair in combinations(group, 2)}
    belong = {(one, other) for one, other in combinations(range(len(groups)), 2) if groups[one] == groups[other]}
    return Pairs(len(together & belong), len(together), len(belong))


def summed(pairs: Sequence[Pairs]) -> Pairs:
    return Pairs(*(sum(column) for column in zip(*pairs, strict=True)))


def main() -> None:
    asked: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for line in QUESTIONS.read_text("utf-8").splitlines():
        asked[json.loads(line)["domain"]].append(json.loads(line))
    embedder = BundledEmbedder()
    found: dict[float, dict[str, Pairs]] = {float(near): {} for near in THRESHOLDS}
    for domain, own in asked.items():
        vectors = topics_of([one["question"] for one in own], embedder)
        for near in found:
            found[near][domain] = pairs_of(groups_of(vectors, near), [one["group"] for one in own])
    print("threshold precision recall   F1  " + " ".join(asked))
    for near, domains in found.items():
        whole = summed([*domains.values()])
        each = " ".join(f"{pairs.f1:.2f}" for pairs in domains.values())
        mark = " <- in use" if abs(near - NEAR) < 0.001 else ""
        print(
            f"{near:9.2f} {whole.right / max(whole.put, 1):9.2f} {whole.right / whole.belong:6.2f} {whole.f1:4.2f}  {each}{mark}"
        )
    for domain in asked:
        others = {near: summed([p for name, p in domains.items() if name != domain]).f1 for near, domains in found.items()}
        best = max(others, key=lambda near: others[near])
        print(f"chosen without {domain}: {best:.2f}, F1 there {found[best][domain].f1:.2f}")


if __name__ == "__main__":
    main()
